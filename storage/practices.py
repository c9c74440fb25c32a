"""Practices: the repertoire. Every query names the community; what was withdrawn is not found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update

from community.communities import Community, State
from community.finding import Found, Sought, Term
from community.ids import CommunityId, MessageId, PersonId, PracticeId
from community.practices import Practice
from storage import search, vocabulary
from storage.mapping import columns, domain, domains
from storage.rows import communities, practices
from storage.search import Wanted
from storage.tx import Tx


class Practices:
    """The `practices` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, practice: Practice, search_text: str) -> Practice | None:
        """A new one, whatever its id says; None if its message is in the repertoire already.

        `search_text`: what it is found by (reading.stems.indexed).
        """
        fresh = (
            self._tx.insert(practices)
            .values(**columns(practice, without=("id",)), **search.entry(practice, search_text))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(practices)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Practice, row)

    async def save(self, practice: Practice, search_text: str | None = None) -> None:
        """All of it; `search_text` where its words changed."""
        values = columns(practice, without=("id", "community_id"))
        if search_text is not None or practice.withdrawn_at is not None:
            values |= search.entry(practice, search_text or "")
        else:
            values["search_marks"] = search.marks_of(practice)
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

    async def find(self, community: CommunityId, sought: Sought) -> Found:
        """What there is, the best first: with every term if there are such practices, else with any.

        A word nobody wrote, but for one letter, counts as the one that somebody did.
        """
        wanted, understood = await self._wanted(community, sought)
        known = [term for term in wanted if term.stems or term.mark]
        if sought.terms and not known:
            return Found()
        every = len(known) == len(wanted)
        rows = await self._matching(community, known, sought, every=True) if every else []
        is_partial = not rows and len(wanted) > 1
        if is_partial:
            rows = await self._matching(community, known, sought, every=False)
        ranked = sorted(rows, key=lambda row: search.fit(row, known))
        kinds = Counter(search.kind_of(row.search_marks) for row in rows)
        return Found(
            numbers=tuple(PracticeId(row.id) for row in reversed(ranked)),
            kinds=tuple(
                kind for kind, _ in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
            ),
            is_partial=is_partial,
            understood=understood,
        )

    async def as_written(self, community: CommunityId, terms: Sequence[Term]) -> dict[str, str]:
        """Words that practices have, and of those they have not the ones they may mean."""
        found, meant = await self._wanted(community, Sought(terms=tuple(terms)))
        pairs = zip(terms, found, strict=False)  # of many terms the first are looked at
        return {term.word: meant.get(term.word, term.word) for term, one in pairs if one.stems}

    async def search(
        self, community: CommunityId, terms: Sequence[str], limit: int
    ) -> list[Practice]:
        """The best fits for stems (reading.stems.search_terms), as they are: none is a mistake."""
        sought = Sought(terms=tuple(Term(word=term, folded="", stem=term) for term in terms))
        found = await self.find(community, sought)
        return await self.these(community, found.numbers[:limit])

    async def these(self, community: CommunityId, numbers: Sequence[PracticeId]) -> list[Practice]:
        """Practices in the order of their numbers, without those that are gone."""
        found = select(practices).where(_is(community), practices.c.id.in_(numbers), _STANDS)
        by_id = {row.id: domain(Practice, row) for row in await self._tx.rows(found)}
        return [by_id[number] for number in numbers if number in by_id]

    async def of_author(self, community: CommunityId, author: PersonId) -> list[Practice]:
        """One person's own, the newest first."""
        found = (
            select(practices)
            .where(_is(community), _STANDS, practices.c.author_id == author)
            .order_by(practices.c.told_at.desc(), practices.c.id.desc())
        )
        return [domain(Practice, row) for row in await self._tx.rows(found)]

    async def communities_of_author(self, author: PersonId) -> list[Community]:
        """Running communities with practices of theirs, also of who left; the newest practice first."""
        told = (
            select(practices.c.community_id, func.max(practices.c.id).label("newest"))
            .where(_STANDS, practices.c.author_id == author)
            .group_by(practices.c.community_id)
            .subquery()
        )
        found = (
            select(communities)
            .join(told, told.c.community_id == communities.c.id)
            .where(communities.c.state == State.ACTIVE)
            .order_by(told.c.newest.desc())
        )
        return domains(Community, await self._tx.rows(found))

    async def of_album(
        self, community: CommunityId, album: str, since: datetime
    ) -> Practice | None:
        """What the first message of an album was kept as."""
        found = select(practices).where(
            _is(community), _STANDS, practices.c.told_at >= since, practices.c.album == album
        )
        row = await self._tx.row(found.order_by(practices.c.id).limit(1))
        return None if row is None else domain(Practice, row)

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
        shares: Counter[PracticeId] = Counter()
        for topic in topics:
            stems = tuple(search.clean(topic))
            asked = [Wanted(stem=stems[0], stems=stems, practices=0)] if stems else []
            rows = await self._matching(community, asked, Sought(), every=False) if stems else ()
            found = [PracticeId(row.id) for row in rows]
            is_common = len(rows) >= search.CANDIDATES
            having.append(await self.count(community) // 2 if is_common else len(found))
            shares.update(dict.fromkeys(found, 1_000_000 // (having[-1] + 1)))
        best = sorted(shares, key=lambda number: (-shares[number], -number))[:limit]
        return having, await self.these(community, best)

    async def forget_in_index(self) -> None:
        """Makes SQLite's index let go of the words of deleted rows, which it keeps until then."""
        if self._tx.is_sqlite:
            await self._tx.run(search.FORGET_ON_SQLITE)

    async def _wanted(
        self, community: CommunityId, sought: Sought
    ) -> tuple[list[Wanted], dict[str, str]]:
        """The terms as the vocabulary knows them, and which word a misspelt one was taken for."""
        terms = list(sought.terms[: search.MAX_TERMS])
        found = await vocabulary.wanted(self._tx, community, terms)
        understood: dict[str, str] = {}
        for number, term in enumerate(terms):
            if found[number].stems or found[number].mark:
                continue
            meant = await vocabulary.meant(self._tx, community, term.folded)
            if meant is not None:
                understood[term.word], stem = meant
                terms[number] = replace(term, stem=stem)
        if understood:
            found = await vocabulary.wanted(self._tx, community, terms)
        return found, understood

    async def _matching(
        self, community: CommunityId, wanted: Sequence[Wanted], sought: Sought, *, every: bool
    ) -> Sequence[Row[Any]]:
        """The latest that match: number, stems, marks."""
        statements, values = search.statement(
            community, wanted, sought, is_sqlite=self._tx.is_sqlite, every=every
        )
        rows: Sequence[Row[Any]] = ()
        for asked in statements:
            rows = await self._tx.rows(asked, values)
            if len(rows) >= search.CANDIDATES:
                break
        return rows


_STANDS = practices.c.withdrawn_at.is_(None)


def _is(community: CommunityId) -> ColumnElement[bool]:
    return practices.c.community_id == community
