"""Commitments, the people on them, and what they showed. Every query names the community."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from community.commitments import (
    UNFINISHED,
    Answer,
    Commitment,
    CommitmentState,
    Evidence,
    EvidenceKind,
    Pledge,
    Responsible,
)
from community.ids import CommitmentId, CommunityId, EvidenceId, PersonId
from community.refusals import NotFound
from storage.mapping import columns, domain, domains
from storage.rows import commitments, evidences, responsibles
from storage.tx import Tx


class Commitments:
    """The `commitments`, `responsibles` and `evidences` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, commitment: Commitment, people: Iterable[Responsible]) -> Pledge:
        """A new draft; its id and number, and those of its people, are given here."""
        fresh = columns(commitment, without=("id", "number"))
        number = await self._tx.value(
            self._tx.insert(commitments)
            .values(**fresh, number=await self._draft_number(commitment.community_id))
            .returning(commitments.c.id)
        )
        named = [
            replace(one, commitment_id=CommitmentId(number), position=place)
            for place, one in enumerate(people, start=1)
        ]
        await self._save_people(named)
        return await self.get(commitment.community_id, CommitmentId(number))

    async def get(self, community: CommunityId, number: CommitmentId) -> Pledge:
        """By our own id; NotFound where this community has none."""
        found = await self.find(community, number)
        if found is None:
            raise NotFound("commitment")
        return found

    async def find(self, community: CommunityId, number: CommitmentId) -> Pledge | None:
        """By our own id, or None."""
        pledges = await self._pledges(community, commitments.c.id == number)
        return pledges[0] if pledges else None

    async def numbered(self, community: CommunityId, number: int) -> Pledge | None:
        """By the number people say aloud, or None."""
        is_it = (commitments.c.number == number) & (commitments.c.number > 0)
        pledges = await self._pledges(community, is_it)
        return pledges[0] if pledges else None

    async def open_of(self, community: CommunityId) -> list[Pledge]:
        """What somebody still has to do or to show, the next due first."""
        return await self._pledges(community, _IS_OPEN)

    async def unfinished_of(self, community: CommunityId) -> list[Pledge]:
        """Begun or suggested, and not before the group yet."""
        return await self._pledges(community, commitments.c.state.in_(UNFINISHED))

    async def open_of_person(self, community: CommunityId, person: PersonId) -> list[Pledge]:
        """The same, of one person: named or joined, and not declined."""
        theirs = select(responsibles.c.commitment_id).where(
            responsibles.c.community_id == community,
            responsibles.c.person_id == person,
            responsibles.c.answer != Answer.DECLINED,
        )
        return await self._pledges(community, _IS_OPEN & commitments.c.id.in_(theirs))

    async def next_number(self, community: CommunityId) -> int:
        """The number of the next commitment that goes to the group, from 1."""
        found = select(func.max(commitments.c.number)).where(
            commitments.c.community_id == community
        )
        return max(await self._tx.value(found) or 0, 0) + 1

    async def save(self, pledge: Pledge) -> None:
        """The commitment as it is now, and everybody on it."""
        changed = columns(pledge.commitment, without=("id", "community_id"))
        await self._tx.run(
            update(commitments)
            .where(
                commitments.c.community_id == pledge.commitment.community_id,
                commitments.c.id == pledge.commitment.id,
            )
            .values(**changed)
        )
        await self._save_people(pledge.people)

    # What was shown.

    async def add_evidence(self, evidence: Evidence) -> Evidence:
        """Kept once for each message: a second time gives what was kept."""
        fresh = self._tx.insert(evidences).values(**columns(evidence, without=("id",)))
        await self._tx.run(
            fresh.on_conflict_do_nothing(index_elements=["community_id", "message_id"])
        )
        row = await self._tx.row(
            select(evidences).where(
                evidences.c.community_id == evidence.community_id,
                evidences.c.message_id == evidence.message_id,
            )
        )
        assert row is not None
        return domain(Evidence, row)

    async def evidence(self, community: CommunityId, number: EvidenceId) -> Evidence | None:
        """One thing that was shown, or None."""
        row = await self._tx.row(
            select(evidences).where(evidences.c.community_id == community, evidences.c.id == number)
        )
        return None if row is None else domain(Evidence, row)

    async def evidences_of(
        self, community: CommunityId, commitment: CommitmentId
    ) -> list[Evidence]:
        """All that was shown for one, in order."""
        found = (
            select(evidences)
            .where(evidences.c.community_id == community, evidences.c.commitment_id == commitment)
            .order_by(evidences.c.id)
        )
        return domains(Evidence, await self._tx.rows(found))

    async def evidence_of_album(
        self, community: CommunityId, album: str, since: datetime
    ) -> Evidence | None:
        """The first of what was shown together."""
        found = select(evidences).where(
            evidences.c.community_id == community,
            evidences.c.album == album,
            evidences.c.given_at >= since,
        )
        row = await self._tx.row(found.order_by(evidences.c.id).limit(1))
        return None if row is None else domain(Evidence, row)

    async def drop_evidence(self, evidence: Evidence) -> None:
        """It was not meant as evidence: nothing of it stays, nor of its album."""
        which = evidences.c.id == evidence.id
        if evidence.album is not None:
            which = which | (evidences.c.album == evidence.album)
        await self._tx.run(
            delete(evidences).where(evidences.c.community_id == evidence.community_id, which)
        )

    async def changed_since(
        self, community: CommunityId, since: datetime
    ) -> tuple[Sequence[Pledge], Sequence[Pledge]]:
        """(proposed, fulfilled) since an instant, for digests; drafts are not among them."""
        is_public = commitments.c.number > 0
        proposed = await self._pledges(community, is_public & (commitments.c.created_at >= since))
        fulfilled = await self._pledges(
            community, is_public & (commitments.c.fulfilled_at >= since)
        )
        return proposed, fulfilled

    async def _draft_number(self, community: CommunityId) -> int:
        """Drafts count down from -1, so that what people say aloud has no gaps."""
        found = select(func.min(commitments.c.number)).where(
            commitments.c.community_id == community
        )
        return min(await self._tx.value(found) or 0, 0) - 1

    async def _pledges(self, community: CommunityId, which: ColumnElement[bool]) -> list[Pledge]:
        found = (
            select(commitments)
            .where(commitments.c.community_id == community, which)
            .order_by(commitments.c.due_on, commitments.c.number)
        )
        chosen = domains(Commitment, await self._tx.rows(found))
        people = await self._people(community, [one.id for one in chosen])
        return [Pledge(commitment=one, people=tuple(people[one.id])) for one in chosen]

    async def _people(
        self, community: CommunityId, ids: Sequence[CommitmentId]
    ) -> dict[CommitmentId, list[Responsible]]:
        found = (
            select(responsibles)
            .where(responsibles.c.community_id == community, responsibles.c.commitment_id.in_(ids))
            .order_by(responsibles.c.commitment_id, responsibles.c.position)
        )
        people: dict[CommitmentId, list[Responsible]] = defaultdict(list)
        for row in await self._tx.rows(found) if ids else ():
            people[CommitmentId(row.commitment_id)].append(domain(Responsible, row))
        return people

    async def _save_people(self, people: Sequence[Responsible]) -> None:
        for one in people:
            values: dict[str, Any] = columns(one)
            fresh = self._tx.insert(responsibles).values(**values)
            await self._tx.run(
                fresh.on_conflict_do_update(
                    index_elements=["commitment_id", "position"],
                    set_={name: values[name] for name in _ANSWERED},
                )
            )


_ANSWERED = ("person_id", "name", "answer", "answered_at")
_IS_OPEN = commitments.c.state.in_((CommitmentState.PROPOSED, CommitmentState.ACCEPTED)) | (
    (commitments.c.state == CommitmentState.DONE) & (commitments.c.evidence != EvidenceKind.NONE)
)
