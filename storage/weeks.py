"""What happened in communities since an instant, and what waits in one: read for digests.

The one thing to know: all communities of a network are read together, in as many queries as for one.
Five hundred communities one by one were seven thousand queries in a transaction that nobody else
could write beside.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)

from community.agreements import Agreement, AgreementState
from community.commitments import HELD, SHOWN, CommitmentState, EvidenceKind
from community.communities import Community
from community.digests import ACTIVE, AHEAD, BEFORE, Adopted, Shared, Week
from community.ids import PersonId
from community.minutes import MinutesState
from community.petitions import WITH_COORDINATION
from community.practices import Practice, PracticeState
from community.prompts import Prompt, PromptState
from community.requests import RequestState
from community.sessions import Session, SessionState
from community.syntheses import DRAFT_STEP, SynthesisState
from storage.mapping import domains
from storage.rows import (
    agreements,
    commitments,
    deeds,
    dues,
    hands,
    members,
    milestones,
    minutes,
    petitions,
    practices,
    prompts,
    reflections,
    requests,
    responsibles,
    sessions,
    syntheses,
    transfers,
    trials,
)
from storage.tx import Tx

MOST_UNHEARD = 20
ENDS = (PracticeState.AGREED, PracticeState.INSTITUTIONALISED)


class Weeks:
    """Reads what others write."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, homes: Sequence[Community], since: datetime, now: datetime) -> list[Week]:
        """The week of each community, in their order, in a number of queries that does not depend
        on how many they are."""
        if not homes:
            return []
        span = _Span(homes, since, now)
        counted = [
            await self._by_home(_answers(span)),
            await self._by_home(_commitments(span)),
            await self._by_home(_requests(span)),
            await self._by_home(_held(span)),
            await self._by_home(_came_back(span)),
            await self._by_home(_active(span)),
            await self._by_home(_rests(span)),
        ]
        told = await self._listed(_practices(span))
        agreed = await self._listed(_agreements(span))
        ahead = await self._listed(_ahead(span))
        adopted = await self._adopted(span)
        return [
            Week(
                community=home,
                since=since,
                until=now,
                practices=tuple(row.title for row in told[home.id]),
                agreements=tuple(row.text for row in agreed[home.id]),
                sessions=tuple((row.title, row.starts_at) for row in ahead[home.id]),
                adopted=adopted[home.id],
                **{name: value for found in counted for name, value in found[home.id].items()},
            )
            for home in homes
        ]

    async def drafts_of(self, home: Community) -> tuple[str, ...]:
        """Titles of minutes that wait for somebody to publish them, the newest first."""
        found = (
            select(minutes.c.title)
            .where(minutes.c.community_id == home.id, minutes.c.state == MinutesState.DRAFT)
            .order_by(minutes.c.held_at.desc(), minutes.c.id.desc())
        )
        return tuple(row.title for row in await self._tx.rows(found))

    async def unpublished_in(self, home: Community, since: datetime) -> tuple[str, ...]:
        """Questions whose draft of a synthesis waits, "" for talk, the newest first; where the group got
        the neutral list already, those made since."""
        waits = or_(
            syntheses.c.state == SynthesisState.DRAFT,
            (syntheses.c.state == SynthesisState.INDEXED) & (syntheses.c.made_at >= since),
        )
        found = (
            select(prompts.c.text)
            .select_from(syntheses)
            .outerjoin(prompts, prompts.c.id == syntheses.c.prompt_id)
            .where(syntheses.c.community_id == home.id, waits)
            .order_by(syntheses.c.id.desc())
        )
        return tuple(row.text or "" for row in await self._tx.rows(found))

    async def without_draft_in(
        self, home: Community, since: datetime, until: datetime
    ) -> tuple[str, ...]:
        """Questions that were answered and closed meanwhile, and too few answers said something for a
        draft; not those whose draft is only put off."""
        drafted = exists().where(syntheses.c.prompt_id == prompts.c.id)
        is_put_off = exists().where(
            dues.c.community_id == home.id,
            dues.c.kind == DRAFT_STEP,
            dues.c.subject_id == prompts.c.id,
            dues.c.settled_at.is_(None),
        )
        found = (
            select(prompts.c.text)
            .where(
                prompts.c.community_id == home.id,
                prompts.c.closes_at > since,
                prompts.c.closes_at <= until,
                exists().where(reflections.c.prompt_id == prompts.c.id),
                ~drafted,
                ~is_put_off,
            )
            .order_by(prompts.c.closes_at.desc(), prompts.c.id.desc())
        )
        return tuple(row.text for row in await self._tx.rows(found))

    async def unheard_in(self, home: Community, before: datetime) -> tuple[str, ...]:
        """Words of open requests of before an instant that nobody took up, the newest first."""
        taken_up = select(hands.c.request_id).where(hands.c.community_id == home.id)
        found = (
            select(requests.c.text)
            .where(
                requests.c.community_id == home.id,
                requests.c.state == RequestState.OPEN,
                requests.c.asked_at < before,
                requests.c.id.not_in(taken_up),
                ~_is_with_coordination(),
            )
            .order_by(requests.c.asked_at.desc(), requests.c.id.desc())
            .limit(MOST_UNHEARD)
        )
        return tuple(row.text for row in await self._tx.rows(found))

    async def shared_with(
        self, person: PersonId, home: Community, since: datetime, now: datetime
    ) -> Shared:
        """What one member reads of their community: their own open commitments, and what is others'."""
        pledges = await self._tx.commitments.open_of_person(home.id, person)
        told = (
            select(practices)
            .where(
                practices.c.community_id == home.id,
                practices.c.withdrawn_at.is_(None),
                practices.c.told_at >= since,
                practices.c.told_at < now,
                practices.c.author_id.is_distinct_from(person),
            )
            .order_by(practices.c.told_at.desc(), practices.c.id.desc())
        )
        answered = select(reflections.c.prompt_id).where(
            reflections.c.community_id == home.id, reflections.c.person_id == person
        )
        asked = (
            select(prompts)
            .where(
                prompts.c.community_id == home.id,
                prompts.c.state == PromptState.POSTED,
                prompts.c.posted_at >= since,
                prompts.c.id.not_in(answered),
            )
            .order_by(prompts.c.posted_at.desc(), prompts.c.id.desc())
        )
        agreed = (
            select(agreements)
            .where(
                agreements.c.community_id == home.id,
                agreements.c.state == AgreementState.STANDING,
                agreements.c.agreed_at >= since,
            )
            .order_by(agreements.c.agreed_at.desc(), agreements.c.id.desc())
        )
        coming: list[Session] = await self._tx.sessions.between(home.id, now, now + AHEAD)
        return Shared(
            community=home,
            since=since,
            mine=tuple(pledge.commitment for pledge in pledges),
            asked=tuple(domains(Prompt, await self._tx.rows(asked))),
            practices=tuple(domains(Practice, await self._tx.rows(told))),
            agreements=tuple(domains(Agreement, await self._tx.rows(agreed))),
            sessions=tuple(coming),
        )

    async def _by_home(self, question: Any) -> dict[int, dict[str, Any]]:
        """Its one row of each community, by the names of its columns."""
        found: dict[int, dict[str, Any]] = defaultdict(dict)
        for row in await self._tx.rows(question):
            values = {name: value for name, value in row._mapping.items() if value is not None}
            found[values.pop("home")] = values
        return found

    async def _listed(self, question: Any) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in await self._tx.rows(question):
            found[row.home].append(row)
        return found

    async def _adopted(self, span: "_Span") -> dict[int, tuple[Adopted, ...]]:
        """What others made of practices, those most lived with first."""
        tried, taken = Counter[int](), Counter[int]()
        agreed, titles, homes = set[int](), dict[int, str](), dict[int, int]()
        for row in await self._tx.rows(_adoptions(span)):
            titles[row.practice], homes[row.practice] = row.title, row.home
            tried[row.practice] += row.what == "tried"
            taken[row.practice] += row.what == "taken"
            if row.what == "agreed":
                agreed.add(row.practice)
        found: dict[int, list[Adopted]] = defaultdict(list)
        for number in sorted(titles, reverse=True):
            one = Adopted(
                title=titles[number],
                tried=tried[number],
                taken=taken[number],
                is_agreed=number in agreed,
            )
            found[homes[number]].append(one)
        made = {home: tuple(sorted(many, key=_lived, reverse=True)) for home, many in found.items()}
        return defaultdict(tuple, made)


def _lived(one: Adopted) -> int:
    return 2 * one.is_agreed + one.tried + one.taken


class _Span:
    """Some communities, and from when to when."""

    def __init__(self, homes: Sequence[Community], since: datetime, now: datetime) -> None:
        self.numbers = [home.id for home in homes]
        self.since, self.now = since, now

    def here(self, table: Any) -> ColumnElement[bool]:
        """Whether a row is of one of the communities."""
        is_here: ColumnElement[bool] = table.c.community_id.in_(self.numbers)
        return is_here

    def within(self, when: Any) -> ColumnElement[bool]:
        """Whether something happened since then, up to now."""
        is_within: ColumnElement[bool] = (when >= self.since) & (when < self.now)
        return is_within


def _home(table: Any) -> Any:
    return table.c.community_id.label("home")


def _how_many(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _answers(span: _Span) -> Any:
    """Answers and who gave them; the messages of an album are one answer."""
    one = func.coalesce(reflections.c.album, cast(reflections.c.message_id, String))
    is_new = reflections.c.said_at >= span.since
    return (
        select(
            _home(reflections),
            func.count(case((is_new, one)).distinct()).label("answers"),
            func.count(case((is_new, reflections.c.person_id)).distinct()).label("people"),
            func.count(case((~is_new, one)).distinct()).label("answers_before"),
            func.max(reflections.c.said_at).label("last_answer_at"),
        )
        .where(span.here(reflections), reflections.c.said_at >= span.since - BEFORE)
        .where(reflections.c.said_at < span.now)
        .group_by(reflections.c.community_id)
    )


def _rests(span: _Span) -> Any:
    """How often a rest of the whole community began, or ended by a word or by itself (of the latter
    30 days are known: steps are kept no longer)."""
    since = span.since - BEFORE
    said = select(_home(deeds), deeds.c.id).where(
        span.here(deeds),
        deeds.c.deed.in_(("community.paused", "community.resumed")),
        deeds.c.done_at >= since,
        deeds.c.done_at < span.now,
    )
    by_itself = select(_home(dues), dues.c.id).where(
        span.here(dues),
        dues.c.kind == "community.resume",
        dues.c.settled_at >= since,
        dues.c.settled_at < span.now,
    )
    found = union_all(said, by_itself).subquery()
    return select(found.c.home, func.count().label("rests")).group_by(found.c.home)


def _commitments(span: _Span) -> Any:
    """Those the community knows of: no drafts, nothing withdrawn."""
    of = commitments.c
    is_done = span.within(of.fulfilled_at)
    awaits = (of.state == CommitmentState.DONE) & (of.evidence != EvidenceKind.NONE)
    return (
        select(
            _home(commitments),
            _how_many(span.within(of.created_at)).label("proposed"),
            _how_many(is_done).label("fulfilled"),
            _how_many(is_done & of.state.in_(tuple(SHOWN))).label("evidenced"),
            _how_many(of.state.in_(tuple(HELD)) | awaits).label("open"),
        )
        .where(span.here(commitments), of.number > 0, of.state != CommitmentState.WITHDRAWN)
        .group_by(of.community_id)
    )


def _is_with_coordination() -> ColumnElement[bool]:
    """A request that went on to the institution waits for nobody of the group."""
    return exists().where(
        petitions.c.community_id == requests.c.community_id,
        petitions.c.message_id == requests.c.message_id,
        petitions.c.state.in_(tuple(WITH_COORDINATION)),
    )


def _requests(span: _Span) -> Any:
    of = requests.c
    is_resolved = (of.state == RequestState.RESOLVED) & span.within(of.closed_at)
    return (
        select(
            _home(requests),
            _how_many(span.within(of.asked_at)).label("asked"),
            _how_many(is_resolved).label("resolved"),
            _how_many(of.state == RequestState.OPEN).label("sought"),
        )
        .where(span.here(requests), ~_is_with_coordination())
        .group_by(of.community_id)
    )


def _held(span: _Span) -> Any:
    return (
        select(_home(sessions), func.count().label("held"))
        .where(span.here(sessions), sessions.c.state == SessionState.PLANNED)
        .where(span.within(sessions.c.ends_at))
        .group_by(sessions.c.community_id)
    )


def _came_back(span: _Span) -> Any:
    return (
        select(_home(transfers), func.count().label("came_back"))
        .where(span.here(transfers), transfers.c.outcome.is_not(None))
        .where(span.within(transfers.c.outcome_at))
        .group_by(transfers.c.community_id)
    )


def _active(span: _Span) -> Any:
    """People who spoke to be heard, tried something, or took something on: each once."""
    since = span.now - ACTIVE
    spoke = select(_home(members), members.c.person_id.label("who")).where(
        span.here(members), members.c.left_at.is_(None), members.c.last_spoke_at >= since
    )
    did = [
        select(_home(table), table.c.person_id.label("who")).where(
            span.here(table), when >= since, table.c.person_id.is_not(None)
        )
        for table, when in (
            (trials, trials.c.tried_at),
            (transfers, transfers.c.taken_at),
            (responsibles, responsibles.c.answered_at),
            (hands, hands.c.offered_at),
        )
    ]
    people = union(spoke, *did).subquery()
    return select(people.c.home, func.count().label("active")).group_by(people.c.home)


def _practices(span: _Span) -> Any:
    return (
        select(_home(practices), practices.c.title)
        .where(span.here(practices), practices.c.withdrawn_at.is_(None))
        .where(span.within(practices.c.told_at))
        .order_by(practices.c.told_at.desc(), practices.c.id.desc())
    )


def _agreements(span: _Span) -> Any:
    return (
        select(_home(agreements), agreements.c.text)
        .where(span.here(agreements), agreements.c.state == AgreementState.STANDING)
        .where(span.within(agreements.c.agreed_at))
        .order_by(agreements.c.agreed_at.desc(), agreements.c.id.desc())
    )


def _ahead(span: _Span) -> Any:
    return (
        select(_home(sessions), sessions.c.title, sessions.c.starts_at)
        .where(span.here(sessions), sessions.c.state == SessionState.PLANNED)
        .where(sessions.c.starts_at >= span.now, sessions.c.starts_at < span.now + AHEAD)
        .order_by(sessions.c.starts_at, sessions.c.id)
    )


def _adoptions(span: _Span) -> Any:
    """One row for each trial, each school, and each time a practice was agreed on."""

    def made(table: Any, what: str, when: Any, *where: ColumnElement[bool]) -> Any:
        return select(
            _home(table), table.c.practice_id.label("practice"), literal(what).label("what")
        ).where(span.here(table), span.within(when), *where)

    is_end = or_(*(milestones.c.state == state for state in ENDS))
    happened = union_all(
        made(trials, "tried", trials.c.tried_at),
        made(transfers, "taken", transfers.c.taken_at),
        made(milestones, "agreed", milestones.c.reached_at, is_end),
    ).subquery()
    return (
        select(happened.c.home, happened.c.practice, happened.c.what, practices.c.title)
        .join(practices, practices.c.id == happened.c.practice)
        .where(practices.c.withdrawn_at.is_(None))
        .where(practices.c.community_id == happened.c.home)
    )
