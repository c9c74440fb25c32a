"""Candidates. Every query names the community.

The one thing to know: a message is a candidate of one kind once, whoever finds it again; those that
are shown are looked up as they are now (`waiting`), for their author may have thought better of it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from community.candidates import REDRAW_STEP, Candidate, CandidateKind, CandidateState
from community.ids import CandidateId, CommunityId, MessageId, PersonId
from storage.mapping import columns, domain, domains
from storage.rows import candidates
from storage.shown import as_shown
from storage.tx import Tx

Key = tuple[CandidateKind, MessageId]


class Candidates:
    """The `candidates` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, found: Sequence[Candidate]) -> dict[Key, Candidate]:
        """Keeps those that are new; gives each as it is kept now. Of a corrected message the one
        that waits says the new words."""
        kept: dict[Key, Candidate] = {}
        for one in found:
            fresh = self._tx.insert(candidates).values(**columns(one, without=("id",)))
            await self._tx.run(
                fresh.on_conflict_do_update(
                    index_elements=["community_id", "message_id", "kind"],
                    set_={"words": one.words, "yes": one.yes},
                    where=candidates.c.state == CandidateState.WAITING,
                )
            )
        for community in {one.community_id for one in found}:
            kept |= await self.of_messages(community, [one.message_id for one in found])
        return kept

    async def settle(self, one: Candidate) -> bool:
        """Saves what people said of it if nobody did before: of two guides at once, one does."""
        row = await self._tx.row(
            update(candidates)
            .where(
                candidates.c.community_id == one.community_id,
                candidates.c.id == one.id,
                candidates.c.state == CandidateState.WAITING,
            )
            .values(**columns(one, without=("id", "community_id", "name")))
            .returning(candidates.c.id)
        )
        return row is not None

    async def waiting(self, community: CommunityId, since: datetime) -> list[Candidate]:
        """Those said since, of which nobody has said what they are, the oldest first."""
        found = as_shown(candidates, community).where(
            candidates.c.state == CandidateState.WAITING, candidates.c.said_at >= since
        )
        found = found.order_by(candidates.c.said_at, candidates.c.id)
        return await self._standing(domains(Candidate, await self._tx.rows(found)))

    async def save(self, one: Candidate) -> None:
        """All of it."""
        await self._tx.run(
            update(candidates)
            .where(candidates.c.community_id == one.community_id, candidates.c.id == one.id)
            .values(**columns(one, without=("id", "community_id", "name")))
        )

    async def get(self, community: CommunityId, number: CandidateId) -> Candidate | None:
        """One as it may be shown, or None: never there, or its author took it back. One that waits
        and that its message does not say any more is gone."""
        found = as_shown(candidates, community).where(candidates.c.id == number)
        row = await self._tx.row(found)
        if row is None:
            return None
        standing = await self._standing([domain(Candidate, row)])
        return standing[0] if standing else None

    async def of_messages(
        self, community: CommunityId, messages: Collection[MessageId]
    ) -> dict[Key, Candidate]:
        """What these messages are candidates for, settled ones too."""
        found = as_shown(candidates, community).where(candidates.c.message_id.in_(messages))
        ones = await self._standing(domains(Candidate, await self._tx.rows(found)))
        return {(one.kind, one.message_id): one for one in ones}

    # Drawing anew.

    async def redraw(self, community: CommunityId, number: CandidateId, now: datetime) -> None:
        """Its cards say something else: the clock draws them (scheduler/candidates.py)."""
        key = f"{REDRAW_STEP}:{number}:{now.isoformat()}"
        await self._tx.dues.plan(REDRAW_STEP, number, now, community=community, key=key)

    async def redraw_of(self, person: PersonId, now: datetime) -> None:
        """Somebody's words or name leave, or come back."""
        await self._redraw_where(candidates.c.person_id == person, now)

    async def redraw_with(
        self, community: CommunityId, messages: Collection[MessageId], now: datetime
    ) -> None:
        """What these messages say changed."""
        here = candidates.c.message_id.in_(messages)
        await self._redraw_where((candidates.c.community_id == community) & here, now)

    async def _redraw_where(self, which: ColumnElement[bool], now: datetime) -> None:
        found = select(candidates.c.community_id, candidates.c.id).where(which)
        for row in await self._tx.rows(found):
            await self.redraw(row.community_id, row.id, now)

    async def _standing(self, ones: Sequence[Candidate]) -> list[Candidate]:
        """Without those that wait and are not said any more: others said yes to other words."""
        if not ones:
            return []
        community = ones[0].community_id
        waiting = {one.message_id for one in ones if one.is_waiting}
        said = await self._tx.discussions.words_now(community, waiting)
        gone = {
            one.id
            for one in ones
            if one.is_waiting and _flat(one.words) not in _flat(said.get(one.message_id, ""))
        }
        if gone:
            await self._tx.run(
                delete(candidates).where(
                    candidates.c.community_id == community, candidates.c.id.in_(gone)
                )
            )
        return [one for one in ones if one.id not in gone]


def _flat(words: str) -> str:
    return " ".join(words.split())
