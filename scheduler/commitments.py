"""Reminders of commitments: before the due day in private where possible, on it in the group.

The one thing to know: a due row is only a question. The commitment is read again, and nothing is
said of one that is done, moved, released or that nobody accepted; nor while the community rests
(such a reminder is dropped: what is due in the holidays is still in /pendientes afterwards).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.calendar import allows, local_day, start_of_day
from community.commitments import CommitmentState, Pledge, Responsible
from community.commitments_calendar import BEFORE_STEP, ON_THE_DAY_STEP
from community.communities import Community
from community.ids import ChatId, CommitmentId, CommunityId, MessageId
from community.people import Member, Person
from locales.words import nearest, words_in
from messages import commitments_reminders as says
from messages.text import message_url
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx

STILL_USEFUL = timedelta(days=3)  # after the bot was off: later than this it would only reproach


@dataclass(frozen=True, kw_only=True)
class _Taker:
    """Somebody who took it, as they are now."""

    on: Responsible
    member: Member | None
    person: Person | None

    def is_here(self) -> bool:
        return self.member is None or self.member.left_at is None

    def rests(self, now: datetime) -> bool:
        until = self.member.paused_until if self.member else None
        return until is not None and until > now


async def before(tx: Tx, now: datetime) -> int:
    """Three days ahead: to each who took it in private, to the rest by one message in the group."""
    said, heard = 0, set[CommunityId]()
    for due in await tx.dues.take(BEFORE_STEP, now):
        found = await _still_held(tx, due, now)
        if found is None:
            continue
        community, pledge = found
        today = local_day(now, community.zone)
        if pledge.commitment.due_on is None or pledge.commitment.due_on <= today:
            continue  # the bot was off: the day itself says it
        unreached = [
            taker
            for taker in await _awake(tx, pledge, now)
            if not await _tell(tx, community, pledge, taker, now)
        ]
        if unreached or not await _anybody_here(tx, pledge):
            await _remind_group(tx, community, pledge, unreached, now, BEFORE_STEP, heard)
        said += 1
    return said


async def on_the_day(tx: Tx, now: datetime) -> int:
    """On the due day, in the group, in reply to the card."""
    said, heard = 0, set[CommunityId]()
    for due in await tx.dues.take(ON_THE_DAY_STEP, now):
        found = await _still_held(tx, due, now)
        if found is None:
            continue
        community, pledge = found
        awake = await _awake(tx, pledge, now)
        if awake or not await _anybody_here(tx, pledge):
            await _remind_group(tx, community, pledge, awake, now, ON_THE_DAY_STEP, heard)
            said += 1
    return said


async def _still_held(tx: Tx, due: Due, now: datetime) -> tuple[Community, Pledge] | None:
    """The community and the commitment, if there is still something to remind of."""
    if due.community_id is None:
        return None
    community = await tx.communities.get(due.community_id)
    if community is None or not community.is_active or community.is_paused(now):
        return None
    pledge = await tx.commitments.find(community.id, CommitmentId(due.subject_id))
    if pledge is None or pledge.commitment.state is not CommitmentState.ACCEPTED:
        return None
    due_on = pledge.commitment.due_on
    if due_on is None or now > start_of_day(due_on, community.zone) + STILL_USEFUL:
        return None
    return community, pledge


async def _takers(tx: Tx, pledge: Pledge) -> list[_Taker]:
    community = pledge.commitment.community_id
    return [
        _Taker(
            on=one,
            member=await tx.members.get(community, one.person_id),
            person=await tx.people.get(one.person_id),
        )
        for one in pledge.takers
        if one.person_id is not None
    ]


async def _awake(tx: Tx, pledge: Pledge, now: datetime) -> list[_Taker]:
    """Who took it, is still here, and has not asked to be left in peace."""
    return [one for one in await _takers(tx, pledge) if one.is_here() and not one.rests(now)]


async def _anybody_here(tx: Tx, pledge: Pledge) -> bool:
    return any(one.is_here() for one in await _takers(tx, pledge))


async def _tell(tx: Tx, community: Community, pledge: Pledge, taker: _Taker, now: datetime) -> bool:
    """One private reminder; says whether it could be written."""
    person = taker.person
    if person is None or not person.can_be_written:
        return False
    message = says.in_private(
        pledge,
        words_in(nearest(person.language, community.language), now.year),
        today=local_day(now, community.zone),
        community=community.title,
        url=message_url(community.telegram_chat_id, await _card(tx, community, pledge)),
    )
    tx.outbox.say(
        message,
        to=ChatId(person.id),
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        person=person.id,
        silent=not allows(now, community.quiet, community.zone),
        key=f"{BEFORE_STEP}:{pledge.commitment.id}:{pledge.commitment.due_on}:{person.id}",
        expires_at=_until(pledge, community, now),
    )
    return True


async def _remind_group(
    tx: Tx,
    community: Community,
    pledge: Pledge,
    takers: list[_Taker],
    now: datetime,
    step: str,
    heard: set[CommunityId],
) -> None:
    """One message; of several at once in a group only the first makes a sound.

    No `takers`: all of them have left the group.
    """
    words, today = words_in(community.language, now.year), local_day(now, community.zone)
    people = [taker.on for taker in takers]
    message = (
        says.to_the_group(pledge, words, today=today, people=people)
        if people
        else says.nobody_left(pledge, words, today=today)
    )
    is_silent = community.id in heard or not allows(now, community.quiet, community.zone)
    heard.add(community.id)
    tx.outbox.say(
        message,
        to=community.telegram_chat_id,
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        thread=pledge.commitment.thread_id,
        reply_to=await _card(tx, community, pledge),
        silent=is_silent,
        key=f"{step}:{pledge.commitment.id}:{pledge.commitment.due_on}",
        expires_at=_until(pledge, community, now),
    )


async def _card(tx: Tx, community: Community, pledge: Pledge) -> MessageId | None:
    group = community.telegram_chat_id
    post = await tx.posts.first(group, "commitment", pledge.commitment.id)
    return None if post is None else post.message_id


def _until(pledge: Pledge, community: Community, now: datetime) -> datetime:
    """Until when it is true: the end of the due day, or a day from now once that is over."""
    due_on = pledge.commitment.due_on
    assert due_on is not None
    end = start_of_day(due_on + timedelta(days=1), community.zone)
    return end if end > now else now + timedelta(days=1)
