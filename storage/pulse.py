"""What the rows of some weeks say for the pulse: counts and ties, always of one community."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    union,
    union_all,
)

from community.commitments import FULFILLED, HELD, TAKEN
from community.ids import CommunityId, PersonId
from community.practices import PracticeState
from community.prompts import PromptState
from community.pulse import QUIET, SPAN, Counts, Share, Signal, Tie, signals_of
from community.requests import RequestState
from storage.rows import (
    charters,
    commitments,
    evidences,
    hands,
    members,
    practices,
    prompts,
    reflections,
    requests,
    responsibles,
    themes,
    transfers,
    trials,
    utterances,
)
from storage.tx import Tx

HEARD = timedelta(days=1)  # a request younger than this has not been overlooked yet


class Pulses:
    """Reads what others write."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def between(self, community: CommunityId, since: datetime, now: datetime) -> Counts:
        """Everything the pulse is made of, for what happened from `since` to `now`: four questions."""
        ties = await self._ties(community, since, now)
        counted = await self._numbers(
            {
                **_lately(community, now),
                "answers": _answers(community, since, now),
                "charters": _of(charters, community),
                "agreed": _agreed(community),
            },
            {
                **_in_time(community, since, now),
                "help_resolved": _closed(community, since, now),
                "with_evidence": _fallen_due(community, since, now, _has_evidence()),
                "together": _taken_on(community, since, now),
                "tried_by_others": _told(community, now),
                "adapted": _tried(community, since, now),
                "taken_to_school": _carried(community, since, now),
            },
        )
        return Counts(
            ties=tuple(ties),
            schools=await self._schools(community),
            active=await self._active(community, since, now, ties),
            has_charter=bool(counted.pop("charters")),
            **counted,
        )

    async def signals(self, community: CommunityId, now: datetime) -> tuple[Signal, ...]:
        """What the last weeks ask a pair to look at, the most urgent first: three questions."""
        since = now - SPAN
        ties = await self._ties(community, since, now)
        counted = await self._numbers(_lately(community, now), _in_time(community, since, now))
        active = await self._active(community, since, now, ties)
        return signals_of(Counts(ties=tuple(ties), active=active, **counted))

    async def _ties(self, community: CommunityId, since: datetime, now: datetime) -> list[Tie]:
        """Who answered whom, who helped whom, who tried whose practice."""
        found = union_all(
            _answered(reflections, reflections.c.said_at, community, since, now),
            _answered(utterances, utterances.c.said_at, community, since, now),
            _helped(community, since, now),
            _tried_of(community, since, now),
        )
        return [
            Tie(giver=PersonId(row.giver), receiver=PersonId(row.receiver))
            for row in await self._tx.rows(found)
        ]

    async def _schools(self, community: CommunityId) -> dict[PersonId, str]:
        found = select(members.c.person_id, func.lower(members.c.school).label("school")).where(
            members.c.community_id == community, members.c.school.is_not(None)
        )
        return {PersonId(row.person_id): row.school for row in await self._tx.rows(found)}

    async def _active(
        self, community: CommunityId, since: datetime, now: datetime, ties: list[Tie]
    ) -> int:
        """People who said, helped, tried or took on something."""
        spoke = (
            select(table.c.person_id).where(
                _within(table, when, community, since, now), table.c.person_id.is_not(None)
            )
            for table, when in (
                (reflections, reflections.c.said_at),
                (utterances, utterances.c.said_at),
                (responsibles, responsibles.c.answered_at),
            )
        )
        rows = await self._tx.rows(union(*spoke))
        return len({tie.giver for tie in ties} | {PersonId(row[0]) for row in rows})

    async def _numbers(
        self, counts: Mapping[str, Select[Any]], shares: Mapping[str, Select[Any]]
    ) -> dict[str, Any]:
        """How many rows each of `counts` has; of `shares`, whose one column is 1 for each that
        counts and else 0, a Share. All in one question."""
        asked = [_how_many(question).label(name) for name, question in counts.items()]
        for name, question in shares.items():
            each = question.subquery()
            part = select(func.coalesce(func.sum(each.c[0]), 0)).scalar_subquery()
            asked += [_how_many(question).label(f"{name}_whole"), part.label(f"{name}_part")]
        row = await self._tx.row(select(*asked))
        assert row is not None
        found = row._mapping
        return {name: int(found[name]) for name in counts} | {
            name: Share(part=int(found[f"{name}_part"]), whole=int(found[f"{name}_whole"]))
            for name in shares
        }


def _lately(community: CommunityId, now: datetime) -> dict[str, Select[Any]]:
    lately = now - QUIET
    return {
        "answers_lately": _answers(community, lately, now),
        "waited_for": _asked(community, lately - QUIET, lately),
        "unheard": _unheard(community, now),
    }


def _in_time(community: CommunityId, since: datetime, now: datetime) -> dict[str, Select[Any]]:
    return {
        "begun_by_members": _begun(community, since, now),
        "late": _fallen_due(community, since, now, _is_open()),
    }


def _how_many(question: Select[Any]) -> ScalarSelect[Any]:
    return select(func.count()).select_from(question.subquery()).scalar_subquery()


def _of(table: Any, community: CommunityId) -> Select[Any]:
    return select(table.c.community_id).where(table.c.community_id == community)


def _within(
    table: Any, when: Any, community: CommunityId, since: datetime, now: datetime
) -> ColumnElement[bool]:
    return and_(table.c.community_id == community, when >= since, when <= now)


def _is(condition: ColumnElement[bool]) -> Any:
    return case((condition, 1), else_=0)


def _answered(
    table: Any, when: Any, community: CommunityId, since: datetime, now: datetime
) -> Select[Any]:
    first = table.alias("first")
    return (
        select(table.c.person_id.label("giver"), first.c.person_id.label("receiver"))
        .join(
            first,
            (first.c.community_id == table.c.community_id)
            & (first.c.message_id == table.c.reply_to_message_id),
        )
        .where(
            _within(table, when, community, since, now),
            table.c.person_id.is_not(None),
            first.c.person_id.is_not(None),
        )
    )


def _helped(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    return (
        select(hands.c.person_id.label("giver"), requests.c.person_id.label("receiver"))
        .join(requests, requests.c.id == hands.c.request_id)
        .where(
            _within(hands, hands.c.offered_at, community, since, now),
            requests.c.person_id.is_not(None),
        )
    )


def _tried_of(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    return (
        select(trials.c.person_id.label("giver"), practices.c.author_id.label("receiver"))
        .join(practices, practices.c.id == trials.c.practice_id)
        .where(
            _within(trials, trials.c.tried_at, community, since, now),
            trials.c.person_id.is_not(None),
            practices.c.author_id.is_not(None),
        )
    )


def _answers(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    return select(reflections.c.id).where(
        _within(reflections, reflections.c.said_at, community, since, now)
    )


def _posted(community: CommunityId, since: datetime, now: datetime) -> ColumnElement[bool]:
    is_within = _within(prompts, prompts.c.posted_at, community, since, now)
    return and_(is_within, prompts.c.state == PromptState.POSTED)


def _asked(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    return select(prompts.c.id).where(_posted(community, since, now))


def _begun(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    """A theme somebody proposed who is no guide."""
    guides = select(members.c.person_id).where(
        members.c.community_id == community, members.c.is_guide
    )
    by_member = exists().where(
        themes.c.id == prompts.c.theme_id,
        or_(themes.c.proposed_by.is_(None), themes.c.proposed_by.not_in(guides)),
    )
    return select(_is(by_member)).where(_posted(community, since, now))


def _closed(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    return select(_is(requests.c.state == RequestState.RESOLVED)).where(
        _within(requests, requests.c.closed_at, community, since, now)
    )


def _unheard(community: CommunityId, now: datetime) -> Select[Any]:
    return select(requests.c.id).where(
        requests.c.community_id == community,
        requests.c.state == RequestState.OPEN,
        requests.c.asked_at < now - HEARD,
        ~exists().where(hands.c.request_id == requests.c.id),
    )


def _fallen_due(
    community: CommunityId, since: datetime, now: datetime, is_part: ColumnElement[bool]
) -> Select[Any]:
    """Commitments somebody took on, that fell due."""
    return select(_is(is_part)).where(
        commitments.c.community_id == community,
        commitments.c.due_on >= since.date(),
        commitments.c.due_on < now.date(),
        commitments.c.state.in_(HELD | FULFILLED),
    )


def _has_evidence() -> ColumnElement[bool]:
    return exists().where(evidences.c.commitment_id == commitments.c.id)


def _is_open() -> ColumnElement[bool]:
    return commitments.c.state.in_(HELD)


def _taken_on(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    """Commitments made in the span that somebody took on: those of two people or more."""
    takers = (
        select(func.count())
        .where(
            responsibles.c.commitment_id == commitments.c.id,
            responsibles.c.answer.in_(tuple(TAKEN)),
        )
        .scalar_subquery()
    )
    return select(_is(takers >= 2)).where(
        _within(commitments, commitments.c.created_at, community, since, now), takers >= 1
    )


def _told(community: CommunityId, now: datetime) -> Select[Any]:
    """Practices of the repertoire that are no adaptations: those that somebody tried."""
    return select(_is(exists().where(trials.c.practice_id == practices.c.id))).where(
        practices.c.community_id == community,
        practices.c.withdrawn_at.is_(None),
        practices.c.adapted_from.is_(None),
        practices.c.told_at <= now,
    )


def _tried(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    return select(_is(trials.c.adaptation_id.is_not(None))).where(
        _within(trials, trials.c.tried_at, community, since, now)
    )


def _carried(community: CommunityId, since: datetime, now: datetime) -> Select[Any]:
    """Taken to a school: those of which it was told what became of them."""
    return select(_is(transfers.c.outcome.is_not(None))).where(
        _within(transfers, transfers.c.taken_at, community, since, now)
    )


def _agreed(community: CommunityId) -> Select[Any]:
    return select(practices.c.id).where(
        practices.c.community_id == community,
        practices.c.state.in_((PracticeState.AGREED, PracticeState.INSTITUTIONALISED)),
    )
