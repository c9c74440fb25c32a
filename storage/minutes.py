"""Minutes and the points they are made of. Every query names the community.

The one thing to know: points of people who asked that nothing be kept are never read, and of those
who do not want to be shown the name is left out; so whoever changes their mind is gone from minutes
that are drawn anew (`redraw_of`).
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select, update

from community.ids import CommunityId, MessageId, MinutesId, PersonId, PointId, SessionId
from community.minutes import REDRAW_STEP, SHARE_STEP, Minutes, MinutesState, Point
from storage.mapping import columns, domain, domains
from storage.rows import minutes, points
from storage.shown import as_shown
from storage.tx import Tx

MOST = 300  # the newest minutes of a community that are searched


class MinutesKept:
    """The `minutes` and `points` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def begin(self, fresh: Minutes) -> Minutes:
        """Of a session, once, whatever the id says; those that are there stay."""
        new = self._tx.insert(minutes).values(**columns(fresh, without=("id",)))
        await self._tx.run(new.on_conflict_do_nothing(index_elements=["session_id"]))
        kept = await self.of_sessions(fresh.community_id, [fresh.session_id])
        return kept[fresh.session_id]

    async def save(self, one: Minutes) -> None:
        """All of it."""
        await self._tx.run(
            update(minutes)
            .where(minutes.c.community_id == one.community_id, minutes.c.id == one.id)
            .values(**columns(one, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: MinutesId) -> Minutes | None:
        """One, or None."""
        row = await self._tx.row(_of(community).where(minutes.c.id == number))
        return None if row is None else domain(Minutes, row)

    async def of_sessions(
        self, community: CommunityId, sessions: Collection[SessionId]
    ) -> dict[SessionId, Minutes]:
        """Those there are, by their session."""
        found = _of(community).where(minutes.c.session_id.in_(sessions))
        return {one.session_id: one for one in domains(Minutes, await self._tx.rows(found))}

    async def drafts_of(self, community: CommunityId) -> list[Minutes]:
        """Those that wait for the pair, the oldest first."""
        found = _of(community).where(minutes.c.state == MinutesState.DRAFT)
        return domains(Minutes, await self._tx.rows(found.order_by(minutes.c.held_at)))

    async def published_of(self, community: CommunityId, limit: int = MOST) -> list[Minutes]:
        """The newest first."""
        found = _of(community).where(minutes.c.state == MinutesState.PUBLISHED)
        found = found.order_by(minutes.c.held_at.desc(), minutes.c.id.desc()).limit(limit)
        return domains(Minutes, await self._tx.rows(found))

    async def drop(self, one: Minutes) -> None:
        """Nothing is left of it."""
        await self._tx.run(
            delete(minutes).where(
                minutes.c.community_id == one.community_id, minutes.c.id == one.id
            )
        )

    # Points.

    async def add(self, new: Sequence[Point]) -> bool:
        """Once for each message and place; says whether there was anything new."""
        if not new:
            return False
        fresh = self._tx.insert(points).values([columns(one, without=("id",)) for one in new])
        fresh = fresh.on_conflict_do_nothing(
            index_elements=["community_id", "message_id", "place"]
        ).returning(points.c.id)
        return bool(await self._tx.rows(fresh))

    async def points_of(
        self, community: CommunityId, numbers: Collection[MinutesId]
    ) -> dict[MinutesId, list[Point]]:
        """What may be shown, by its minutes, in the order it was noted."""
        found = as_shown(points, community).where(points.c.minutes_id.in_(numbers))
        found = found.order_by(points.c.noted_at, points.c.id)
        by_minutes: dict[MinutesId, list[Point]] = {number: [] for number in numbers}
        for one in domains(Point, await self._tx.rows(found)):
            by_minutes[one.minutes_id].append(one)
        return by_minutes

    async def noted_in(self, community: CommunityId, message: MessageId) -> list[Point]:
        """What one message noted, or what was noted of it in reply."""
        here = or_(points.c.message_id == message, points.c.said_in == message)
        found = as_shown(points, community).where(here).order_by(points.c.id)
        return domains(Point, await self._tx.rows(found))

    async def last_of(
        self, community: CommunityId, number: MinutesId, by: PersonId | None
    ) -> Point | None:
        """The last one of a person, or with None of anybody."""
        found = as_shown(points, community).where(points.c.minutes_id == number)
        if by is not None:
            found = found.where(points.c.noted_by == by)
        row = await self._tx.row(found.order_by(points.c.id.desc()).limit(1))
        return None if row is None else domain(Point, row)

    async def take_back(self, community: CommunityId, numbers: Collection[PointId]) -> None:
        """They were not meant."""
        await self._tx.run(
            delete(points).where(points.c.community_id == community, points.c.id.in_(numbers))
        )

    async def replace_in(self, old: Sequence[Point], new: Sequence[Point]) -> None:
        """The message was edited: its points are those of now."""
        await self.take_back(old[0].community_id, [one.id for one in old])
        await self.add(new)

    # Drawing anew.

    async def redraw(self, community: CommunityId, number: MinutesId, now: datetime) -> None:
        """Its words changed: the clock draws it anew wherever it is read (scheduler/minutes.py)."""
        await self._plan(REDRAW_STEP, community, number, now)

    async def share(self, community: CommunityId, number: MinutesId, now: datetime) -> None:
        """The draft is settled, or there is a guide who does not have it yet."""
        await self._plan(SHARE_STEP, community, number, now)

    async def redraw_of(self, person: PersonId, now: datetime) -> None:
        """Somebody's words or name leave, or come back."""
        theirs = or_(points.c.person_id == person, points.c.noted_by == person)
        for one in await self._minutes_with(theirs):
            await self.redraw(one[0], one[1], now)

    async def redraw_with(self, community: CommunityId, message: MessageId, now: datetime) -> None:
        """What one message noted leaves."""
        here = (points.c.community_id == community) & (points.c.message_id == message)
        for one in await self._minutes_with(here):
            await self.redraw(one[0], one[1], now)

    async def _plan(
        self, step: str, community: CommunityId, number: MinutesId, now: datetime
    ) -> None:
        key = f"{step}:{number}:{now.isoformat()}"
        await self._tx.dues.plan(step, number, now, community=community, key=key)

    async def _minutes_with(
        self, which: ColumnElement[bool]
    ) -> list[tuple[CommunityId, MinutesId]]:
        found = select(points.c.community_id, points.c.minutes_id).where(which).distinct()
        return [(row.community_id, row.minutes_id) for row in await self._tx.rows(found)]


def _of(community: CommunityId) -> Select[Any]:
    return select(minutes).where(minutes.c.community_id == community)
