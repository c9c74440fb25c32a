"""The charter of a community: one row, or none."""

from sqlalchemy import select

from community.charters import Charter
from community.ids import CommunityId
from storage.mapping import columns, domain
from storage.rows import charters
from storage.tx import Tx


class Charters:
    """The `charters` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: CommunityId) -> Charter | None:
        """What they agreed on about themselves, if it was written."""
        row = await self._tx.row(select(charters).where(charters.c.community_id == community))
        return None if row is None else domain(Charter, row)

    async def save(self, charter: Charter) -> None:
        """Writes it, in the place of what was there."""
        values = columns(charter)
        fresh = self._tx.insert(charters).values(**values)
        changed = {name: value for name, value in values.items() if name != "community_id"}
        await self._tx.run(
            fresh.on_conflict_do_update(index_elements=["community_id"], set_=changed)
        )
