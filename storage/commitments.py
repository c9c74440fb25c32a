"""Commitments, the people on them, and what they showed. Every query names the community."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from community.commitments import (
    HELD,
    OFF_IT,
    UNFINISHED,
    Commitment,
    CommitmentState,
    Evidence,
    EvidenceKind,
    Pledge,
    Responsible,
)
from community.commitments_changes import FOR_GOOD, LONGEST_WHY, Change
from community.ids import ChangeId, CommitmentId, CommunityId, EvidenceId, PersonId
from community.refusals import NotFound
from storage.mapping import columns, domain, domains
from storage.rows import commitment_changes, commitments, evidences, responsibles
from storage.tx import Tx


class Commitments:
    """The `commitments`, `responsibles` and `evidences` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(
        self, commitment: Commitment, people: Iterable[Responsible], *, number: int | None = None
    ) -> Pledge:
        """A new one; its id, and the places of its people, are given here. Without a `number` to be
        said aloud it is a draft."""
        fresh = columns(commitment, without=("id", "number"))
        said = number or await self._draft_number(commitment.community_id)
        number = await self._tx.value(
            self._tx.insert(commitments).values(**fresh, number=said).returning(commitments.c.id)
        )
        named = [
            replace(one, commitment_id=CommitmentId(number), position=place)
            for place, one in enumerate(people, start=1)
        ]
        await self._save_people(named)
        assert number is not None
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

    async def begun(self, community: CommunityId, draft: Commitment) -> Pledge | None:
        """The one with the same words that the same person began and did not complete, or None."""
        is_it = (
            (commitments.c.what == draft.what)
            & (commitments.c.state == draft.state)
            & (commitments.c.proposed_by == draft.proposed_by)
        )
        pledges = await self._pledges(community, is_it)
        return pledges[-1] if pledges else None

    async def open_of(self, community: CommunityId) -> list[Pledge]:
        """What somebody still has to do or to show, the next due first."""
        return await self._pledges(community, _IS_OPEN)

    async def unfinished_of(self, community: CommunityId) -> list[Pledge]:
        """Begun or suggested, and not before the group yet."""
        return await self._pledges(community, commitments.c.state.in_(UNFINISHED))

    async def open_of_person(self, community: CommunityId, person: PersonId) -> list[Pledge]:
        """The same, of one person: named or joined, and not declined."""
        is_theirs = (responsibles.c.person_id == person) | (responsibles.c.contact_id == person)
        theirs = select(responsibles.c.commitment_id).where(
            responsibles.c.community_id == community,
            is_theirs,
            responsibles.c.answer.not_in(OFF_IT),
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

    async def follower_of(self, community: CommunityId, number: CommitmentId) -> Pledge | None:
        """The one that came after it by itself, or None."""
        found = await self._pledges(community, commitments.c.follows_id == number)
        return found[0] if found else None

    # What happened.

    async def note(self, change: Change) -> ChangeId:
        """One more thing that happened to it; its id is given here."""
        fresh = commitment_changes.insert().values(**columns(change, without=("id",)))
        return ChangeId(await self._tx.value(fresh.returning(commitment_changes.c.id)))

    async def changes_of(self, community: CommunityId, number: CommitmentId) -> list[Change]:
        """All that happened to one, in order."""
        found = (
            select(commitment_changes)
            .where(
                commitment_changes.c.community_id == community,
                commitment_changes.c.commitment_id == number,
            )
            .order_by(commitment_changes.c.id)
        )
        return domains(Change, await self._tx.rows(found))

    async def changed_last(self, community: CommunityId, person: PersonId) -> Pledge | None:
        """The commitment that somebody last changed in a way that can be taken back."""
        number = await self._tx.value(
            select(commitment_changes.c.commitment_id)
            .where(
                commitment_changes.c.community_id == community,
                commitment_changes.c.person_id == person,
                commitment_changes.c.undone_at.is_(None),
                commitment_changes.c.happened.not_in(FOR_GOOD),
            )
            .order_by(commitment_changes.c.id.desc())
            .limit(1)
        )
        return None if number is None else await self.find(community, number)

    async def undone(self, change: Change, now: datetime) -> None:
        """It was taken back."""
        await self._tx.run(
            update(commitment_changes)
            .where(
                commitment_changes.c.community_id == change.community_id,
                commitment_changes.c.id == change.id,
            )
            .values(undone_at=now)
        )

    async def tell_why(self, community: CommunityId, change: Change, why: str) -> None:
        """The reason of somebody who cannot."""
        await self._tx.run(
            update(commitment_changes)
            .where(
                commitment_changes.c.community_id == community,
                commitment_changes.c.id == change.id,
            )
            .values(why=why[:LONGEST_WHY])
        )

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

    async def move_evidence(self, evidence: Evidence, to: CommitmentId) -> None:
        """It was meant for another commitment, with all of its album."""
        await self._tx.run(
            update(evidences)
            .where(evidences.c.community_id == evidence.community_id, _with_album(evidence))
            .values(commitment_id=to)
        )

    async def drop_evidence(self, evidence: Evidence) -> None:
        """It was not meant as evidence: nothing of it stays, nor of its album."""
        await self._tx.run(
            delete(evidences).where(
                evidences.c.community_id == evidence.community_id, _with_album(evidence)
            )
        )

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


_ANSWERED = ("person_id", "name", "answer", "answered_at", "contact_id", "contact_name")
_IS_OPEN = commitments.c.state.in_((CommitmentState.PROPOSED, *HELD)) | (
    (commitments.c.state == CommitmentState.DONE) & (commitments.c.evidence != EvidenceKind.NONE)
)


def _with_album(evidence: Evidence) -> ColumnElement[bool]:
    which = evidences.c.id == evidence.id
    return which if evidence.album is None else which | (evidences.c.album == evidence.album)
