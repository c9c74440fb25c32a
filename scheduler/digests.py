"""The weekly notes: gather once, see whether it is enough, write at most one (house.md §8)."""

from datetime import datetime, timedelta

from community.commitments import SHOWN
from community.communities import Community
from community.digests import FRESH, WEEK, Week, worth_telling
from community.ids import ChatId, CommunityId, PersonId
from community.prompt_windows import answers_in
from locales.words import nearest, words_in
from messages import digests as says
from storage.outbox import Kind
from storage.tx import Tx

LATE = timedelta(days=2)  # a note that comes later than this is not written any more


async def tell_guides(tx: Tx, now: datetime) -> int:
    """Due `digest.guides`, subject the community: to each guide who may be written to."""
    told = 0
    for due in await tx.dues.take("digest.guides", now):
        community = await tx.communities.get(CommunityId(due.subject_id))
        if community is None or not _is_awake(community, now) or now - due.due_at > LATE:
            continue
        week = await week_of(tx, community, now)
        unknown = len(await tx.outbox.unknown_in(community.id))
        if week.is_empty and not unknown:
            continue
        for person in await tx.members.guides_to_write(community.id):
            words = words_in(nearest(person.language, community.language), now.year)
            tx.outbox.say(
                says.for_guides(week, unknown, words),
                to=ChatId(person.id),
                person=person.id,
                community=community.id,
                kind=Kind.DIGEST,
                now=now,
                key=f"{due.key}:{person.id}",
            )
            told += 1
    return told


async def tell_coordinators(tx: Tx, now: datetime) -> int:
    """Due `digest.coordinator`, subject the person: all their communities in one message."""
    told = 0
    for due in await tx.dues.take("digest.coordinator", now):
        person = await tx.people.get(PersonId(due.subject_id))
        if person is None or not person.can_be_written or now - due.due_at > LATE:
            continue
        network = [c for c in await tx.coordinators.network_of(person.id) if _is_awake(c, now)]
        weeks = [await week_of(tx, community, now) for community in network]
        full = worth_telling(weeks)
        if not full:
            continue
        words = words_in(nearest(person.language, network[0].language), now.year)
        tx.outbox.say(
            says.for_coordinators(full, len(weeks) - len(full), now, words),
            to=ChatId(person.id),
            person=person.id,
            kind=Kind.DIGEST,
            now=now,
            key=due.key,
        )
        told += 1
    return told


async def week_of(tx: Tx, community: Community, now: datetime) -> Week:
    """The last seven days of a community."""
    since, number = now - WEEK, community.id
    reflections = await tx.prompts.reflections_between(number, since, now)
    practices = await tx.practices.told_between(number, since, now)
    proposed, fulfilled = await tx.commitments.changed_since(number, since)
    open_ones = await tx.commitments.open_of(number)
    promised = [one for one in open_ones if one.commitment.is_promised]
    evidenced = [one for one in fulfilled if one.commitment.state in SHOWN]
    asked, resolved, sought = await tx.requests.since(number, since)
    sessions = await tx.sessions.between(number, now, now + 4 * WEEK)
    return Week(
        community=community,
        since=since,
        windows=tuple(await tx.prompts.answered_since(community, since)),
        has_question=await _has_question(tx, community, now),
        answers=answers_in(reflections),
        people=len({one.person_id for one in reflections if one.person_id is not None}),
        members=len(await tx.members.of(number)),
        practices=tuple(practice.title for practice in practices),
        tried=await tx.trials.count_between(number, since, now),
        taken=await tx.transfers.ended_between(number, since, now),
        proposed=len(proposed),
        fulfilled=len(fulfilled),
        evidenced=len(evidenced),
        open=len(promised),
        asked=asked,
        resolved=resolved,
        sought=sought,
        undecided=await tx.decisions.without_outcome(number),
        sessions=tuple((session.title, session.starts_at) for session in sessions),
    )


async def _has_question(tx: Tx, community: Community, now: datetime) -> bool:
    """Whether one is fresh, or will come by itself."""
    return (
        community.prompt_weekday is not None
        or bool(await tx.prompts.posted_since(community.id, now - FRESH))
        or bool(await tx.prompts.scheduled_in(community.id))
    )


def _is_awake(community: Community, now: datetime) -> bool:
    return community.is_active and not community.is_paused(now)
