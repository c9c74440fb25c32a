"""Sessions that come again. Every query names the community."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from community.calendar import at_wall, local_day
from community.communities import Community
from community.ids import CommunityId, SeriesId, SessionId
from community.series import AHEAD, IsFree, Series, next_days
from community.sessions import Draft, call
from storage.mapping import columns, domain, domains
from storage.rows import series
from storage.tx import Tx

NEXT_STEP = "sessions.next"


class SeriesKept:
    """The `series` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def begin(self, fresh: Series) -> Series:
        """A new series, whatever its id says."""
        row = self._tx.insert(series).values(**columns(fresh, without=("id",)))
        return replace(fresh, id=SeriesId(await self._tx.value(row.returning(series.c.id))))

    async def get(self, community: CommunityId, number: SeriesId) -> Series | None:
        """One series of a community, stopped ones too."""
        found = select(series).where(series.c.community_id == community, series.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Series, row)

    async def running(self, community: CommunityId) -> list[Series]:
        """Those that come again."""
        found = select(series).where(
            series.c.community_id == community, series.c.stopped_at.is_(None)
        )
        return domains(Series, await self._tx.rows(found.order_by(series.c.id)))

    async def fill(
        self, series: Series, community: Community, now: datetime, is_holiday: IsFree
    ) -> None:
        """Its next sessions stand, planned like any other, and the next look at it."""
        zone = community.zone
        for on in next_days(series, local_day(now, zone), is_holiday, AHEAD):
            starts_at = at_wall(on, series.at, zone)
            if await self._tx.sessions.occurs(community.id, series.id, on):
                continue
            draft = await self._tx.sessions.begin(
                Draft(
                    id=SessionId(0),
                    community_id=community.id,
                    title=series.title,
                    kind=series.kind,
                    called_by=series.called_by,
                    created_at=now,
                    thread_id=series.thread_id,
                )
            )
            session = replace(
                call(draft, starts_at, now),
                series_id=series.id,
                occurs_on=on,
                zone_name=community.zone_name,
            )
            await self._tx.sessions.save(session)
            await self._tx.sessions.plan(community, session, now)
        await self._look_again(series, community, now, is_holiday)

    async def _look_again(
        self, series: Series, community: Community, now: datetime, is_holiday: IsFree
    ) -> None:
        coming = next_days(series, local_day(now, community.zone), is_holiday, 1)
        for on in coming:
            at = at_wall(on, series.at, community.zone)
            key = f"{NEXT_STEP}:{series.id}:{on.isoformat()}"
            await self._tx.dues.plan(NEXT_STEP, series.id, at, community=community.id, key=key)

    async def save(self, changed: Series) -> None:
        """All of it."""
        await self._tx.run(
            update(series)
            .where(series.c.community_id == changed.community_id, series.c.id == changed.id)
            .values(**columns(changed, without=("id", "community_id")))
        )
