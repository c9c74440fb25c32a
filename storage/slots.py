"""Times proposed for a session, and who can at which. Every query names the community."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from sqlalchemy import and_, delete, select

from community.ids import CommunityId, SessionId, SlotId
from community.people import Person
from community.slots import Availability, Slot
from storage.mapping import columns, domain, domains
from storage.rows import availabilities, members, slots
from storage.tx import Tx


class Slots:
    """The `slots` and `availabilities` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def propose(
        self, community: CommunityId, session: SessionId, times: Sequence[tuple[date, time]]
    ) -> list[Slot]:
        """New slots for a draft."""
        made = []
        for on, at in times:
            slot = Slot(id=SlotId(0), community_id=community, session_id=session, on=on, at=at)
            fresh = self._tx.insert(slots).values(**columns(slot, without=("id",)))
            number = await self._tx.value(fresh.returning(slots.c.id))
            made.append(replace(slot, id=SlotId(number)))
        return made

    async def of(self, community: CommunityId, session: SessionId) -> list[Slot]:
        """Those of one session, by date."""
        found = (
            select(slots)
            .where(slots.c.community_id == community, slots.c.session_id == session)
            .order_by(slots.c.on, slots.c.at, slots.c.id)
        )
        return domains(Slot, await self._tx.rows(found))

    async def settled(self, community: CommunityId, session: SessionId) -> None:
        """A time is found: who could at which was asked for that alone, and goes."""
        await self._tx.run(
            delete(slots).where(slots.c.community_id == community, slots.c.session_id == session)
        )

    async def get(self, community: CommunityId, number: SlotId) -> Slot | None:
        """One slot of a community."""
        found = select(slots).where(slots.c.community_id == community, slots.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Slot, row)

    async def toggle(self, slot: Slot, person: Person) -> bool:
        """Whether the person can at that time now."""
        is_theirs = and_(
            availabilities.c.community_id == slot.community_id,
            availabilities.c.slot_id == slot.id,
            availabilities.c.person_id == person.id,
        )
        gone = delete(availabilities).where(is_theirs).returning(availabilities.c.person_id)
        if await self._tx.rows(gone):
            return False
        await self._tx.run(
            self._tx.insert(availabilities)
            .values(
                slot_id=slot.id,
                person_id=person.id,
                community_id=slot.community_id,
                name=person.name,
            )
            .on_conflict_do_nothing()
        )
        return True

    async def said_of(self, community: CommunityId, session: SessionId) -> list[Availability]:
        """Who can at which, of those who are still in the group, with their schools."""
        found = (
            select(availabilities, members.c.school)
            .join(slots, slots.c.id == availabilities.c.slot_id)
            .outerjoin(
                members,
                and_(
                    members.c.community_id == availabilities.c.community_id,
                    members.c.person_id == availabilities.c.person_id,
                ),
            )
            .where(availabilities.c.community_id == community, slots.c.session_id == session)
            .where(members.c.left_at.is_(None))
            .order_by(availabilities.c.slot_id, availabilities.c.person_id)
        )
        return domains(Availability, await self._tx.rows(found))
