"""What guides and admins did, without texts (promises.md §4: audit)."""

from datetime import datetime

from sqlalchemy import select

from community.ids import CommunityId, PersonId
from storage.rows import deeds
from storage.tx import Tx


class Deeds:
    """The `deeds` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def note(
        self, community: CommunityId, person: PersonId | None, deed: str, now: datetime
    ) -> None:
        """One line of the log."""
        await self._tx.run(
            deeds.insert().values(community_id=community, person_id=person, deed=deed, done_at=now)
        )

    async def since(
        self,
        community: CommunityId,
        prefix: str,
        instant: datetime,
        *,
        by: PersonId | None = None,
    ) -> list[datetime]:
        """When deeds that begin so were done, the newest first; with `by`, those of one person."""
        found = select(deeds.c.done_at).where(
            deeds.c.community_id == community,
            deeds.c.done_at >= instant,
            deeds.c.deed.startswith(prefix, autoescape=True),
        )
        if by is not None:
            found = found.where(deeds.c.person_id == by)
        rows = await self._tx.rows(found.order_by(deeds.c.done_at.desc()))
        return [row.done_at for row in rows]

    async def latest(self, community: CommunityId, limit: int = 10) -> list[tuple[str, datetime]]:
        """(deed, when), the newest first."""
        found = (
            select(deeds.c.deed, deeds.c.done_at)
            .where(deeds.c.community_id == community)
            .order_by(deeds.c.done_at.desc())
            .limit(limit)
        )
        return [(row.deed, row.done_at) for row in await self._tx.rows(found)]
