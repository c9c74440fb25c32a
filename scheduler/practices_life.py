"""What time does for practices: authors hear what became of theirs, follow-ups after four weeks, and
one practice a week brought back to light.

The one thing to know: a due row is only a question. The practice is read again, and nothing is said
of one that was withdrawn, to somebody who left, or while the community rests.
"""

from collections import Counter
from datetime import datetime, timedelta

from community import budget, transfers, trials
from community.calendar import allows, local_day
from community.communities import Community
from community.ids import ChatId, PersonId, PracticeId, TransferId
from community.people import Member, Person
from community.practices import Practice
from community.transfers import FOLLOW_UP_STEP, Transfer
from community.trials_calendar import NEWS_STEP, RESURFACE_STEP, news_key
from locales.words import nearest, words_in
from messages import practices_life as says
from messages import practices_transfers, practices_trials
from reading.stems import search_terms
from scheduler.room import room_at
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx

TALKED_ABOUT = timedelta(days=10)  # a prompt older than this is not what people talk about
CLOSE = 5  # practices looked at, the closest first


async def tell_authors(tx: Tx, now: datetime) -> int:
    """Due `practice.news`; its subject is the author. Whoever has no private chat is told later."""
    return sum([await _tell(tx, due, now) for due in await tx.dues.take(NEWS_STEP, now)])


async def follow_up(tx: Tx, now: datetime) -> int:
    """Due `practice.follow_up`; its subject is the transfer."""
    return sum([await _ask(tx, due, now) for due in await tx.dues.take(FOLLOW_UP_STEP, now)])


async def bring_back(tx: Tx, now: datetime) -> int:
    """Due `practice.resurface`, planned every night (plans.py); its subject is the community (S18)."""
    return sum([await _bring_back(tx, due, now) for due in await tx.dues.take(RESURFACE_STEP, now)])


async def _tell(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    person = await tx.people.get(PersonId(due.subject_id))
    if community is None or person is None or not person.can_be_written:
        return 0
    member = await tx.members.get(community.id, person.id)
    if member is None or member.left_at is not None or member.is_resting(now):
        return 0
    again = budget.may_speak_at(community, now)
    if again > now:
        await _tell_later(tx, community, person, again)
        return 0
    tried, thanked = await tx.trials.news_for(community.id, person.id)
    if not tried and not thanked:
        return 0
    titles = await _titles(tx, community, [number for number, _ in (*tried, *thanked)])
    people: dict[str, list[str]] = {}
    for number, name in tried:
        people.setdefault(titles[number], []).append(name)
    counts = Counter(titles[number] for number, _ in thanked)
    words = words_in(nearest(person.language, community.language), now.year)
    tx.outbox.say(
        practices_trials.news(list(people.items()), list(counts.items()), community, words),
        to=ChatId(person.id),
        kind=Kind.DIGEST,
        now=now,
        community=community.id,
        person=person.id,
        key=due.key,
    )
    await tx.trials.news_told(community.id, person.id, now)
    return 1


async def _tell_later(tx: Tx, community: Community, author: Person, at: datetime) -> None:
    on = local_day(at, community.zone)
    key = (
        f"{news_key(community.id, author.id, on)}:after-rest"  # that day may bring news of its own
    )
    await tx.dues.plan(NEWS_STEP, author.id, at, community=community.id, key=key)


async def _titles(tx: Tx, community: Community, numbers: list[PracticeId]) -> dict[PracticeId, str]:
    titles: dict[PracticeId, str] = {}
    for number in set(numbers):
        practice = await tx.practices.get(community.id, number)
        titles[number] = practice.title if practice is not None else ""
    return titles


async def _ask(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    transfer = await tx.transfers.get(community.id, TransferId(due.subject_id))
    if transfer is None or transfer.outcome is not None or transfer.person_id is None:
        return 0
    practice = await tx.practices.get(community.id, transfer.practice_id)
    member = await tx.members.get(community.id, transfer.person_id)
    person = await tx.people.get(transfer.person_id)
    if practice is None or practice.withdrawn_at is not None or person is None:
        return 0
    if member is None or member.left_at is not None or person.keeps_nothing or person.wants_peace:
        return 0
    if _must_wait(community, member, now):
        at = transfers.next_school_day(community, now)
        await tx.dues.replan(FOLLOW_UP_STEP, transfer.id, at, community=community.id, now=now)
        return 0
    _say(tx, community, transfer, practice, person, now)
    return 1


def _must_wait(community: Community, member: Member, now: datetime) -> bool:
    is_quiet = not allows(now, community.quiet, community.zone)
    return community.is_paused(now) or member.is_resting(now) or is_quiet


def _say(
    tx: Tx,
    community: Community,
    transfer: Transfer,
    practice: Practice,
    person: Person,
    now: datetime,
) -> None:
    """In private where possible; else below the practice, where only they can answer it."""
    is_private = person.can_be_written
    language = nearest(person.language, community.language) if is_private else community.language
    tx.outbox.say(
        practices_transfers.how_did_it_go(
            transfer, practice, words_in(language, now.year), is_private=is_private
        ),
        to=ChatId(person.id) if is_private else community.telegram_chat_id,
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        person=person.id if is_private else None,
        thread=None if is_private else community.home_thread_id,
        reply_to=None if is_private else practice.shown_message,
        silent=not is_private,
        key=f"{FOLLOW_UP_STEP}:{transfer.id}",
    )


async def _bring_back(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None or not community.resurfaces:
        return 0
    if community.is_paused(now) or not allows(now, community.quiet, community.zone):
        return 0
    if await room_at(tx, community, now) > now:
        return 0
    found = trials.bring_back(
        await tx.trials.standing(community.id),
        await tx.trials.tried(community.id),
        await _close_to_the_talk(tx, community, now),
        await tx.trials.resurfaced(community.id),
        now,
    )
    if found is None:
        return 0
    practice, reason = found
    await tx.trials.brought_back(community.id, practice.id, now)
    tx.outbox.say(
        says.brought_back(practice, reason, community, words_in(community.language, now.year)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=community.home_thread_id,
        silent=True,
        key=budget.key(due.key),
    )
    return 1


async def _close_to_the_talk(tx: Tx, community: Community, now: datetime) -> list[PracticeId]:
    """Practices about what was asked lately, the closest first."""
    latest = await tx.prompts.latest_posted(community.id)
    if not latest or latest[0].posted_at is None or now - latest[0].posted_at > TALKED_ABOUT:
        return []
    terms = search_terms(latest[0].text, community.language)
    return [one.id for one in await tx.practices.search(community.id, terms, CLOSE)]
