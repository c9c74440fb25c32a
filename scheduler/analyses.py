"""What time does for thematic analyses: a guide's message that shows words which left is emptied.

The one thing to know: it is not drawn anew here, for that takes reading; it says so, and its button
does it. Nothing that was taken back stands in a chat until somebody taps.
"""

from datetime import datetime

from community.analyses import REDRAW_STEP
from community.ids import AnalysisId, PersonId
from locales.words import nearest, words_in
from messages import analyses as says
from scheduler.running import running
from storage.outbox import Kind
from storage.tx import Tx


async def redraw(tx: Tx, now: datetime) -> int:
    """Due `analysis.redraw`; its subject is the analysis."""
    drawn = 0
    for due in await tx.dues.take(REDRAW_STEP, now):
        community = await running(tx, due)
        if community is None:
            continue
        number = AnalysisId(due.subject_id)
        for post in await tx.posts.everywhere("analysis", number, community=community.id):
            reader = await tx.people.get(PersonId(post.telegram_chat_id))
            language = nearest(reader.language if reader is not None else None, community.language)
            message = says.changed(number, words_in(language, now.year))
            tx.outbox.act(
                "editMessageText",
                {"message_id": post.message_id, **message.edit},
                chat=post.telegram_chat_id,
                kind=Kind.EDIT,
                now=now,
                community=community.id,
            )
            drawn += 1
    return drawn
