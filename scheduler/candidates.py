"""Cards of candidates, drawn anew: one of the pair settled it, or its author took it back."""

from datetime import datetime

from community.candidates import REDRAW_STEP
from community.ids import CandidateId
from messages import candidates as says
from scheduler.guides import rewrite, words_of_chat
from scheduler.running import running
from storage.tx import Tx


async def redraw(tx: Tx, now: datetime) -> int:
    """Due `candidate.redraw`; its subject is the candidate, which may be gone."""
    redrawn = 0
    for due in await tx.dues.take(REDRAW_STEP, now):
        community = await running(tx, due)
        if community is None:
            continue
        one = await tx.candidates.get(community.id, CandidateId(due.subject_id))
        for post in await tx.posts.everywhere("candidate", due.subject_id, community=community.id):
            words = await words_of_chat(tx, post.telegram_chat_id, community, now)
            shown = (
                says.gone(due.subject_id, words)
                if one is None
                else says.card(one, community, words)
            )
            rewrite(tx, community, post.telegram_chat_id, post.message_id, shown, now)
        redrawn += 1
    return redrawn
