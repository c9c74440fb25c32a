"""A guide left the group: the other of the pair is told, once, that there is /relevo."""

from datetime import datetime

from community import budget
from community.communities import Community
from community.handovers import LEFT_STEP
from community.ids import PersonId
from community.people import FORGOTTEN
from locales.words import words_in
from messages import handovers as says
from scheduler.guides import tell, words_for
from scheduler.room import room_at
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def tell_who_stays(tx: Tx, now: datetime) -> int:
    """Due `handover.left`; its subject is the person who left."""
    told = 0
    for due in await tx.dues.take(LEFT_STEP, now):
        community = await running(tx, due)
        if community is not None:
            told += await _tell(tx, community, due, now)
    return told


async def _tell(tx: Tx, community: Community, due: Due, now: datetime) -> int:
    gone = await tx.members.get(community.id, PersonId(due.subject_id))
    if gone is not None and gone.left_at is None:
        return 0  # they are back
    guides = await tx.members.guides_to_write(community.id)
    at = budget.may_speak_at(community, now)
    if at <= now and not guides:
        at = await room_at(tx, community, now)
    if at > now:
        await tx.dues.plan(LEFT_STEP, due.subject_id, at, community=community.id)
        return 0
    name = FORGOTTEN if gone is None else gone.name
    for guide in guides:
        left = says.left(name, community, words_for(guide, community, now))
        tell(tx, community, guide, left, f"{LEFT_STEP}:{due.id}:{guide.id}", now)
    if not guides:
        tx.outbox.say(
            says.left_alone(name, words_in(community.language, now.year)),
            to=community.telegram_chat_id,
            kind=Kind.POST,
            now=now,
            community=community.id,
            thread=community.home_thread_id,
            silent=True,
            key=budget.key(f"{LEFT_STEP}:{due.id}"),
        )
    return 1
