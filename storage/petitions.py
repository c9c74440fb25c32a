"""Petitions to the institution. Every query names the community, or the coordinator who looks after it."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from community.communities import Community
from community.ids import CommunityId, MessageId, PersonId, PetitionId
from community.petitions import WITH_COORDINATION, Petition, PetitionState
from storage.mapping import columns, domain, domains
from storage.rows import communities, coordinators, petitions
from storage.tx import Tx


class Petitions:
    """The `petitions` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, petition: Petition) -> Petition | None:
        """A new one, whatever its id says; None if its message asked already."""
        fresh = (
            self._tx.insert(petitions)
            .values(**columns(petition, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(petitions)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Petition, row)

    async def save(self, petition: Petition) -> None:
        """All of it."""
        await self._tx.run(
            update(petitions)
            .where(_is(petition.community_id), petitions.c.id == petition.id)
            .values(**columns(petition, without=("id", "community_id")))
        )

    async def answer(self, after: Petition, *, before: Petition) -> bool:
        """Coordination's [Visto] or words; False if another of them was first in this very moment."""
        done = await self._tx.run(
            update(petitions)
            .where(
                _is(after.community_id),
                petitions.c.id == after.id,
                petitions.c.state == before.state,
                petitions.c.answered_by.is_not_distinct_from(before.answered_by),
            )
            .values(state=after.state, answered_at=after.answered_at, answered_by=after.answered_by)
        )
        return int(done.rowcount) == 1

    async def get(self, community: CommunityId, number: PetitionId) -> Petition | None:
        """One petition, or None."""
        found = select(petitions).where(_is(community), petitions.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Petition, row)

    async def asked_in(self, community: CommunityId, message: MessageId) -> Petition | None:
        """What a member's message asked of the institution, or None."""
        found = select(petitions).where(_is(community), petitions.c.message_id == message)
        row = await self._tx.row(found)
        return None if row is None else domain(Petition, row)

    async def sent_to(self, person: PersonId, number: PetitionId) -> Petition | None:
        """One that went to somebody's network, as long as they look after that community."""
        found = select(petitions).where(_of_network(person), petitions.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Petition, row)

    async def new_for(
        self, person: PersonId, since: datetime, now: datetime
    ) -> list[tuple[Petition, Community]]:
        """What was sent to somebody's network since an instant and nobody answered, the newest first."""
        found = (
            select(
                petitions,
                *(column.label(f"home_{column.name}") for column in communities.c),
            )
            .join(communities, communities.c.id == petitions.c.community_id)
            .where(
                _of_network(person),
                petitions.c.state == PetitionState.SENT,
                petitions.c.sent_at >= since,
                petitions.c.sent_at < now,
                communities.c.state == "active",
            )
            .order_by(petitions.c.sent_at.desc(), petitions.c.id.desc())
        )
        rows = await self._tx.rows(found)
        homes = domains(Community, rows, "home_")
        return list(zip(domains(Petition, rows), homes, strict=True))

    async def waiting_for(self, person: PersonId, before: datetime) -> int:
        """How many were sent to somebody's network before an instant and wait for an answer."""
        found = (
            select(func.count())
            .select_from(petitions)
            .join(communities, communities.c.id == petitions.c.community_id)
            .where(
                _of_network(person),
                petitions.c.state == PetitionState.SENT,
                petitions.c.sent_at < before,
                communities.c.state == "active",
            )
        )
        return int(await self._tx.value(found))


def _is(community: CommunityId) -> ColumnElement[bool]:
    return petitions.c.community_id == community


def _of_network(person: PersonId) -> ColumnElement[bool]:
    looked_after = select(coordinators.c.community_id).where(coordinators.c.person_id == person)
    return petitions.c.community_id.in_(looked_after) & petitions.c.state.in_(
        tuple(WITH_COORDINATION)
    )
