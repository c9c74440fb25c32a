"""Commitments as they are kept, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from community import commitments
from community.commitments import (
    Commitment,
    CommitmentState,
    Evidence,
    EvidenceKind,
    Pledge,
    Responsible,
)
from community.ids import (
    ChatId,
    CommitmentId,
    CommunityId,
    EvidenceId,
    MessageId,
    PersonId,
)
from community.people import Person
from community.refusals import NotFound
from storage.database import Database
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
ROSA = Person(id=PersonId(5), name="Rosa Quispe", met_at=NOW)


async def _community(tx: Tx, chat: int) -> CommunityId:
    return (await tx.communities.add(ChatId(chat), f"Red {chat}", "supergroup", NOW)).id


def _draft(community: CommunityId, due_on: date = date(2026, 12, 4)) -> Commitment:
    return Commitment(
        id=CommitmentId(0),
        community_id=community,
        number=0,
        what="Suben la rúbrica",
        due_on=due_on,
        evidence=EvidenceKind.PHOTO,
        state=CommitmentState.DRAFT,
        proposed_by=None,
        created_at=NOW,
    )


def _named(community: CommunityId, *people: Person) -> list[Responsible]:
    return [
        Responsible(
            commitment_id=CommitmentId(0),
            community_id=community,
            position=place,
            person_id=person.id,
            name=person.name,
        )
        for place, person in enumerate(people, start=1)
    ]


async def _proposed(tx: Tx, community: CommunityId, due_on: date = date(2026, 12, 4)) -> Pledge:
    draft = await tx.commitments.add(_draft(community, due_on), _named(community, ROSA))
    number = await tx.commitments.next_number(community)
    pledge = commitments.propose(draft, number, today=TODAY, now=NOW)
    await tx.commitments.save(pledge)
    return pledge


def _evidence(pledge: Pledge, message: int, text: str = "Lista") -> Evidence:
    return Evidence(
        id=EvidenceId(0),
        community_id=pledge.commitment.community_id,
        commitment_id=pledge.commitment.id,
        person_id=ROSA.id,
        text=text,
        message_id=MessageId(message),
        given_at=NOW,
    )


async def test_what_is_kept_comes_back_the_same(database: Database) -> None:
    async with database.write() as tx:
        community = await _community(tx, -1)
        pledge = commitments.accept(await _proposed(tx, community), ROSA, NOW)
        await tx.commitments.save(pledge)

    async with database.read() as tx:
        assert await tx.commitments.get(community, pledge.commitment.id) == pledge


async def test_each_community_counts_its_own_and_drafts_take_no_number(database: Database) -> None:
    async with database.write() as tx:
        first, second = await _community(tx, -1), await _community(tx, -2)
        drafts = [await tx.commitments.add(_draft(first), ()) for _ in range(2)]
        numbers = [
            (await _proposed(tx, where)).commitment.number for where in (first, first, second)
        ]

    assert [draft.commitment.number for draft in drafts] == [-1, -2]
    assert numbers == [1, 2, 1]


async def test_a_community_never_reads_anothers(database: Database) -> None:
    async with database.write() as tx:
        mine, other = await _community(tx, -1), await _community(tx, -2)
        pledge = await _proposed(tx, mine)
        kept = await tx.commitments.add_evidence(_evidence(pledge, 9))
        number = pledge.commitment.id

        with pytest.raises(NotFound):
            await tx.commitments.get(other, number)
        assert await tx.commitments.numbered(other, 1) is None
        assert await tx.commitments.open_of(other) == []
        assert await tx.commitments.open_of_person(other, ROSA.id) == []
        assert await tx.commitments.evidences_of(other, number) == []
        assert await tx.commitments.evidence(other, kept.id) is None


async def test_open_ones_come_by_date_and_only_while_something_is_to_do(database: Database) -> None:
    async with database.write() as tx:
        community = await _community(tx, -1)
        later = await _proposed(tx, community, date(2026, 12, 20))
        sooner = await _proposed(tx, community, date(2026, 12, 1))
        done = commitments.finish(await _proposed(tx, community), ROSA, NOW)
        await tx.commitments.save(done)
        shown = commitments.show(await _proposed(tx, community), ROSA, NOW)
        await tx.commitments.save(shown)
        await tx.commitments.add(_draft(community), ())

        found = await tx.commitments.open_of(community)
        ids = [one.commitment.id for one in (sooner, done, later)]
        assert [one.commitment.id for one in found] == ids
        assert len(await tx.commitments.open_of_person(community, ROSA.id)) == 3


async def test_what_a_person_declined_is_not_theirs(database: Database) -> None:
    async with database.write() as tx:
        community = await _community(tx, -1)
        draft = await tx.commitments.add(
            _draft(community), _named(community, ROSA, replace(ROSA, id=PersonId(6), name="Luz"))
        )
        pledge = commitments.propose(draft, 1, today=TODAY, now=NOW)
        await tx.commitments.save(commitments.decline(pledge, ROSA, NOW))

        assert await tx.commitments.open_of_person(community, ROSA.id) == []
        assert len(await tx.commitments.open_of_person(community, PersonId(6))) == 1


async def test_evidence_is_kept_once_for_a_message_and_can_be_dropped(database: Database) -> None:
    async with database.write() as tx:
        community = await _community(tx, -1)
        pledge = await _proposed(tx, community)
        kept = await tx.commitments.add_evidence(_evidence(pledge, 9))
        assert await tx.commitments.add_evidence(_evidence(pledge, 9, "otra vez")) == kept
        await tx.commitments.add_evidence(_evidence(pledge, -9))  # shown in private

        await tx.commitments.drop_evidence(kept)
        found = await tx.commitments.evidences_of(community, pledge.commitment.id)
        assert [one.message_id for one in found] == [-9]


async def test_the_path_of_who_did_it_keeps_what_a_peer_saw_and_nothing_of_who_could_not(
    database: Database,
) -> None:
    juan = Person(id=PersonId(6), name="Juan Pérez", met_at=NOW)
    async with database.write() as tx:
        home = await _community(tx, -1)
        draft = await tx.commitments.add(_draft(home), _named(home, ROSA, juan))
        pledge = commitments.propose(draft, 1, today=TODAY, now=NOW)
        pledge = commitments.decline(commitments.accept(pledge, ROSA, NOW), juan, NOW)
        done = commitments.finish(pledge, ROSA, NOW)
        seen = replace(done.commitment, state=CommitmentState.SEEN)
        await tx.commitments.save(replace(done, commitment=seen))

        assert [one.what for one in (await tx.paths.of(home, ROSA.id)).moments] == [
            "Suben la rúbrica"
        ]
        assert (await tx.paths.of(home, juan.id)).moments == ()
