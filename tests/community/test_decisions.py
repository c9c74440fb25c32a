"""Deciding by consent: who counts, when it closes, and what may come of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community import decisions
from community.communities import Community
from community.decisions import (
    DaysOutOfReach,
    Decision,
    DecisionOver,
    DecisionState,
    DecisionTooLong,
    Hearing,
    NothingToDecide,
    OutcomeSaid,
    Position,
    Remark,
    RemarkTooLong,
    Stance,
    TooFewAnswered,
)
from community.ids import ChatId, CommunityId, DecisionId, MessageId, PersonId, RemarkId

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # a Monday, 10:00 in Chile
HOME = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", language="es", invited_at=NOW
)
ROSA, JUAN, LUZ, IVAN = (PersonId(number) for number in (1, 2, 3, 4))
ASKED = Decision(
    id=DecisionId(1),
    community_id=HOME.id,
    text="Nos juntamos los jueves",
    asked_by=ROSA,
    asked_name="Rosa",
    message_id=MessageId(5),
    days=5,
    opened_at=NOW,
    closes_at=decisions.closes_at(HOME, 5, NOW),
)
CLOSED = replace(ASKED, state=DecisionState.CLOSED)


def says(person: PersonId | None, stance: Stance, *, is_core: bool = True) -> Position:
    return Position(
        decision_id=ASKED.id,
        community_id=HOME.id,
        person_id=person,
        name="",
        stance=stance,
        is_core=is_core,
        said_at=NOW,
    )


def hearing(*said: Position, core: set[PersonId], decision: Decision = ASKED) -> Hearing:
    return Hearing(decision=decision, positions=said, core=frozenset(core))


def test_those_who_belong_count_and_everybody_where_nobody_ever_said_so() -> None:
    assert decisions.core_of([ROSA], [ROSA, JUAN]) == {ROSA}
    assert decisions.core_of([], [ROSA, JUAN]) == {ROSA, JUAN}


def test_voices_of_others_are_shown_and_not_counted() -> None:
    heard = hearing(says(ROSA, Stance.AGREE), says(LUZ, Stance.OBJECT), core={ROSA, JUAN})

    assert [one.person_id for one in heard.of_core()] == [ROSA]
    assert [one.person_id for one in heard.voices] == [LUZ]
    assert heard.missing == {JUAN}


def test_who_was_forgotten_counts_as_what_they_were_and_nobody_knows_whose_it_was() -> None:
    heard = hearing(
        says(None, Stance.OBJECT), says(None, Stance.AGREE, is_core=False), core={ROSA, JUAN}
    )

    assert len(heard.of_core(Stance.OBJECT)) == 1
    assert len(heard.voices) == 1
    assert heard.size == 3
    assert heard.of(None) is not None
    assert heard.remark_of(None) == ""


def test_the_last_tap_counts_and_the_same_again_changes_nothing() -> None:
    first = decisions.take(hearing(core={ROSA}), ROSA, "Rosa", Stance.AGREE, NOW)
    heard = hearing(first, core={ROSA})
    later = NOW + timedelta(hours=1)

    assert decisions.take(heard, ROSA, "Rosa", Stance.AGREE, later) is first
    assert decisions.take(heard, ROSA, "Rosa", Stance.CONCERN, later).stance is Stance.CONCERN
    with pytest.raises(DecisionOver):
        decisions.take(replace(heard, decision=CLOSED), ROSA, "Rosa", Stance.OBJECT, later)


def test_of_several_remarks_the_latest_is_somebodys_reason() -> None:
    remarks = tuple(
        Remark(
            id=RemarkId(number),
            community_id=HOME.id,
            decision_id=ASKED.id,
            person_id=ROSA,
            name="Rosa",
            text=text,
            given_at=NOW,
        )
        for number, text in enumerate(("primero", "después"))
    )

    assert replace(hearing(core={ROSA}), remarks=remarks).remark_of(ROSA) == "después"
    assert replace(hearing(core={ROSA}), remarks=remarks).remark_of(JUAN) == ""


@pytest.mark.parametrize(
    ("days", "closes"),
    [
        (1, datetime(2026, 11, 17, 22, 0, tzinfo=UTC)),  # Tuesday at 19:00
        (5, datetime(2026, 11, 23, 22, 0, tzinfo=UTC)),  # Saturday: Monday
        (30, datetime(2026, 12, 16, 22, 0, tzinfo=UTC)),
    ],
)
def test_it_closes_in_the_evening_of_a_day_on_which_the_bot_may_write(
    days: int, closes: datetime
) -> None:
    assert decisions.closes_at(HOME, days, NOW) == closes


def test_those_missing_are_nudged_a_day_before_when_the_bot_may_write() -> None:
    assert decisions.nudge_at(HOME, ASKED) == datetime(2026, 11, 20, 22, 0, tzinfo=UTC)  # Friday
    a_day = replace(ASKED, days=1, closes_at=decisions.closes_at(HOME, 1, NOW))
    assert decisions.nudge_at(HOME, a_day) is None  # it would be the hour in which it was asked


def test_it_ends_an_hour_after_nobody_is_missing_but_never_later_than_it_would() -> None:
    everybody = hearing(says(ROSA, Stance.AGREE), says(JUAN, Stance.OBJECT), core={ROSA, JUAN})
    late = ASKED.closes_at - timedelta(minutes=5)

    assert decisions.ends_early_at(HOME, everybody, NOW) == NOW + timedelta(hours=1)
    assert decisions.ends_early_at(HOME, everybody, late) == ASKED.closes_at
    assert decisions.ends_early_at(HOME, replace(everybody, core=frozenset({LUZ})), NOW) is None
    assert decisions.ends_early_at(HOME, hearing(core=set()), NOW) is None


def test_a_round_to_keep_talking_has_its_days_while_there_is_a_doubt() -> None:
    again = replace(ASKED, round=2)
    doubt = hearing(says(ROSA, Stance.CONCERN), core={ROSA}, decision=again)
    none = hearing(says(ROSA, Stance.AGREE), core={ROSA}, decision=again)

    assert decisions.ends_early_at(HOME, doubt, NOW) is None
    assert decisions.ends_early_at(HOME, none, NOW) == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("core", "quorum", "needed"), [(3, 50, 2), (4, 50, 2), (3, 67, 3), (3, 0, 0), (7, 100, 7)]
)
def test_a_share_of_the_core_has_to_answer(core: int, quorum: int, needed: int) -> None:
    there = {PersonId(number) for number in range(1, core + 1)}
    answered = [says(PersonId(number), Stance.AGREE) for number in range(1, max(1, needed) + 1)]

    assert decisions.needed(hearing(core=there), quorum) == needed
    assert decisions.has_quorum(hearing(*answered, core=there), quorum)
    assert not decisions.has_quorum(hearing(*answered[1:], core=there), quorum)


def test_an_outcome_is_said_once_and_agreement_needs_the_quorum() -> None:
    few = hearing(says(ROSA, Stance.AGREE), core={ROSA, JUAN, LUZ}, decision=CLOSED)
    enough = replace(few, positions=(*few.positions, says(JUAN, Stance.OBJECT)))

    with pytest.raises(TooFewAnswered):
        decisions.agree(few, 50, NOW)
    agreed = decisions.agree(enough, 50, NOW)
    assert (agreed.state, agreed.settled_at) == (DecisionState.AGREED, NOW)
    assert decisions.decline(CLOSED, NOW).state is DecisionState.DECLINED
    for settled in (agreed, ASKED):
        with pytest.raises(OutcomeSaid):
            decisions.decline(settled, NOW)


def test_keep_talking_is_another_round_of_as_many_days() -> None:
    again = decisions.keep_talking(CLOSED, HOME, ASKED.closes_at)

    assert (again.state, again.round) == (DecisionState.OPEN, 2)
    assert again.closes_at == datetime(2026, 11, 30, 22, 0, tzinfo=UTC)  # Saturday: Monday


def test_only_what_is_open_closes_or_is_withdrawn() -> None:
    assert decisions.close(ASKED).state is DecisionState.CLOSED
    assert decisions.withdraw(ASKED, NOW).state is DecisionState.WITHDRAWN
    for step in (decisions.close, lambda one: decisions.withdraw(one, NOW)):
        with pytest.raises(DecisionOver):
            step(CLOSED)


def test_words_that_cannot_be_asked_say_why() -> None:
    assert decisions.checked(" Nos\njuntamos ") == "Nos juntamos"
    assert decisions.checked_remark("  \n ") == ""
    for words, no in (("  ", NothingToDecide), ("a" * 241, DecisionTooLong)):
        with pytest.raises(no):
            decisions.checked(words)
    with pytest.raises(RemarkTooLong):
        decisions.checked_remark("a" * 1001)
    for days in (0, 31):
        with pytest.raises(DaysOutOfReach):
            decisions.checked_days(days)
