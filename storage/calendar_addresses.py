"""Where a community's dates can be subscribed to. An address is a token nobody guesses."""

from sqlalchemy import select, update

from community.ids import CommunityId
from storage.rows import calendar_addresses
from storage.tx import Tx


class CalendarAddresses:
    """The `calendar_addresses` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: CommunityId) -> tuple[int, str | None]:
        """How many addresses there were, and the token of the one that holds, if any."""
        row = await self._tx.row(
            select(calendar_addresses).where(calendar_addresses.c.community_id == community)
        )
        return (0, None) if row is None else (row.number, row.token)

    async def hold(self, community: CommunityId, number: int, token: str) -> None:
        """From now on this one."""
        values = {"number": number, "token": token}
        await self._tx.run(
            self._tx.insert(calendar_addresses)
            .values(community_id=community, **values)
            .on_conflict_do_update(index_elements=["community_id"], set_=values)
        )

    async def revoke(self, community: CommunityId) -> None:
        """The address leads nowhere any more."""
        await self._tx.run(
            update(calendar_addresses)
            .where(calendar_addresses.c.community_id == community)
            .values(token=None)
        )

    async def behind(self, token: str) -> CommunityId | None:
        """Whose dates a token shows; the one query that knows no community yet."""
        row = await self._tx.row(
            select(calendar_addresses.c.community_id).where(calendar_addresses.c.token == token)
        )
        return None if row is None else CommunityId(row.community_id)
