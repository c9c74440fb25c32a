"""Agreements. Every query names the community."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, select, update

from community.agreements import REVIEW_STEP, Agreement, AgreementState, review_at
from community.communities import Community
from community.ids import AgreementId, CommunityId, DecisionId, PointId
from community.minutes import Minutes
from storage.mapping import columns, domain, domains
from storage.rows import agreements, minutes, points
from storage.tx import Tx


class Agreements:
    """The `agreements` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, agreement: Agreement) -> Agreement:
        """A new one, whatever its id says."""
        fresh = self._tx.insert(agreements).values(**columns(agreement, without=("id",)))
        row = await self._tx.row(fresh.returning(agreements))
        assert row is not None
        return domain(Agreement, row)

    async def next_number(self, community: CommunityId) -> int:
        """The number of the next one, from 1."""
        found = select(func.max(agreements.c.number)).where(agreements.c.community_id == community)
        return int(await self._tx.value(found) or 0) + 1

    async def plan_review(self, agreement: Agreement, community: Community, now: datetime) -> None:
        """It comes back to those who facilitate on its day, or not at all."""
        at = review_at(agreement, community)
        await self._tx.dues.replan(REVIEW_STEP, agreement.id, at, community=community.id, now=now)

    async def change(self, agreement: Agreement, *, reviewed_on: date | None) -> bool:
        """Saves it if its day still was `reviewed_on`: of two who look at it at once, one does."""
        row = await self._tx.row(
            update(agreements)
            .where(
                agreements.c.community_id == agreement.community_id,
                agreements.c.id == agreement.id,
                agreements.c.review_on.is_not_distinct_from(reviewed_on),
            )
            .values(**columns(agreement, without=("id", "community_id")))
            .returning(agreements.c.id)
        )
        return row is not None

    async def get(self, community: CommunityId, number: AgreementId) -> Agreement | None:
        """By our own id."""
        return await self._one(community, agreements.c.id == number)

    async def numbered(self, community: CommunityId, number: int) -> Agreement | None:
        """By the number people say aloud."""
        return await self._one(community, agreements.c.number == number)

    async def of_decision(self, community: CommunityId, number: DecisionId) -> Agreement | None:
        """What a decision led to."""
        return await self._one(community, agreements.c.decision_id == number)

    async def standing(self, community: CommunityId) -> list[Agreement]:
        """Those that hold, the newest first."""
        found = (
            select(agreements)
            .where(agreements.c.community_id == community)
            .where(agreements.c.state == AgreementState.STANDING)
            .order_by(agreements.c.number.desc())
        )
        return domains(Agreement, await self._tx.rows(found))

    # What a session settled: published minutes and their agreements have one instant.

    async def of_minutes(self, one: Minutes) -> list[Agreement]:
        """Those that were noted in the session, in the order of their numbers."""
        if one.published_at is None:
            return []
        found = (
            select(agreements)
            .where(agreements.c.community_id == one.community_id)
            .where(agreements.c.decision_id.is_(None), agreements.c.agreed_at == one.published_at)
            .order_by(agreements.c.number)
        )
        return domains(Agreement, await self._tx.rows(found))

    async def follow(
        self, community: CommunityId, point: PointId, words: str, now: datetime
    ) -> None:
        """A point of published minutes was edited, or with no `words` taken back: so is what it settled."""
        number = await self._tx.value(
            select(agreements.c.id)
            .join(points, points.c.community_id == agreements.c.community_id)
            .join(minutes, minutes.c.id == points.c.minutes_id)
            .where(agreements.c.community_id == community, points.c.id == point)
            .where(agreements.c.decision_id.is_(None), agreements.c.text == points.c.text)
            .where(agreements.c.agreed_at == minutes.c.published_at)
        )
        if number is None:
            return
        here = (agreements.c.community_id == community) & (agreements.c.id == number)
        if words:
            await self._tx.run(update(agreements).where(here).values(text=words))
        else:
            await self._tx.run(delete(agreements).where(here))
            await self._tx.dues.drop(REVIEW_STEP, number, now)

    async def _one(self, community: CommunityId, which: ColumnElement[bool]) -> Agreement | None:
        found = select(agreements).where(agreements.c.community_id == community, which)
        row = await self._tx.row(found)
        return None if row is None else domain(Agreement, row)
