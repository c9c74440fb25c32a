"""Offers: what members can help with. Every query names the community."""

from datetime import datetime

from sqlalchemy import select, update

from community.ids import CommunityId, MessageId
from community.offers import Offer
from storage.mapping import columns, domain
from storage.rows import offers
from storage.tx import Tx

MOST = 500  # the latest that are looked through


class Offers:
    """The `offers` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, offer: Offer) -> Offer | None:
        """A new one, whatever its id says; None if its message offered already."""
        fresh = (
            self._tx.insert(offers)
            .values(**columns(offer, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(offers)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Offer, row)

    async def since(self, community: CommunityId, start: datetime) -> list[Offer]:
        """Those that still count, the latest first."""
        found = (
            select(offers)
            .where(offers.c.community_id == community, offers.c.offered_at >= start)
            .order_by(offers.c.offered_at.desc(), offers.c.id.desc())
            .limit(MOST)
        )
        return [domain(Offer, row) for row in await self._tx.rows(found)]

    async def correct(self, community: CommunityId, message: MessageId, text: str) -> bool:
        """Its message says something else now; says whether there is such an offer."""
        done = await self._tx.run(
            update(offers)
            .where(offers.c.community_id == community, offers.c.message_id == message)
            .values(text=text)
        )
        return bool(done.rowcount)
