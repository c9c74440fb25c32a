"""Coordinators and the one-time links that invite them."""

from datetime import datetime

from sqlalchemy import select, update

from community.communities import Community
from community.ids import CommunityId, PersonId
from community.people import Coordinator, Person
from storage.mapping import columns, domains
from storage.rows import communities, coordinators, invitations, people
from storage.tx import Tx


class Coordinators:
    """The `coordinators` and `invitations` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: CommunityId) -> list[Coordinator]:
        """Who gets this community's digest."""
        found = select(coordinators).where(coordinators.c.community_id == community)
        return domains(Coordinator, await self._tx.rows(found))

    async def people_of(self, community: CommunityId) -> list[Person]:
        """The same, as people, in the order they came."""
        found = (
            select(people)
            .join(coordinators, coordinators.c.person_id == people.c.id)
            .where(coordinators.c.community_id == community)
            .order_by(coordinators.c.since, people.c.id)
        )
        return domains(Person, await self._tx.rows(found))

    async def network_of(self, person: PersonId) -> list[Community]:
        """The running communities somebody looks after."""
        found = (
            select(communities)
            .join(coordinators, coordinators.c.community_id == communities.c.id)
            .where(coordinators.c.person_id == person, communities.c.state == "active")
            .order_by(communities.c.id)
        )
        return domains(Community, await self._tx.rows(found))

    async def add(self, coordinator: Coordinator) -> None:
        """Once; a second time changes nothing."""
        await self._tx.run(
            self._tx.insert(coordinators).values(**columns(coordinator)).on_conflict_do_nothing()
        )

    async def remove(self, community: CommunityId, person: PersonId) -> None:
        """Shown out."""
        await self._tx.run(
            coordinators.delete().where(
                coordinators.c.community_id == community, coordinators.c.person_id == person
            )
        )

    async def invite(
        self,
        token_hash: str,
        community: CommunityId,
        made_by: PersonId | None,
        now: datetime,
        expires_at: datetime,
    ) -> None:
        """Keeps the link's fingerprint, never the link."""
        await self._tx.run(
            invitations.insert().values(
                token_hash=token_hash,
                community_id=community,
                made_by=made_by,
                made_at=now,
                expires_at=expires_at,
            )
        )

    async def redeem(
        self, token_hash: str, by: PersonId, now: datetime
    ) -> tuple[CommunityId, PersonId | None] | None:
        """Uses a link up: (community, who made it), or None if it is unknown, used or over."""
        used = (
            update(invitations)
            .where(
                invitations.c.token_hash == token_hash,
                invitations.c.used_at.is_(None),
                invitations.c.expires_at > now,
            )
            .values(used_at=now, used_by=by)
            .returning(invitations.c.community_id, invitations.c.made_by)
        )
        row = await self._tx.row(used)
        return None if row is None else (row.community_id, row.made_by)
