"""Handovers, until the successor was told what is open. Every query names a community or a person."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from community.handovers import Handover
from community.ids import CommunityId, HandoverId, PersonId
from storage.mapping import columns, domains
from storage.rows import handovers
from storage.tx import Tx


class Handovers:
    """The `handovers` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, handover: Handover) -> Handover:
        """A new one, whatever its id says."""
        fresh = self._tx.insert(handovers).values(**columns(handover, without=("id",)))
        number = await self._tx.value(fresh.returning(handovers.c.id))
        return replace(handover, id=HandoverId(number))

    async def waiting_for(self, person: PersonId) -> list[Handover]:
        """Those a successor was not told yet, in any of their communities."""
        found = (
            select(handovers)
            .where(handovers.c.to_id == person, handovers.c.delivered_at.is_(None))
            .order_by(handovers.c.id)
        )
        return domains(Handover, await self._tx.rows(found))

    async def share_drafts(self, community: CommunityId, now: datetime) -> None:
        """What waits for the pair reaches whoever facilitates, or opens the private chat, only now."""
        for minutes in await self._tx.minutes.drafts_of(community):
            await self._tx.minutes.share(community, minutes.id, now)
        for synthesis in await self._tx.syntheses.drafts_of(community):
            await self._tx.syntheses.share(community, synthesis.id, now)

    async def delivered(self, handover: Handover, now: datetime) -> None:
        """The successor was told."""
        await self._tx.run(
            update(handovers)
            .where(handovers.c.community_id == handover.community_id, handovers.c.id == handover.id)
            .values(delivered_at=now)
        )
