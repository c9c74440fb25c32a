"""The digests: gather once, see whether it is enough, write at most one, and plan the next (house.md §8).

The one thing to know: a step is about a person, and what it tells is looked up when it is due: whoever
left, was shown out, blocked the bot or rests is told nothing. The network of a coordinator is read in a
transaction that only reads, so that nobody waits for it; the one that writes looks whether it still holds.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.communities import Community
from community.digest_choices import DigestChoice, DigestKind, told
from community.digests import FRESH, Network, Waiting, Week
from community.ids import ChatId, CommunityId, DueId, PersonId
from community.people import Person
from community.pulse import SPAN, Signal, pulse_of
from locales.words import nearest, words_in
from messages import digests as says
from messages.text import Message
from scheduler.looking import LookFirst
from storage.digests import STEPS
from storage.dues import AT_A_TIME, Due
from storage.outbox import Kind
from storage.tx import Tx

LATE = timedelta(days=2)  # a digest that comes later than this is not written any more
HEARD = timedelta(days=1)  # a request younger than this has not been overlooked yet


async def tell_members(tx: Tx, now: datetime) -> int:
    """Due `digest.member`, subject the person: what others shared in their communities."""
    return await _each(tx, DigestKind.MEMBER, now, _tell_member)


async def tell_guides(tx: Tx, now: datetime) -> int:
    """Due `digest.guide`, subject the person: each community they facilitate."""
    return await _each(tx, DigestKind.GUIDE, now, _tell_guide)


Tell = Callable[[Tx, Due, Person, DigestChoice, list[Community], datetime], Awaitable[bool]]


async def _each(tx: Tx, kind: DigestKind, now: datetime, tell: Tell) -> int:
    """Takes what is due of a kind, tells it if there is something, and plans the next; gives how many
    were told."""
    written = 0
    for due in await tx.dues.take(STEPS[kind], now):
        person = await tx.people.get(PersonId(due.subject_id))
        if person is None:
            continue
        if person.can_be_written and now - due.due_at <= LATE:
            written += await _look(tx, due, person, kind, now, tell)
        await tx.digests.plan(person.id, kind, now)
    return written


async def _look(
    tx: Tx, due: Due, person: Person, kind: DigestKind, now: datetime, tell: Tell
) -> bool:
    homes = await tx.digests.homes_of(person.id, kind, now)
    if not homes:
        return False
    choice = await tx.digests.choice(person.id, kind)
    is_written = await tell(tx, due, person, choice, homes, now)
    if not person.keeps_nothing:
        done = told(choice, now, due.due_at if is_written else None)
        await tx.digests.save(done)
    return is_written


# Members.


async def _tell_member(
    tx: Tx, due: Due, person: Person, choice: DigestChoice, homes: list[Community], now: datetime
) -> bool:
    since = choice.since(now)
    shared = [await tx.weeks.shared_with(person.id, home, since, now) for home in homes]
    if all(one.is_empty for one in shared):
        return False
    words = words_in(nearest(person.language, homes[0].language), now.year)
    tx.outbox.say(
        says.for_member(shared, words),
        to=ChatId(person.id),
        person=person.id,
        kind=Kind.DIGEST,
        now=now,
        key=due.key,
    )
    return True


# Guides.


async def _tell_guide(
    tx: Tx, due: Due, person: Person, choice: DigestChoice, homes: list[Community], now: datetime
) -> bool:
    written = False
    since = choice.since(now)
    for home, week in zip(homes, await tx.weeks.of(homes, since, now), strict=True):
        waiting = await _waiting(tx, home, week, now)
        if week.is_empty and not (waiting.unknown or waiting.signals or waiting.too_few):
            continue
        words = words_in(nearest(person.language, home.language), now.year)
        tx.outbox.say(
            says.for_guides(week, waiting, words),
            to=ChatId(person.id),
            person=person.id,
            community=home.id,
            kind=Kind.DIGEST,
            now=now,
            key=f"{due.key}:{home.id}",
        )
        written = True
    return written


async def _waiting(tx: Tx, home: Community, week: Week, now: datetime) -> Waiting:
    return Waiting(
        windows=tuple(await tx.prompts.answered_since(home, week.since)),
        has_question=await _has_question(tx, home, now),
        undecided=await tx.decisions.without_outcome(home.id),
        drafts=await tx.weeks.drafts_of(home),
        syntheses=await tx.weeks.unpublished_in(home, week.since),
        too_few=await tx.weeks.without_draft_in(home, week.since, now),
        unheard=await tx.weeks.unheard_in(home, now - HEARD),
        unknown=len(await tx.outbox.unknown_in(home.id)),
        signals=await _fresh_signals(tx, home, week.since, now),
    )


async def _fresh_signals(
    tx: Tx, home: Community, since: datetime, now: datetime
) -> tuple[Signal, ...]:
    """Those of the pulse that were not there the last time: each is told once."""
    found = pulse_of(await tx.pulses.between(home.id, now - SPAN, now)).signals
    if not found:
        return ()
    before = pulse_of(await tx.pulses.between(home.id, since - SPAN, since)).signals
    return tuple(signal for signal in found if signal not in before)


async def _has_question(tx: Tx, community: Community, now: datetime) -> bool:
    """Whether one is fresh, or will come by itself."""
    return (
        community.prompt_weekday is not None
        or bool(await tx.prompts.posted_since(community.id, now - FRESH))
        or bool(await tx.prompts.scheduled_in(community.id))
    )


# Coordinators.


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What there is to tell of a network, and for whom and of what it was made."""

    person: Person
    choice: DigestChoice
    numbers: tuple[CommunityId, ...]
    messages: tuple[Message, ...]  # none: there is nothing to tell


Networks = dict[DueId, Looked]


async def look_at_networks(tx: Tx, now: datetime) -> Networks:
    """Of the steps that are due next, what there is to tell."""
    found: Networks = {}
    for due in await tx.dues.due(STEPS[DigestKind.COORDINATOR], now, AT_A_TIME):
        person = await tx.people.get(PersonId(due.subject_id))
        if person is None or not person.can_be_written:
            continue
        choice = await tx.digests.choice(person.id, DigestKind.COORDINATOR)
        homes = await tx.digests.homes_of(person.id, DigestKind.COORDINATOR, now)
        if homes:
            found[due.id] = await _look_at(tx, person, choice, homes, now)
    return found


async def tell_networks(tx: Tx, now: datetime, looked: Networks) -> int:
    """Due `digest.coordinator`, subject the person: all their communities in one message."""

    async def tell(
        tx: Tx,
        due: Due,
        person: Person,
        choice: DigestChoice,
        homes: list[Community],
        now: datetime,
    ) -> bool:
        found, numbers = looked.get(due.id), tuple(home.id for home in homes)
        if found is None or (found.person, found.choice, found.numbers) != (
            person,
            choice,
            numbers,
        ):
            found = await _look_at(tx, person, choice, homes, now)
        for place, message in enumerate(found.messages):
            tx.outbox.say(
                message,
                to=ChatId(person.id),
                person=person.id,
                kind=Kind.DIGEST,
                now=now,
                key=f"{due.key}:{place}",
            )
        return bool(found.messages)

    return await _each(tx, DigestKind.COORDINATOR, now, tell)


tell_coordinators = LookFirst(look_at_networks, tell_networks)


async def _look_at(
    tx: Tx, person: Person, choice: DigestChoice, homes: list[Community], now: datetime
) -> Looked:
    since = choice.since(now)
    network = Network(
        since=since,
        weeks=tuple(await tx.weeks.of(homes, since, now)),
        petitions=tuple(await tx.petitions.new_for(person.id, since, now)),
        waiting=await tx.petitions.waiting_for(person.id, since),
    )
    messages: tuple[Message, ...] = ()
    if not network.is_empty:
        words = words_in(nearest(person.language, homes[0].language), now.year)
        zone = choice.zone(homes[0].zone)
        # beside the loop: the file of a large network takes longer than a tap may wait
        messages = await asyncio.to_thread(says.for_coordinator, network, person.id, zone, words)
    numbers = tuple(home.id for home in homes)
    return Looked(person=person, choice=choice, numbers=numbers, messages=messages)
