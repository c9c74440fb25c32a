"""Landmarks: what the rows of a community say it reached, and which of it it was told."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, null, select

from community.commitments import SHOWN
from community.commitments_changes import Happened
from community.ids import CommunityId, PracticeId
from community.landmarks import COUNTED, Landmark, LandmarkKind
from community.practices import PracticeState
from community.requests import RequestState
from storage.rows import (
    commitment_changes,
    commitments,
    landmarks,
    members,
    milestones,
    practices,
    requests,
    trials,
)
from storage.tx import Tx

SCHOOLS = 3
STANDS = practices.c.withdrawn_at.is_(None)


class Landmarks:
    """The `landmarks` table, and what others write."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def reached(self, community: CommunityId) -> list[Landmark]:
        """Everything, whether or not it was told: nine questions, asked once a month."""
        found: list[Landmark] = []
        found += await self._counted(LandmarkKind.PRACTICES, _practices(community))
        found += await self._counted(LandmarkKind.EVIDENCED, _evidenced(community))
        found += await self._counted(LandmarkKind.RESOLVED, _resolved(community))
        for kind, question in (
            (LandmarkKind.TRIED, _tried(community)),
            (LandmarkKind.ADAPTED, _adapted(community)),
            (LandmarkKind.AGREED, _came_to(community, PracticeState.AGREED)),
            (LandmarkKind.INSTITUTIONALISED, _came_to(community, PracticeState.INSTITUTIONALISED)),
            (LandmarkKind.SEEN, _seen(community)),
        ):
            found += await self._first(kind, question)
        return found + await self._three_schools(community)

    async def told(self, community: CommunityId) -> set[str]:
        """The keys of what it was told."""
        found = select(landmarks.c.key).where(landmarks.c.community_id == community)
        return {row.key for row in await self._tx.rows(found)}

    async def keep_told(self, community: CommunityId, keys: Sequence[str], now: datetime) -> None:
        """Never again."""
        fresh = self._tx.insert(landmarks).on_conflict_do_nothing()
        told = [{"community_id": community, "key": key, "told_at": now} for key in keys]
        await self._tx.run(fresh, told)

    async def _counted(self, kind: LandmarkKind, each: Select[Any]) -> list[Landmark]:
        """When the tenth, the twenty-fifth… of something came."""
        instants = each.subquery()
        place = func.row_number().over(order_by=instants.c.at).label("place")
        placed = select(instants.c.at, place).subquery()
        found = select(placed).where(placed.c.place.in_(COUNTED[kind]))
        return [
            Landmark(kind=kind, number=row.place, reached_at=row.at)
            for row in await self._tx.rows(found)
        ]

    async def _first(self, kind: LandmarkKind, each: Select[Any]) -> list[Landmark]:
        row = await self._tx.row(each.order_by("at").limit(1))
        if row is None:
            return []
        return [Landmark(kind=kind, reached_at=row.at, practice_id=row.practice_id)]

    async def _three_schools(self, community: CommunityId) -> list[Landmark]:
        """The practice that was the first to be tried at three schools."""
        schools: dict[PracticeId, set[str]] = defaultdict(set)
        for row in await self._tx.rows(_tried_at(community)):
            here = schools[PracticeId(row.practice_id)]
            here.add(row.school)
            if len(here) == SCHOOLS:
                return [
                    Landmark(
                        kind=LandmarkKind.THREE_SCHOOLS,
                        reached_at=row.at,
                        practice_id=PracticeId(row.practice_id),
                    )
                ]
        return []


def _practices(community: CommunityId) -> Select[Any]:
    return select(practices.c.told_at.label("at")).where(
        practices.c.community_id == community, STANDS
    )


def _evidenced(community: CommunityId) -> Select[Any]:
    return select(commitments.c.fulfilled_at.label("at")).where(
        commitments.c.community_id == community,
        commitments.c.state.in_(SHOWN),
        commitments.c.fulfilled_at.is_not(None),
    )


def _resolved(community: CommunityId) -> Select[Any]:
    return select(requests.c.closed_at.label("at")).where(
        requests.c.community_id == community,
        requests.c.state == RequestState.RESOLVED,
        requests.c.closed_at.is_not(None),
    )


def _tried(community: CommunityId) -> Select[Any]:
    return _of_practice(trials.c.tried_at, trials, trials.c.community_id == community)


def _adapted(community: CommunityId) -> Select[Any]:
    return select(practices.c.told_at.label("at"), practices.c.id.label("practice_id")).where(
        practices.c.community_id == community, practices.c.adapted_from.is_not(None), STANDS
    )


def _came_to(community: CommunityId, state: PracticeState) -> Select[Any]:
    here = (milestones.c.community_id == community) & (milestones.c.state == state)
    return _of_practice(milestones.c.reached_at, milestones, here)


def _of_practice(at: ColumnElement[Any], table: Any, here: ColumnElement[bool]) -> Select[Any]:
    return (
        select(at.label("at"), table.c.practice_id)
        .join(practices, practices.c.id == table.c.practice_id)
        .where(here, STANDS)
    )


def _seen(community: CommunityId) -> Select[Any]:
    """What a peer saw is no practice."""
    changes = commitment_changes
    return select(changes.c.changed_at.label("at"), null().label("practice_id")).where(
        changes.c.community_id == community,
        changes.c.happened == Happened.SEEN,
        changes.c.undone_at.is_(None),
    )


def _tried_at(community: CommunityId) -> Select[Any]:
    """Each trial whose person said at which school they are, in order."""
    return (
        select(
            trials.c.practice_id,
            trials.c.tried_at.label("at"),
            func.lower(members.c.school).label("school"),
        )
        .join(practices, practices.c.id == trials.c.practice_id)
        .join(
            members,
            (members.c.community_id == trials.c.community_id)
            & (members.c.person_id == trials.c.person_id),
        )
        .where(trials.c.community_id == community, STANDS, members.c.school.is_not(None))
        .order_by(trials.c.tried_at, trials.c.id)
    )
