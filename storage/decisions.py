"""Decisions, what people say to them, and why. Every query names the community."""

from sqlalchemy import ColumnElement, func, select, update

from community.decisions import (
    Decision,
    DecisionState,
    Hearing,
    Position,
    Remark,
    core_of,
)
from community.ids import CommunityId, DecisionId, MessageId, PersonId, RemarkId
from community.people import Member
from storage.mapping import columns, domain, domains
from storage.rows import decisions, members, people, positions, remarks
from storage.tx import Tx


class Decisions:
    """The `decisions`, `positions` and `remarks` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, decision: Decision) -> Decision | None:
        """A new one, whatever its id says; None if its message asked already."""
        fresh = (
            self._tx.insert(decisions)
            .values(**columns(decision, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(decisions)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Decision, row)

    async def get(self, community: CommunityId, number: DecisionId) -> Decision | None:
        """One of them."""
        row = await self._tx.row(select(decisions).where(_is(community), decisions.c.id == number))
        return None if row is None else domain(Decision, row)

    async def move(self, decision: Decision, *, was: DecisionState) -> bool:
        """Saves it if it still is where it was: of two who move it at once, one does."""
        moved = await self._tx.row(
            update(decisions)
            .where(
                _is(decision.community_id), decisions.c.id == decision.id, decisions.c.state == was
            )
            .values(**columns(decision, without=("id", "community_id")))
            .returning(decisions.c.id)
        )
        return moved is not None

    async def open_of(self, community: CommunityId, asked_by: PersonId) -> list[Decision]:
        """What somebody asked and nobody settled, the oldest first."""
        found = (
            select(decisions)
            .where(_is(community), decisions.c.state == DecisionState.OPEN)
            .where(decisions.c.asked_by == asked_by)
            .order_by(decisions.c.closes_at, decisions.c.id)
        )
        return domains(Decision, await self._tx.rows(found))

    async def unanswered(self, community: CommunityId, person: PersonId) -> list[Decision]:
        """The open ones to which somebody has said nothing, the next to close first."""
        answered = select(positions.c.decision_id).where(
            positions.c.community_id == community, positions.c.person_id == person
        )
        found = (
            select(decisions)
            .where(_is(community), decisions.c.state == DecisionState.OPEN)
            .where(decisions.c.id.not_in(answered))
            .order_by(decisions.c.closes_at, decisions.c.id)
        )
        return domains(Decision, await self._tx.rows(found))

    async def unsettled(self, community: CommunityId) -> list[Decision]:
        """Those that are open, or closed and without an outcome, the first to close first."""
        found = (
            select(decisions)
            .where(_is(community))
            .where(decisions.c.state.in_((DecisionState.OPEN, DecisionState.CLOSED)))
            .order_by(decisions.c.closes_at, decisions.c.id)
        )
        return domains(Decision, await self._tx.rows(found))

    async def without_outcome(self, community: CommunityId) -> int:
        """How many are closed and wait for those who facilitate."""
        found = select(func.count()).select_from(decisions)
        found = found.where(_is(community), decisions.c.state == DecisionState.CLOSED)
        return int(await self._tx.value(found))

    # What people say.

    async def heard(self, decision: Decision) -> Hearing:
        """The decision with everything said about it, and whose word counts now."""
        community, number = decision.community_id, decision.id
        said = (
            select(positions)
            .where(positions.c.community_id == community, positions.c.decision_id == number)
            .order_by(positions.c.id)
        )
        why = (
            select(remarks)
            .where(remarks.c.community_id == community, remarks.c.decision_id == number)
            .order_by(remarks.c.given_at, remarks.c.id)
        )
        return Hearing(
            decision=decision,
            positions=tuple(domains(Position, await self._tx.rows(said))),
            remarks=tuple(domains(Remark, await self._tx.rows(why))),
            core=frozenset(one.person_id for one in await self.core(community)),
        )

    async def core(self, community: CommunityId) -> list[Member]:
        """Whose answers count: not who left, nor who asked that nothing be kept and so cannot answer."""
        found = (
            select(members)
            .join(people, people.c.id == members.c.person_id)
            .where(
                members.c.community_id == community,
                members.c.left_at.is_(None),
                people.c.keep_nothing_at.is_(None),
            )
            .order_by(members.c.person_id)
        )
        there = domains(Member, await self._tx.rows(found))
        whose = core_of(
            [one.person_id for one in there if one.belongs], [one.person_id for one in there]
        )
        return [one for one in there if one.person_id in whose]

    async def take(self, position: Position) -> None:
        """In place of what that person said before."""
        fresh = self._tx.insert(positions).values(**columns(position))
        changed = ("name", "stance", "is_core", "said_at")
        await self._tx.run(
            fresh.on_conflict_do_update(
                index_elements=["decision_id", "person_id"],
                set_={name: getattr(position, name) for name in changed},
            )
        )

    async def give(self, remark: Remark) -> Remark | None:
        """A new one, whatever its id says; None if its message was kept already."""
        fresh = (
            self._tx.insert(remarks)
            .values(**columns(remark, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(remarks)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Remark, row)

    async def remark(self, community: CommunityId, number: RemarkId) -> Remark | None:
        """One of them."""
        found = select(remarks).where(remarks.c.community_id == community, remarks.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Remark, row)

    async def remark_in(self, community: CommunityId, message: MessageId) -> Remark | None:
        """What a member's message of the group was kept as."""
        found = select(remarks).where(
            remarks.c.community_id == community, remarks.c.message_id == message
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Remark, row)

    async def correct(self, remark: Remark) -> None:
        """Its new words."""
        await self._tx.run(
            update(remarks)
            .where(remarks.c.community_id == remark.community_id, remarks.c.id == remark.id)
            .values(text=remark.text)
        )


def _is(community: CommunityId) -> ColumnElement[bool]:
    return decisions.c.community_id == community
