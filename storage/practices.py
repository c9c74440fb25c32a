"""Practices: the repertoire. Every query names the community; what was withdrawn is not found."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from community.ids import CommunityId, MessageId, PersonId, PracticeId
from community.practices import Practice
from storage import search
from storage.mapping import columns, domain, domains
from storage.rows import practices
from storage.tx import Tx


class Practices:
    """The `practices` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, practice: Practice, search_text: str) -> Practice | None:
        """A new one, whatever its id says; None if its message is in the repertoire already.

        `search_text`: what it is found by, stemmed (reading.stems.search_text).
        """
        fresh = (
            self._tx.insert(practices)
            .values(**columns(practice, without=("id",)), search_text=search_text)
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(practices)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Practice, row)

    async def save(self, practice: Practice, search_text: str | None = None) -> None:
        """All of it; `search_text` where its words changed."""
        values = columns(practice, without=("id", "community_id"))
        if search_text is not None:
            values["search_text"] = search_text
        await self._tx.run(
            update(practices)
            .where(_is(practice.community_id), practices.c.id == practice.id)
            .values(**values)
        )

    async def get(self, community: CommunityId, number: PracticeId) -> Practice | None:
        """One practice, also a withdrawn one."""
        found = select(practices).where(_is(community), practices.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Practice, row)

    async def told_in(self, community: CommunityId, message: MessageId) -> Practice | None:
        """The practice a member's message told, also a withdrawn one."""
        found = select(practices).where(_is(community), practices.c.message_id == message)
        row = await self._tx.row(found)
        return None if row is None else domain(Practice, row)

    async def recent(self, community: CommunityId, limit: int) -> list[Practice]:
        """The latest told, the newest first."""
        found = (
            select(practices)
            .where(_is(community), _STANDS)
            .order_by(practices.c.told_at.desc(), practices.c.id.desc())
            .limit(limit)
        )
        return domains(Practice, await self._tx.rows(found))

    async def told_between(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> list[Practice]:
        """Those told from `start` up to, not including, `end`, the newest first."""
        found = (
            select(practices)
            .where(_is(community), _STANDS)
            .where(practices.c.told_at >= start, practices.c.told_at < end)
            .order_by(practices.c.told_at.desc(), practices.c.id.desc())
        )
        return domains(Practice, await self._tx.rows(found))

    async def count(self, community: CommunityId) -> int:
        """How many there are."""
        found = select(func.count()).select_from(practices).where(_is(community), _STANDS)
        return int(await self._tx.value(found))

    async def search(
        self, community: CommunityId, terms: Sequence[str], limit: int
    ) -> list[Practice]:
        """The best fits for stemmed terms (reading.stems.search_terms), the newest of equals first.

        With every term if there are such practices, else with any.
        """
        terms = search.clean(terms)
        if not terms:
            return []
        candidates = await self._matching(community, terms, every=True)
        if not candidates and len(terms) > 1:
            candidates = await self._matching(community, terms, every=False)
        best = sorted(candidates, key=lambda row: (*search.fit(row[1], terms), row[0]))
        return await self._in_order(community, [number for number, _ in best[::-1][:limit]])

    async def of_author(self, community: CommunityId, author: PersonId) -> list[Practice]:
        """One person's own, the newest first."""
        found = (
            select(practices)
            .where(_is(community), _STANDS, practices.c.author_id == author)
            .order_by(practices.c.told_at.desc(), practices.c.id.desc())
        )
        return [domain(Practice, row) for row in await self._tx.rows(found)]

    async def last_asked_at(self, community: CommunityId, author: PersonId) -> datetime | None:
        """When somebody was last asked about any practice of theirs."""
        found = select(func.max(practices.c.asked_at)).where(
            _is(community), practices.c.author_id == author
        )
        value: datetime | None = await self._tx.value(found)
        return value

    async def related_candidates(
        self, community: CommunityId, topics: Sequence[Sequence[str]], limit: int
    ) -> tuple[list[int], list[Practice]]:
        """For each topic (stems that mean the same) how many practices have it, and the practices
        with most of them, the rarer topics counting more: what reading.relatedness weighs.

        A topic that more than the index's candidates have counts as common: half of all.
        """
        having: list[int] = []
        shares: Counter[int] = Counter()
        for topic in topics:
            stems = search.clean(topic)
            rows = await self._matching(community, stems, every=False) if stems else []
            found = [row[0] for row in rows if not set(stems).isdisjoint(row[1].split())]
            is_common = len(rows) >= search.CANDIDATES
            having.append(await self.count(community) // 2 if is_common else len(found))
            shares.update(dict.fromkeys(found, 1_000_000 // (having[-1] + 1)))
        best = sorted(shares, key=lambda number: (-shares[number], -number))[:limit]
        return having, await self._in_order(community, best)

    async def withdraw(self, community: CommunityId, number: PracticeId, now: datetime) -> None:
        """Out of the repertoire: its author or a guide takes it down."""
        await self._tx.run(
            update(practices)
            .where(_is(community), practices.c.id == number)
            .values(withdrawn_at=now)
        )

    async def forget_in_index(self) -> None:
        """Makes SQLite's index let go of the words of deleted rows, which it keeps until then."""
        if self._tx.is_sqlite:
            await self._tx.run(search.FORGET_ON_SQLITE)

    async def _matching(
        self, community: CommunityId, terms: Sequence[str], *, every: bool
    ) -> list[tuple[int, str]]:
        asked, values = search.statement(
            community, terms, is_sqlite=self._tx.is_sqlite, every=every
        )
        return [(row.id, row.search_text) for row in await self._tx.rows(asked, values)]

    async def _in_order(self, community: CommunityId, ids: Sequence[int]) -> list[Practice]:
        found = select(practices).where(_is(community), practices.c.id.in_(ids))
        by_id = {row.id: domain(Practice, row) for row in await self._tx.rows(found)}
        return [by_id[number] for number in ids]


_STANDS = practices.c.withdrawn_at.is_(None)


def _is(community: CommunityId) -> ColumnElement[bool]:
    return practices.c.community_id == community
