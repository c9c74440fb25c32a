"""Requests, and the hands that were lent to them. Every query names the community."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from community.ids import CommunityId, MessageId, PersonId, RequestId
from community.requests import Hand, How, Request, RequestState
from storage.mapping import columns, domain, domains
from storage.rows import hands, requests
from storage.tx import Tx

MOST_HELPED = 500  # the latest that are looked through for who helped with what


class Requests:
    """The `requests` and `hands` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, request: Request) -> Request | None:
        """A new one, whatever its id says; None if its message asked already."""
        fresh = (
            self._tx.insert(requests)
            .values(**columns(request, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(requests)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Request, row)

    async def save(self, request: Request) -> None:
        """All of it."""
        await self._tx.run(
            update(requests)
            .where(_is(request.community_id), requests.c.id == request.id)
            .values(**columns(request, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: RequestId) -> Request | None:
        """One request, or None."""
        return await self._one(community, requests.c.id == number)

    async def asked_in(self, community: CommunityId, message: MessageId) -> Request | None:
        """What a member's message asked for, or None."""
        return await self._one(community, requests.c.message_id == message)

    async def open_of(self, community: CommunityId, person: PersonId) -> list[Request]:
        """What somebody asked for and is not closed, the latest first."""
        found = (
            select(requests)
            .where(_is(community), requests.c.person_id == person)
            .where(requests.c.state == RequestState.OPEN)
            .order_by(requests.c.id.desc())
        )
        return [domain(Request, row) for row in await self._tx.rows(found)]

    async def unanswered_of(self, community: CommunityId, person: PersonId) -> list[Request]:
        """Those of them somebody was asked about and has not answered yet, in order."""
        found = await self.open_of(community, person)
        return [one for one in reversed(found) if one.times_asked and not one.is_still_sought]

    async def all_open(self, community: CommunityId) -> list[Request]:
        """Those nobody has closed, the oldest first."""
        found = (
            select(requests)
            .where(_is(community), requests.c.state == RequestState.OPEN)
            .order_by(requests.c.asked_at, requests.c.id)
        )
        return domains(Request, await self._tx.rows(found))

    async def lend(self, hand: Hand) -> bool:
        """Once for each person, and a tap says more than an answer; says whether it is news."""
        fresh = self._tx.insert(hands).values(**columns(hand))
        key = ["request_id", "person_id"]
        said = (
            fresh.on_conflict_do_update(
                index_elements=key, set_={"how": hand.how}, where=hands.c.how != hand.how
            )
            if hand.how is How.TAPPED
            else fresh.on_conflict_do_nothing(index_elements=key)
        )
        return await self._tx.row(said.returning(hands.c.person_id)) is not None

    async def hands_of(self, community: CommunityId, number: RequestId) -> list[Hand]:
        """Everybody who offered or answered, in order."""
        found = (
            select(hands)
            .where(hands.c.community_id == community, hands.c.request_id == number)
            .order_by(hands.c.offered_at, hands.c.person_id)
        )
        return [domain(Hand, row) for row in await self._tx.rows(found)]

    async def helped(
        self,
        community: CommunityId,
        number: RequestId,
        people: Collection[PersonId],
        now: datetime,
    ) -> None:
        """Whoever asked says who helped; said again, the first time stays."""
        await self._tx.run(
            update(hands)
            .where(hands.c.community_id == community, hands.c.request_id == number)
            .where(hands.c.person_id.in_(people), hands.c.helped_at.is_(None))
            .values(helped_at=now)
        )

    async def nobody_helped(self, community: CommunityId, number: RequestId) -> None:
        """[Nadie en especial]: what was tapped before is taken back."""
        await self._tx.run(
            update(hands)
            .where(hands.c.community_id == community, hands.c.request_id == number)
            .values(helped_at=None)
        )

    async def helped_with(self, community: CommunityId) -> list[tuple[PersonId, Request]]:
        """Who helped with what, the latest first."""
        found = (
            select(hands.c.person_id.label("helper_id"), requests)
            .join(requests, requests.c.id == hands.c.request_id)
            .where(_is(community), hands.c.helped_at.is_not(None))
            .order_by(hands.c.helped_at.desc(), hands.c.person_id)
            .limit(MOST_HELPED)
        )
        rows = await self._tx.rows(found)
        return [(PersonId(row.helper_id), domain(Request, row)) for row in rows]

    async def _one(self, community: CommunityId, which: ColumnElement[bool]) -> Request | None:
        row = await self._tx.row(select(requests).where(_is(community), which))
        return None if row is None else domain(Request, row)


def _is(community: CommunityId) -> ColumnElement[bool]:
    return requests.c.community_id == community
