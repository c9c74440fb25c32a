"""Once a day: was there a message that many answered? Then its author is asked whether to keep it."""

from datetime import datetime

from community import budget, practices_nudge
from community.communities import Community
from community.discussions import Utterance
from community.ids import ChatId, CommunityId, NudgeId
from community.people import Person
from community.practices_nudge import LOOKS_BACK, REPLIERS, Nudge
from locales.words import nearest, words_in
from messages import practices_nudge as says
from reading.hashtags import hashtags_in
from scheduler.room import room_at
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx

LOOKED_AT = 20  # messages, those with the most repliers first


async def nudge(tx: Tx, now: datetime) -> int:
    """Due `practice.nudge`. What finds no room today is looked for again tomorrow."""
    return sum([await _nudge(tx, due, now) for due in await tx.dues.take("practice.nudge", now)])


async def _nudge(tx: Tx, due: Due, now: datetime) -> int:
    if due.community_id is None:
        return 0
    community = await tx.communities.get(CommunityId(due.community_id))
    if community is None or not community.is_active or not community.reads_discussion:
        return 0
    last = await tx.nudges.last_asked_at(community.id)
    may_ask = practices_nudge.may_ask_again_at(last, now) <= now
    if not may_ask or budget.may_speak_at(community, now) > now:
        return 0
    found = await tx.nudges.candidates(
        community.id, since=now - LOOKS_BACK, repliers=REPLIERS, limit=LOOKED_AT
    )
    for said in found:
        if await _asked(tx, community, said, now):
            return 1
    return 0


async def _asked(tx: Tx, community: Community, said: Utterance, now: datetime) -> bool:
    """Whether its author was asked."""
    if said.text.startswith("/") or hashtags_in(said.text):
        return False  # it was for the bot, not talk
    author = await _author(tx, community, said, now)
    if author is None:
        return False
    if not author.can_be_written and await room_at(tx, community, now) > now:
        return False
    fresh = await tx.nudges.keep(
        Nudge(
            id=NudgeId(0),
            community_id=community.id,
            message_id=said.message_id,
            person_id=author.id,
            asked_at=now,
        )
    )
    if fresh is None:
        return False
    _say(tx, fresh, said, author, community, now)
    return True


async def _author(tx: Tx, community: Community, said: Utterance, now: datetime) -> Person | None:
    """Somebody who is there, may be kept, and does not rest."""
    if said.person_id is None:
        return None
    person = await tx.people.get(said.person_id)
    member = await tx.members.get(community.id, said.person_id)
    if person is None or person.keeps_nothing or member is None:
        return None
    return None if member.left_at is not None or member.is_resting(now) else person


def _say(
    tx: Tx, fresh: Nudge, said: Utterance, author: Person, community: Community, now: datetime
) -> None:
    what = f"nudge:{fresh.id}"
    if author.can_be_written:
        words = words_in(nearest(author.language, community.language))
        tx.outbox.say(
            says.asked_in_private(fresh, said.text, community, words),
            to=ChatId(author.id),
            kind=Kind.POST,
            now=now,
            community=community.id,
            person=author.id,
            key=what,
        )
        return
    tx.outbox.say(
        says.asked_in_the_group(fresh, said.name, words_in(community.language)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=said.thread_id,
        reply_to=said.message_id,
        silent=True,
        key=budget.key(what),
    )
