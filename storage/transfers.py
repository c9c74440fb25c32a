"""Who took a practice to their school, and what they told of it. Every query names the community."""

from collections import defaultdict

from sqlalchemy import select, update

from community.ids import CommunityId, PersonId, PracticeId, TransferId
from community.transfers import Telling, Transfer
from storage.mapping import columns, domain, domains
from storage.rows import tellings, transfers
from storage.tx import Tx


class Transfers:
    """The `transfers` and `tellings` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, transfer: Transfer) -> Transfer | None:
        """A new one, whatever its id says; None if this person took it before."""
        fresh = (
            self._tx.insert(transfers)
            .values(**columns(transfer, without=("id",)))
            .on_conflict_do_nothing(index_elements=["practice_id", "person_id"])
            .returning(transfers)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Transfer, row)

    async def save(self, transfer: Transfer) -> None:
        """All of it."""
        await self._tx.run(
            update(transfers)
            .where(transfers.c.community_id == transfer.community_id)
            .where(transfers.c.id == transfer.id)
            .values(**columns(transfer, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: TransferId) -> Transfer | None:
        """One of them."""
        found = select(transfers).where(
            transfers.c.community_id == community, transfers.c.id == number
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Transfer, row)

    async def by(
        self, community: CommunityId, practice: PracticeId, person: PersonId
    ) -> Transfer | None:
        """The one of a person, of one practice."""
        found = select(transfers).where(
            transfers.c.community_id == community,
            transfers.c.practice_id == practice,
            transfers.c.person_id == person,
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Transfer, row)

    async def of(self, community: CommunityId, practice: PracticeId) -> list[Transfer]:
        """Of one practice, the earliest first."""
        found = (
            select(transfers)
            .where(transfers.c.community_id == community, transfers.c.practice_id == practice)
            .order_by(transfers.c.taken_at, transfers.c.id)
        )
        return domains(Transfer, await self._tx.rows(found))

    async def tell(self, telling: Telling) -> None:
        """Words add to what was told before."""
        await self._tx.run(self._tx.insert(tellings).values(**columns(telling)))

    async def told_of(
        self, community: CommunityId, numbers: list[TransferId]
    ) -> dict[TransferId, list[Telling]]:
        """What was told of some transfers, in order."""
        found = (
            select(tellings)
            .where(tellings.c.community_id == community, tellings.c.transfer_id.in_(numbers))
            .order_by(tellings.c.told_at, tellings.c.id)
        )
        told: dict[TransferId, list[Telling]] = defaultdict(list)
        for row in await self._tx.rows(found):
            told[TransferId(row.transfer_id)].append(domain(Telling, row))
        return told
