"""Materials: the library of a community. Every query names it."""

from sqlalchemy import select, update

from community.ids import CommunityId, MaterialId, MessageId
from community.materials import Material
from storage.mapping import columns, domain, domains
from storage.rows import materials
from storage.tx import Tx

MOST = 500  # a library larger than this is searched in its newest part


class Materials:
    """The `materials` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, material: Material) -> Material | None:
        """A new one, whatever its id says; None if its message is in the library already."""
        fresh = (
            self._tx.insert(materials)
            .values(**columns(material, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(materials)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Material, row)

    async def save(self, material: Material) -> None:
        """All of it."""
        await self._tx.run(
            update(materials)
            .where(materials.c.community_id == material.community_id, materials.c.id == material.id)
            .values(**columns(material, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: MaterialId) -> Material | None:
        """One of them."""
        found = select(materials).where(
            materials.c.community_id == community, materials.c.id == number
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Material, row)

    async def shared_in(self, community: CommunityId, message: MessageId) -> Material | None:
        """The material a member's message brought."""
        found = select(materials).where(
            materials.c.community_id == community, materials.c.message_id == message
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Material, row)

    async def of(self, community: CommunityId) -> list[Material]:
        """All of a community, the newest first, MOST of them."""
        found = (
            select(materials)
            .where(materials.c.community_id == community)
            .order_by(materials.c.saved_at.desc(), materials.c.id.desc())
            .limit(MOST)
        )
        return domains(Material, await self._tx.rows(found))
