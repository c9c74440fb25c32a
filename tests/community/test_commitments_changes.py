"""What is remembered of a commitment's changes, and how it is corrected and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import commitments, commitments_changes
from community.commitments import (
    Answer,
    Commitment,
    CommitmentState,
    DueInThePast,
    Every,
    EvidenceKind,
    Pledge,
    Responsible,
    Withdrawn,
)
from community.commitments_changes import (
    Change,
    Correction,
    DoesNotRepeat,
    Happened,
    NothingCorrected,
    NothingToUndo,
    NotYourCommitment,
    changed,
    correct,
    stop,
    undo,
)
from community.commitments_recurring import follower, next_day
from community.ids import CommitmentId, CommunityId, PersonId
from community.people import Person

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
FRIDAY = date(2026, 12, 4)
ANA, ROSA, JUAN = (
    Person(id=PersonId(n), name=name, met_at=NOW)
    for n, name in ((1, "Ana Soto"), (2, "Rosa Quispe"), (3, "Juan Pérez"))
)


def _on(
    place: int, person: PersonId | None, name: str, answer: Answer = Answer.ASKED
) -> Responsible:
    return Responsible(
        commitment_id=CommitmentId(1),
        community_id=CommunityId(1),
        position=place,
        person_id=person,
        name=name,
        answer=answer,
    )


def _proposed(*people: Responsible, **more: object) -> Pledge:
    commitment = Commitment(
        id=CommitmentId(1),
        community_id=CommunityId(1),
        number=1,
        what="Suben la rúbrica",
        due_on=FRIDAY,
        evidence=EvidenceKind.PHOTO,
        state=CommitmentState.PROPOSED,
        proposed_by=ANA.id,
        created_at=NOW,
    )
    return Pledge(commitment=replace(commitment, **more), people=people)


ROSAS = _proposed(_on(1, ROSA.id, "Rosa Quispe"))


def _begun(pledge: Pledge) -> list[Change]:
    return [changed(pledge, Happened.PROPOSED, ANA.id, NOW)]


def test_the_last_change_is_taken_back_by_who_made_it_who_wrote_it_or_a_guide() -> None:
    after = commitments.finish(commitments.accept(ROSAS, ROSA, NOW), ROSA, NOW)
    accepted = commitments.accept(ROSAS, ROSA, NOW)
    past = [
        *_begun(ROSAS),
        changed(ROSAS, Happened.ACCEPTED, ROSA.id, NOW),
        changed(accepted, Happened.DONE, ROSA.id, NOW),
    ]

    with pytest.raises(NotYourCommitment):
        undo(after, past, JUAN.id, is_guide=False)
    for by, is_guide in ((ROSA.id, False), (ANA.id, False), (JUAN.id, True), (None, True)):
        before, last = undo(after, past, by, is_guide=is_guide)
        assert last.happened is Happened.DONE
        assert before.commitment == accepted.commitment
        assert before.takers
    first, _ = undo(before, past[:2], ROSA.id, is_guide=False)
    assert [one.answer for one in first.people] == [Answer.ASKED]
    gone, _ = undo(first, past[:1], ANA.id, is_guide=False)
    assert gone.commitment.state is CommitmentState.WITHDRAWN
    for act in (commitments.accept, commitments.finish):
        with pytest.raises(Withdrawn):
            act(gone, ROSA, NOW)
    with pytest.raises(NothingToUndo):
        undo(gone, past[:1], ANA.id, is_guide=False)


def test_a_name_claimed_by_mistake_is_text_again_and_who_joined_is_off_it() -> None:
    luz = _proposed(_on(1, None, "Rosa"))
    claimed = commitments.accept(luz, ROSA, NOW)
    back, _ = undo(
        claimed, [changed(luz, Happened.ACCEPTED, ROSA.id, NOW)], ROSA.id, is_guide=False
    )
    assert back.people[0].person_id is None

    joined = commitments.join(ROSAS, JUAN, NOW)
    back, _ = undo(joined, [changed(ROSAS, Happened.JOINED, JUAN.id, NOW)], JUAN.id, is_guide=False)
    assert [one.name for one in back.named] == ["Rosa Quispe"]
    again = commitments.join(back, JUAN, NOW)
    assert [one.name for one in again.takers] == ["Juan Pérez"]
    assert len(again.people) == 2


def test_a_correction_changes_what_it_names_and_asks_only_new_people() -> None:
    held = commitments.join(commitments.accept(ROSAS, ROSA, NOW), ANA, NOW)

    later = correct(held, Correction(due_on=date(2026, 12, 11)), today=TODAY, now=NOW)
    assert later.commitment.due_on == date(2026, 12, 11)
    assert later.people == held.people

    named = (_on(1, JUAN.id, "Juan Pérez"), _on(2, None, "la directora"))
    others = correct(held, Correction(people=named), today=TODAY, now=NOW)
    assert [(one.name, one.answer) for one in others.named] == [
        ("Ana Soto", Answer.JOINED),  # she came by herself
        ("Juan Pérez", Answer.ASKED),
        ("la directora", Answer.ASKED),
    ]
    back = correct(others, Correction(people=(_on(1, ROSA.id, "Rosa"),)), today=TODAY, now=NOW)
    assert [(one.name, one.answer) for one in back.asked] == [("Rosa Quispe", Answer.ASKED)]

    with pytest.raises(DueInThePast):
        correct(held, Correction(due_on=TODAY - timedelta(days=1)), today=TODAY, now=NOW)
    with pytest.raises(NothingCorrected):
        correct(held, Correction(due_on=FRIDAY), today=TODAY, now=NOW)
    commitments_changes.must_be_theirs(held, ANA.id, is_guide=False)
    with pytest.raises(NotYourCommitment):
        commitments_changes.must_be_theirs(held, ROSA.id, is_guide=False)


def test_what_comes_round_is_there_again_for_who_accepted_until_it_is_stopped() -> None:
    weekly = _proposed(*ROSAS.people, _on(2, JUAN.id, "Juan Pérez"), every=Every.WEEK)
    held = commitments.decline(commitments.accept(weekly, ROSA, NOW), JUAN, NOW)
    done = commitments.finish(held, ROSA, NOW)

    following = follower(done, today=TODAY, now=NOW)
    assert following is not None
    assert following.commitment.due_on == date(2026, 12, 11)
    assert following.commitment.state is CommitmentState.ACCEPTED
    assert following.commitment.follows_id == done.commitment.id
    assert [one.answer for one in following.people] == [Answer.ACCEPTED, Answer.ASKED]
    assert follower(held, today=TODAY, now=NOW) is None
    assert follower(stop(done), today=TODAY, now=NOW) is None
    with pytest.raises(DoesNotRepeat):
        stop(ROSAS)


@pytest.mark.parametrize(
    ("due_on", "every", "today", "then"),
    [
        (FRIDAY, Every.WEEK, TODAY, date(2026, 12, 11)),
        (FRIDAY, Every.TWO_WEEKS, TODAY, date(2026, 12, 18)),
        (
            FRIDAY,
            Every.WEEK,
            date(2026, 12, 30),
            date(2027, 1, 1),
        ),  # what was missed is not made up
        (date(2026, 12, 31), Every.MONTH, TODAY, date(2027, 1, 31)),
        (date(2027, 1, 31), Every.MONTH, TODAY, date(2027, 2, 28)),
    ],
)
def test_the_next_day_of_a_rhythm(due_on: date, every: Every, today: date, then: date) -> None:
    assert next_day(due_on, every, today) == then


@given(acts=st.lists(st.sampled_from(["accept", "join", "decline", "finish"]), max_size=6))
def test_undoing_one_by_one_leads_back_through_every_state(acts: list[str]) -> None:
    pledge, states, past = ROSAS, [ROSAS], list[Change]()
    for number, act in enumerate(acts):
        person = ROSA if number % 2 == 0 else JUAN
        try:
            after = getattr(commitments, act)(pledge, person, NOW)
        except commitments.Refusal:
            continue
        if after != pledge:
            past.append(changed(pledge, Happened.ACCEPTED, person.id, NOW))
            pledge = after
            states.append(after)
    while past:
        pledge, last = undo(pledge, past, None, is_guide=True)
        past.remove(last)
        states.pop()
        was = states[-1]
        assert pledge.commitment.state is was.commitment.state
        assert [(o.name, o.answer) for o in pledge.named] == [(o.name, o.answer) for o in was.named]
