"""What was agreed: how it came about, and when it is looked at again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from community import agreements
from community.agreements import AgreementEnded, AgreementState, AlreadyReviewed
from community.decisions import Stance
from community.ids import AgreementId
from tests.community.test_decisions import CLOSED, HOME, JUAN, LUZ, NOW, ROSA, hearing, says

AGREEMENT = replace(
    agreements.conclude(
        hearing(
            says(ROSA, Stance.AGREE),
            says(JUAN, Stance.OBJECT),
            says(LUZ, Stance.AGREE),
            core={ROSA, JUAN},
            decision=CLOSED,
        ),
        3,
        ROSA,
        HOME,
        NOW,
    ),
    id=AgreementId(1),
)


def test_it_keeps_the_words_and_how_many_of_the_core_said_what() -> None:
    assert (AGREEMENT.number, AGREEMENT.text) == (3, CLOSED.text)
    assert (AGREEMENT.agreeing, AGREEMENT.concerned, AGREEMENT.objecting) == (1, 0, 1)
    assert AGREEMENT.review_on == date(2027, 2, 16)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 11, 15), 1, date(2026, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(
    day: date, months: int, later: date
) -> None:
    assert agreements.months_later(day, months) == later


def test_it_comes_back_in_the_morning_of_a_day_on_which_the_bot_may_write() -> None:
    saturday = replace(AGREEMENT, review_on=date(2027, 2, 20))
    never = agreements.reviewed_every(AGREEMENT, 0, HOME, NOW)

    assert agreements.review_at(AGREEMENT, HOME) == datetime(2027, 2, 16, 13, 0, tzinfo=UTC)
    assert agreements.review_at(saturday, HOME) == datetime(2027, 2, 22, 10, 0, tzinfo=UTC)
    assert agreements.review_at(never, HOME) is None


def test_on_its_day_it_stands_for_as_long_again_or_ends_and_the_first_guide_says_which() -> None:
    on_the_day = NOW + timedelta(days=92)
    stands = agreements.stands(AGREEMENT, HOME, on_the_day)
    ended = agreements.end(AGREEMENT, HOME, on_the_day)

    assert stands.review_on == date(2027, 5, 16)
    assert (ended.state, ended.review_on) == (AgreementState.ENDED, None)
    for second in (stands, agreements.reviewed_every(AGREEMENT, 0, HOME, NOW)):
        with pytest.raises(AlreadyReviewed):
            agreements.end(second, HOME, on_the_day)
    for change in (agreements.stands, agreements.end):
        with pytest.raises(AgreementEnded):
            change(ended, HOME, on_the_day)
    with pytest.raises(AgreementEnded):
        agreements.reviewed_every(ended, 3, HOME, on_the_day)
