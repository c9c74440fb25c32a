"""What may be said to a commitment, by whom, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from community import commitments
from community.commitments import (
    AlreadyDone,
    AlreadyMoved,
    AlreadySeen,
    Answer,
    Commitment,
    CommitmentState,
    DueInThePast,
    EvidenceKind,
    Missing,
    NothingToSee,
    NotNamed,
    NotResponsible,
    NotYetProposed,
    OwnEvidence,
    Pledge,
    Released,
    Responsible,
    missing,
)
from community.ids import CommitmentId, CommunityId, PersonId
from community.people import Person

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
FRIDAY = date(2026, 12, 4)


def _person(number: int, name: str, username: str | None = None) -> Person:
    return Person(id=PersonId(number), name=name, username=username, met_at=NOW)


ROSA, JUAN, MARTA = _person(1, "Rosa Quispe"), _person(2, "Juan Pérez"), _person(3, "Marta Inti")


def _pledge(
    *people: Person | str, state: CommitmentState = CommitmentState.PROPOSED, **more: object
) -> Pledge:
    commitment = Commitment(
        id=CommitmentId(1),
        community_id=CommunityId(1),
        number=12,
        what="Suben la rúbrica",
        due_on=FRIDAY,
        evidence=EvidenceKind.PHOTO,
        state=state,
        proposed_by=None,
        created_at=NOW,
    )
    named = tuple(
        Responsible(
            commitment_id=CommitmentId(1),
            community_id=CommunityId(1),
            position=place,
            person_id=None if isinstance(one, str) else one.id,
            name=one if isinstance(one, str) else one.name,
        )
        for place, one in enumerate(people, start=1)
    )
    return Pledge(commitment=replace(commitment, **more), people=named)


def _answers(pledge: Pledge) -> list[tuple[str, Answer]]:
    return [(one.name, one.answer) for one in pledge.people]


def test_nobody_is_committed_without_saying_yes() -> None:
    pledge = _pledge(ROSA, JUAN)

    assert pledge.takers == ()
    assert pledge.commitment.state is CommitmentState.PROPOSED


def test_the_first_yes_makes_it_accepted() -> None:
    pledge = commitments.accept(_pledge(ROSA, JUAN), ROSA, NOW)

    assert pledge.commitment.state is CommitmentState.ACCEPTED
    assert _answers(pledge) == [("Rosa Quispe", Answer.ACCEPTED), ("Juan Pérez", Answer.ASKED)]


def test_a_second_yes_of_the_same_person_changes_nothing() -> None:
    pledge = commitments.accept(_pledge(ROSA), ROSA, NOW)

    assert commitments.accept(pledge, ROSA, NOW + timedelta(hours=1)) is pledge


def test_who_is_not_named_joins_rather_than_accepts() -> None:
    with pytest.raises(NotNamed):
        commitments.accept(_pledge(ROSA), MARTA, NOW)

    pledge = commitments.join(_pledge(ROSA), MARTA, NOW)
    assert _answers(pledge)[-1] == ("Marta Inti", Answer.JOINED)
    assert pledge.commitment.state is CommitmentState.ACCEPTED


def test_where_nobody_is_named_anybody_may_accept() -> None:
    pledge = commitments.accept(_pledge(), MARTA, NOW)

    assert _answers(pledge) == [("Marta Inti", Answer.ACCEPTED)]


@pytest.mark.parametrize("written", ["Rosa", "la profe Rosa", "Rosa Q.", "ROSA", "@rosaq"])
def test_a_name_that_is_text_is_claimed_by_whom_it_resembles(written: str) -> None:
    rosa = _person(1, "Rosa Quispe", "rosaq")

    pledge = commitments.accept(_pledge(written, JUAN), rosa, NOW)

    assert [one.person_id for one in pledge.people] == [1, 2]
    assert pledge.people[0].answer is Answer.ACCEPTED


def test_a_name_like_nobody_stays_and_who_says_yes_joins() -> None:
    pledge = commitments.accept(_pledge("la municipalidad"), MARTA, NOW)

    assert [(one.name, one.person_id) for one in pledge.people] == [
        ("la municipalidad", None),
        ("Marta Inti", 3),
    ]
    assert pledge.people[1].answer is Answer.JOINED


def test_a_surname_in_common_claims_nothing() -> None:
    with pytest.raises(NotNamed):
        commitments.decline(_pledge("Luz Quispe"), ROSA, NOW)


def test_once_all_have_declined_it_is_released_and_can_be_taken_up_again() -> None:
    pledge = commitments.decline(_pledge(ROSA, JUAN), ROSA, NOW)
    assert pledge.commitment.state is CommitmentState.PROPOSED

    pledge = commitments.decline(pledge, JUAN, NOW)
    assert pledge.commitment.state is CommitmentState.RELEASED
    assert pledge.commitment.released_at == NOW

    pledge = commitments.accept(pledge, JUAN, NOW)
    assert pledge.commitment.state is CommitmentState.ACCEPTED
    assert pledge.commitment.released_at is None


def test_who_accepted_may_still_decline() -> None:
    pledge = commitments.accept(_pledge(ROSA), ROSA, NOW)

    assert commitments.decline(pledge, ROSA, NOW).commitment.state is CommitmentState.RELEASED


def test_done_is_said_by_whose_it_is_and_once() -> None:
    pledge = commitments.join(commitments.accept(_pledge(ROSA), ROSA, NOW), JUAN, NOW)
    with pytest.raises(NotResponsible):
        commitments.finish(pledge, MARTA, NOW)

    done = commitments.finish(pledge, JUAN, NOW)

    assert (done.commitment.state, done.commitment.fulfilled_by) == (CommitmentState.DONE, 2)
    assert done.commitment.awaits_evidence
    with pytest.raises(AlreadyDone):
        commitments.finish(done, ROSA, NOW)


def test_saying_done_is_saying_yes() -> None:
    done = commitments.finish(_pledge(ROSA, JUAN), ROSA, NOW)

    assert [one.name for one in done.takers] == ["Rosa Quispe"]
    assert done.commitment.state is CommitmentState.DONE


def test_who_declined_has_no_more_say() -> None:
    pledge = commitments.decline(_pledge(ROSA, JUAN), ROSA, NOW)

    with pytest.raises(NotResponsible):
        commitments.finish(pledge, ROSA, NOW)


def test_what_nobody_holds_cannot_be_done() -> None:
    pledge = commitments.decline(_pledge(ROSA), ROSA, NOW)

    with pytest.raises(Released):
        commitments.finish(pledge, ROSA, NOW)
    with pytest.raises(Released):
        commitments.show(pledge, MARTA, NOW, by_guide=True)


def test_evidence_comes_from_whose_it_is_or_from_a_guide() -> None:
    pledge = commitments.accept(_pledge(ROSA), ROSA, NOW)
    with pytest.raises(NotResponsible):
        commitments.show(pledge, MARTA, NOW)

    shown = commitments.show(pledge, MARTA, NOW, by_guide=True)

    assert shown.commitment.state is CommitmentState.EVIDENCED
    assert commitments.show(shown, ROSA, NOW) == shown
    assert not shown.commitment.is_open


def test_evidence_after_done_keeps_who_did_it() -> None:
    done = commitments.finish(commitments.accept(_pledge(ROSA), ROSA, NOW), ROSA, NOW)

    shown = commitments.show(done, MARTA, NOW + timedelta(days=1), by_guide=True)

    assert (shown.commitment.fulfilled_at, shown.commitment.fulfilled_by) == (NOW, 1)


def test_without_evidence_expected_done_is_the_end() -> None:
    done = commitments.finish(_pledge(ROSA, evidence=EvidenceKind.NONE), ROSA, NOW)

    assert not done.commitment.is_open


def test_a_button_moves_the_date_once() -> None:
    pledge, to = commitments.accept(_pledge(ROSA), ROSA, NOW), FRIDAY + timedelta(days=7)

    moved = commitments.put_off(pledge, ROSA, drawn_for=FRIDAY, to=to, now=NOW)

    assert moved.commitment.due_on == to
    with pytest.raises(AlreadyMoved):
        commitments.put_off(moved, ROSA, drawn_for=FRIDAY, to=to, now=NOW)


@pytest.mark.parametrize("state", [CommitmentState.DRAFT, CommitmentState.SUGGESTED])
def test_a_draft_takes_no_answers(state: CommitmentState) -> None:
    pledge = _pledge(ROSA, state=state)

    for act in (commitments.accept, commitments.join, commitments.decline, commitments.finish):
        with pytest.raises(NotYetProposed):
            act(pledge, ROSA, NOW)
    with pytest.raises(NotYetProposed):
        commitments.show(pledge, ROSA, NOW, by_guide=True)


def test_what_is_missing_is_asked_in_order() -> None:
    assert missing(_pledge(what="", due_on=None, evidence=None)) is Missing.WHAT
    assert missing(_pledge(due_on=None, evidence=None)) is Missing.DUE
    assert missing(_pledge(evidence=None)) is Missing.EVIDENCE
    assert missing(_pledge()) is Missing.WHO
    assert missing(_pledge(ROSA)) is None
    assert missing(commitments.leave_open(_pledge())) is None


def test_a_name_is_put_on_a_draft_and_taken_off_again() -> None:
    draft = commitments.name_or_not(_pledge(), ROSA.id, ROSA.name)
    again = commitments.name_or_not(draft, ROSA.id, ROSA.name)

    assert [one.name for one in draft.named] == [ROSA.name]
    assert again.named == ()
    assert commitments.name_or_not(again, ROSA.id, ROSA.name) == draft


def test_a_peer_sees_what_was_shown_and_not_what_is_still_to_come() -> None:
    held = commitments.accept(_pledge(ROSA), ROSA, NOW)
    done = commitments.finish(held, ROSA, NOW)
    shown = commitments.show(done, ROSA, NOW)

    for early in (held, done):
        with pytest.raises(NothingToSee):
            commitments.see(early, JUAN, ())
    with pytest.raises(OwnEvidence):
        commitments.see(shown, ROSA, ())
    with pytest.raises(OwnEvidence):
        commitments.see(shown, JUAN, [JUAN.id])
    seen = commitments.see(shown, JUAN, [ROSA.id])
    assert seen.commitment.state is CommitmentState.SEEN
    with pytest.raises(AlreadySeen):
        commitments.see(seen, MARTA, [ROSA.id])
    assert commitments.show(seen, ROSA, NOW) == seen


def test_a_date_that_is_over_is_refused() -> None:
    draft = _pledge(state=CommitmentState.DRAFT)

    with pytest.raises(DueInThePast):
        commitments.due_on(draft, TODAY - timedelta(days=1), today=TODAY)
    with pytest.raises(DueInThePast):
        commitments.propose(draft, 1, today=FRIDAY + timedelta(days=1), now=NOW)
    assert commitments.due_on(draft, TODAY, today=TODAY).commitment.due_on == TODAY


def test_proposing_gives_it_its_number_once() -> None:
    proposed = commitments.propose(_pledge(state=CommitmentState.DRAFT), 4, today=TODAY, now=NOW)

    assert proposed.commitment.number == 4
    assert commitments.propose(proposed, 5, today=TODAY, now=NOW) is proposed
