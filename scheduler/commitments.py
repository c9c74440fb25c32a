"""The ladder of a commitment: before its day in private where possible, on it in the group, three
days after it in private, and after a week to the guides alone.

The one thing to know: a due row is only a question. The commitment is read again, and nothing is
said of one that is done, moved, released or that nobody accepted. Who rests, and who is in a
community that rests, is told once afterwards of all that is open still, in private. After its day
nothing is said in the group: who cannot be written to in private is not told.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from community import budget
from community.calendar import allows, local_day, start_of_day, start_of_week
from community.commitments import HELD, CommitmentState, Pledge, Responsible
from community.commitments_calendar import (
    AFTER,
    AFTER_HOLIDAYS_STEP,
    AFTER_REST_STEP,
    AFTER_STEP,
    BEFORE_STEP,
    GUIDES,
    GUIDES_STEP,
    ON_THE_DAY_STEP,
    TOLD_AFTERWARDS,
    UNANSWERED_STEP,
    back_at,
)
from community.communities import Community
from community.ids import ChatId, CommitmentId, CommunityId, DueId, MessageId, PersonId
from community.people import Member, Person
from locales.words import nearest, words_in
from messages import commitments_reminders as says
from messages.text import Message, message_url
from scheduler.room import room_at
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx

STILL_USEFUL = timedelta(days=3)  # after the bot was off: later than this it would only reproach
LONG_AFTER = timedelta(days=366)  # a rest is shorter; whoever comes back has not been told at all
JUST_BACK = timedelta(days=4)  # a rest ends at midnight, and a silent weekend may follow


@dataclass(frozen=True, kw_only=True)
class _Taker:
    """Somebody who took it, as they are now."""

    on: Responsible
    member: Member | None
    person: Person | None

    def is_here(self) -> bool:
        return self.member is None or self.member.left_at is None

    @property
    def rests_until(self) -> datetime | None:
        return self.member.paused_until if self.member else None

    def rests(self, now: datetime) -> bool:
        return self.rests_until is not None and self.rests_until > now

    def is_just_back(self, now: datetime) -> bool:
        until = self.rests_until
        return until is not None and until <= now < until + JUST_BACK


@dataclass(frozen=True, kw_only=True)
class _Held:
    """A step that is due, with what it is about."""

    due: Due
    community: Community
    pledge: Pledge


async def before(tx: Tx, now: datetime) -> int:
    """Three days ahead: to each who took it in private, to the rest by one message in the group."""
    found = [
        one
        for one in await _due_now(tx, BEFORE_STEP, now)
        if _is_ahead(one, now)  # the bot was off: the day itself says it
    ]
    unreached = await _tell_each(tx, found, now, BEFORE_STEP)
    heard = set[CommunityId]()
    for one in found:
        takers = unreached[one.due.id]
        if takers or not await _anybody_here(tx, one.pledge):
            await _remind_group(tx, one.community, one.pledge, takers, now, BEFORE_STEP, heard)
    return len(found)


async def on_the_day(tx: Tx, now: datetime) -> int:
    """On the due day, in the group, in reply to the card."""
    said, heard = 0, set[CommunityId]()
    for due in await tx.dues.take(ON_THE_DAY_STEP, now):
        found = await _still_held(tx, due, now)
        if found is None:
            continue
        community, pledge = found
        await _tell_afterwards(tx, community, pledge, now)
        awake = await _awake(tx, pledge, now)
        if awake or not await _anybody_here(tx, pledge):
            await _remind_group(tx, community, pledge, awake, now, ON_THE_DAY_STEP, heard)
            said += 1
    return said


async def after(tx: Tx, now: datetime) -> int:
    """Three days after, to each who took it, in private or not at all."""
    found = await _due_now(tx, AFTER_STEP, now, since=AFTER)
    await _tell_each(tx, found, now, AFTER_STEP)
    return len(found)


async def after_rest(tx: Tx, now: datetime) -> int:
    """To each who took it and rested when a step came, in private or not at all."""
    found = await _due_now(tx, AFTER_REST_STEP, now, since=LONG_AFTER)
    await _tell_each(tx, found, now, AFTER_REST_STEP, only_back=True)
    return len(found)


async def after_holidays(tx: Tx, now: datetime) -> int:
    """To each who took what came up while the community rested, in private or not at all."""
    found = await _due_now(tx, AFTER_HOLIDAYS_STEP, now, since=LONG_AFTER)
    await _tell_each(tx, found, now, AFTER_HOLIDAYS_STEP)
    return len(found)


async def to_guides(tx: Tx, now: datetime) -> int:
    """A week after: one note to each guide about all of that morning, and nothing in the group."""
    found = defaultdict[Community, list[Pledge]](list)
    for due in await tx.dues.take(GUIDES_STEP, now):
        held = await _still_held(tx, due, now, since=GUIDES)
        if held is not None:
            found[held[0]].append(held[1])
    return sum([await _tell_guides(tx, *one, now) for one in found.items()])


async def ask_who_takes_it(tx: Tx, now: datetime) -> int:
    """Once, in the group, of what nobody accepted, as soon as there is room for it."""
    return sum(
        [await _ask_or_wait(tx, due, now) for due in await tx.dues.take(UNANSWERED_STEP, now)]
    )


async def _ask_or_wait(tx: Tx, due: Due, now: datetime) -> int:
    found = await _open_in(tx, due, now)
    if found is None or found[1].commitment.state is not CommitmentState.PROPOSED:
        return 0
    community, pledge = found
    number, due_on = pledge.commitment.id, pledge.commitment.due_on
    at = await room_at(tx, community, now)
    if due_on is None or local_day(at, community.zone) > due_on:
        return 0
    if at > now:  # nobody's promise yet: it counts as the bot's own word
        await tx.dues.plan(UNANSWERED_STEP, number, at, community=community.id)
        return 0
    message = says.nobody_yet(
        pledge, words_in(community.language, now.year), today=local_day(now, community.zone)
    )
    key = budget.key(f"{UNANSWERED_STEP}:{number}")
    await _say_in_group(tx, community, pledge, message, now, key, silent=True)
    return 1


async def _still_held(
    tx: Tx, due: Due, now: datetime, *, since: timedelta = timedelta(0)
) -> tuple[Community, Pledge] | None:
    """The community and the commitment, if there is still something to remind of.

    `since`: how long after the due day the step comes.
    """
    found = await _open_in(tx, due, now)
    if found is None or found[1].commitment.state not in HELD:
        return None
    community, pledge = found
    due_on = pledge.commitment.due_on
    if due_on is None or now > start_of_day(due_on, community.zone) + since + STILL_USEFUL:
        return None
    return community, pledge


async def _open_in(tx: Tx, due: Due, now: datetime) -> tuple[Community, Pledge] | None:
    community = await running(tx, due)
    if community is None:
        return None
    if community.is_paused(now):
        if due.kind in TOLD_AFTERWARDS:
            at = back_at(budget.may_speak_at(community, now), community.quiet, community.zone)
            await tx.dues.plan(AFTER_HOLIDAYS_STEP, due.subject_id, at, community=community.id)
        return None
    pledge = await tx.commitments.find(community.id, CommitmentId(due.subject_id))
    return None if pledge is None else (community, pledge)


async def _takers(tx: Tx, pledge: Pledge) -> list[_Taker]:
    community = pledge.commitment.community_id
    return [
        _Taker(
            on=one,
            member=await tx.members.get(community, one.speaker_id),
            person=await tx.people.get(one.speaker_id),
        )
        for one in pledge.takers
        if one.speaker_id is not None
    ]


async def _awake(tx: Tx, pledge: Pledge, now: datetime) -> list[_Taker]:
    """Who took it, is still here, and has not asked to be left in peace."""
    return [one for one in await _takers(tx, pledge) if one.is_here() and not one.rests(now)]


async def _tell_afterwards(tx: Tx, community: Community, pledge: Pledge, now: datetime) -> None:
    """Those who rest now hear of it when they are back."""
    number = pledge.commitment.id
    for one in await _takers(tx, pledge):
        if one.is_here() and one.rests(now) and one.rests_until is not None:
            at = back_at(one.rests_until, community.quiet, community.zone)
            await tx.dues.plan(AFTER_REST_STEP, number, at, community=community.id)


async def _anybody_here(tx: Tx, pledge: Pledge) -> bool:
    return any(one.is_here() for one in await _takers(tx, pledge))


async def _due_now(
    tx: Tx, step: str, now: datetime, *, since: timedelta = timedelta(0)
) -> list[_Held]:
    found = []
    for due in await tx.dues.take(step, now):
        held = await _still_held(tx, due, now, since=since)
        if held is not None:
            found.append(_Held(due=due, community=held[0], pledge=held[1]))
    return found


def _is_ahead(one: _Held, now: datetime) -> bool:
    due_on = one.pledge.commitment.due_on
    return due_on is not None and due_on > local_day(now, one.community.zone)


async def _tell_each(
    tx: Tx, found: list[_Held], now: datetime, step: str, *, only_back: bool = False
) -> dict[DueId, list[_Taker]]:
    """One private message to each person of a community, of one commitment or of several; gives
    whom of each step nothing private reaches. `only_back`: of a rest that has just ended."""
    unreached = defaultdict[DueId, list[_Taker]](list)
    to_tell = defaultdict[tuple[CommunityId, PersonId], list[tuple[_Held, _Taker]]](list)
    for one in found:
        await _tell_afterwards(tx, one.community, one.pledge, now)
        for taker in await _awake(tx, one.pledge, now):
            if only_back and not taker.is_just_back(now):
                continue
            if taker.person is None or not taker.person.can_be_written:
                unreached[one.due.id].append(taker)
            else:
                to_tell[one.community.id, taker.person.id].append((one, taker))
    for theirs in to_tell.values():
        person = theirs[0][1].person
        assert person is not None
        await _tell(tx, [one for one, _ in theirs], person, now, step)
    return unreached


async def _tell(tx: Tx, held: list[_Held], person: Person, now: datetime, step: str) -> None:
    """One private reminder, if there is room for it in their week."""
    first, community = held[0], held[0].community
    if not await _has_room(tx, community, person, now):
        return
    words = words_in(nearest(person.language, community.language), now.year)
    if len(held) == 1:
        message = says.in_private(
            first.pledge,
            words,
            today=local_day(now, community.zone),
            community=community.title,
            url=message_url(community.telegram_chat_id, await _card(tx, community, first.pledge)),
        )
    else:
        pledges = [one.pledge for one in held]
        message = says.several(pledges, first.due.id, words, community=community.title)
    tx.outbox.say(
        message,
        to=ChatId(person.id),
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        person=person.id,
        silent=not allows(now, community.quiet, community.zone),
        key=f"{step}:{first.pledge.commitment.id}:{first.pledge.commitment.due_on}:{person.id}",
        expires_at=max(_until(one.pledge, community, now) for one in held),
    )


async def _has_room(tx: Tx, community: Community, person: Person, now: datetime) -> bool:
    """Nobody is reminded in private more often a week than the community lets the bot speak."""
    await tx.flush()  # what this very unit of work said counts too
    week = start_of_week(now, community.zone)
    told = await tx.outbox.count_to(community.id, person.id, week, "commitment.")
    return told < community.weekly_cap


async def _tell_guides(tx: Tx, community: Community, pledges: list[Pledge], now: datetime) -> int:
    guides = await tx.members.guides_to_write(community.id)
    for person in guides:
        words = words_in(nearest(person.language, community.language), now.year)
        first = pledges[0].commitment
        tx.outbox.say(
            says.for_guides(pledges, words, community=community.title),
            to=ChatId(person.id),
            kind=Kind.REMINDER,
            now=now,
            community=community.id,
            person=person.id,
            key=f"{GUIDES_STEP}:{first.id}:{first.due_on}:{person.id}",
            expires_at=now + timedelta(days=1),
        )
    return len(guides)


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
    key = f"{step}:{pledge.commitment.id}:{pledge.commitment.due_on}"
    await _say_in_group(tx, community, pledge, message, now, key, silent=is_silent)


async def _say_in_group(
    tx: Tx,
    community: Community,
    pledge: Pledge,
    message: Message,
    now: datetime,
    key: str,
    *,
    silent: bool,
) -> None:
    """In reply to the card, where it was made."""
    tx.outbox.say(
        message,
        to=community.telegram_chat_id,
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        thread=pledge.commitment.thread_id,
        reply_to=await _card(tx, community, pledge),
        silent=silent,
        key=key,
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
