"""How far a practice comes, and which one is brought back to light."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.ids import CommunityId, MessageId, PersonId, PracticeId, TrialId
from community.practices import MAX_TITLE, Practice, PracticeState
from community.trials import (
    ADAPTED_TITLE,
    RESTS_FOR,
    SETTLED_AFTER,
    AlreadyThere,
    NotAgreedYet,
    NotTriedYet,
    OwnPractice,
    Trial,
    adaptation_title,
    agree,
    answered,
    bring_back,
    institutionalise,
    is_theirs,
    must_be_anothers,
    tried,
)

NOW = datetime(2026, 11, 18, 20, tzinfo=UTC)
RED = CommunityId(1)
ROSA, LUIS, ANA = PersonId(1), PersonId(2), PersonId(3)
PAIRS = Practice(
    id=PracticeId(1),
    community_id=RED,
    title="Lectura en parejas",
    text="El grande lee",
    author_id=ROSA,
    author_name="Rosa",
    saved_by=ROSA,
    message_id=MessageId(5),
    told_at=NOW - timedelta(days=60),
)
TRIED = replace(PAIRS, state=PracticeState.TRIED)
AGREED = replace(PAIRS, state=PracticeState.AGREED)


def trial(person: PersonId | None, number: int = 1) -> Trial:
    return Trial(
        id=TrialId(number),
        community_id=RED,
        practice_id=PAIRS.id,
        person_id=person,
        name="Luis",
        tried_at=NOW,
    )


def test_a_trial_by_another_makes_a_told_practice_tried_and_no_state_goes_back() -> None:
    assert tried(PAIRS).state is PracticeState.TRIED
    assert tried(AGREED) is AGREED


def test_an_author_does_not_try_their_own() -> None:
    must_be_anothers(PAIRS, LUIS)
    with pytest.raises(OwnPractice):
        must_be_anothers(PAIRS, ROSA)


def test_a_community_agrees_on_what_somebody_else_has_tried() -> None:
    assert agree(TRIED).state is PracticeState.AGREED
    with pytest.raises(NotTriedYet):
        agree(PAIRS)
    with pytest.raises(AlreadyThere):
        agree(AGREED)


def test_it_is_everybodys_way_once_agreed_and_tried_by_two_people() -> None:
    both = [trial(LUIS, 1), trial(ANA, 2)]

    assert institutionalise(AGREED, both).state is PracticeState.INSTITUTIONALISED
    for practice, trials in ((AGREED, both[:1]), (TRIED, both)):
        with pytest.raises(NotAgreedYet):
            institutionalise(practice, trials)
    with pytest.raises(AlreadyThere):
        institutionalise(replace(PAIRS, state=PracticeState.INSTITUTIONALISED), both)


def test_people_who_were_forgotten_still_count_as_people() -> None:
    gone = [trial(None, 1), trial(None, 2)]

    assert institutionalise(AGREED, gone).state is PracticeState.INSTITUTIONALISED


def test_the_question_is_for_who_tried_it() -> None:
    assert is_theirs(trial(LUIS), LUIS)
    assert not any(is_theirs(trial(LUIS), somebody) for somebody in (ANA, None))


def test_the_first_answer_stays_the_first() -> None:
    first = answered(trial(LUIS), NOW, PracticeId(9))
    again = answered(first, NOW + timedelta(days=2))

    assert (again.answered_at, again.adaptation_id) == (NOW, 9)


@given(st.text(min_size=1, max_size=MAX_TITLE), st.text(max_size=40))
def test_an_adaptations_title_fits_and_says_whose_it_is(title: str, name: str) -> None:
    made = adaptation_title(
        replace(PAIRS, title=title), f", como la hizo {name}", unnamed="alguien"
    )

    assert len(made) <= ADAPTED_TITLE


def test_a_long_origin_yields_to_whose_it_is() -> None:
    long = replace(PAIRS, title="Lectura en parejas de distinto curso")

    assert adaptation_title(long, ", como la hizo Carmen", unnamed="alguien") == (
        "Lectura en parejas de…, como la hizo Carmen"
    )


def repertoire(size: int) -> list[Practice]:
    return [
        replace(PAIRS, id=PracticeId(number), told_at=NOW - timedelta(days=20 + number))
        for number in range(1, size + 1)
    ]


def test_a_small_repertoire_is_at_hand_anyway() -> None:
    assert bring_back(repertoire(4), (), (), {}, NOW) is None


def test_the_three_reasons_take_turns_by_the_week() -> None:
    all_year = [*repertoire(6), replace(PAIRS, id=PracticeId(9), told_at=NOW - timedelta(days=365))]
    close = [PracticeId(3)]

    found = [
        bring_back(all_year, {PracticeId(9)}, close, {}, NOW + timedelta(weeks=week))
        for week in range(3)
    ]

    assert {reason for practice, reason in filter(None, found)} == {"untried", "season", "close"}


@given(
    st.lists(st.integers(0, 500), min_size=5, max_size=12),
    st.sets(st.integers(1, 12)),
    st.lists(st.integers(1, 12), max_size=5),
    st.dictionaries(st.integers(1, 12), st.integers(0, 200), max_size=6),
    st.integers(0, 60),
)
def test_what_comes_back_is_settled_and_rested(
    ages: list[int],
    tried_ids: set[int],
    close: list[int],
    rested: dict[int, int],
    week: int,
) -> None:
    now = NOW + timedelta(weeks=week)
    told = [
        replace(PAIRS, id=PracticeId(number), told_at=now - timedelta(days=age))
        for number, age in enumerate(ages, 1)
    ]
    resurfaced = {PracticeId(n): now - timedelta(days=days) for n, days in rested.items()}

    found = bring_back(
        told, {PracticeId(n) for n in tried_ids}, [PracticeId(n) for n in close], resurfaced, now
    )

    if found is not None:
        practice, reason = found
        assert now - practice.told_at >= SETTLED_AFTER
        assert now - resurfaced.get(practice.id, now - RESTS_FOR) >= RESTS_FOR
        assert reason != "untried" or practice.id not in tried_ids
        assert found == bring_back(
            told,
            {PracticeId(n) for n in tried_ids},
            [PracticeId(n) for n in close],
            resurfaced,
            now,
        )
