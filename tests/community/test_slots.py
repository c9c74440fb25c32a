"""Which of several times suits most, and when it is said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community import slots
from community.calendar import Quiet, allows, at_wall
from community.ids import CommunityId, PersonId, SessionId, SlotId
from community.slots import Availability, Slot

CHILE = ZoneInfo("America/Santiago")
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile
QUIET = Quiet()


def slot(number: int, on: date, at: time = time(18)) -> Slot:
    return Slot(
        id=SlotId(number), community_id=CommunityId(1), session_id=SessionId(1), on=on, at=at
    )


THURSDAY, FRIDAY, MONDAY = (
    slot(1, date(2026, 11, 19)),
    slot(2, date(2026, 11, 20)),
    slot(3, date(2026, 11, 23)),
)
ALL = (FRIDAY, THURSDAY, MONDAY)


def can(which: Slot, *people: int, school: str | None = None) -> list[Availability]:
    return [
        Availability(slot_id=which.id, person_id=PersonId(one), name=f"P{one}", school=school)
        for one in people
    ]


def test_most_people_win_and_everybody_who_answered_is_counted() -> None:
    choice = slots.best(ALL, [*can(THURSDAY, 1), *can(FRIDAY, 1, 2), *can(MONDAY, 3)], NOW, CHILE)

    assert choice is not None
    assert (choice.slot, choice.can, choice.answered) == (FRIDAY, 2, 3)
    assert choice.as_good == ()


def test_of_as_many_people_the_one_with_more_schools_wins() -> None:
    said = [
        *can(THURSDAY, 1, 2, school="El Sauce"),
        *can(FRIDAY, 1, school="El Sauce"),
        *can(FRIDAY, 3, school=" los  ROBLES"),
    ]
    choice = slots.best(ALL, said, NOW, CHILE)

    assert choice is not None
    assert (choice.slot, choice.schools, choice.schools_in_all) == (FRIDAY, 2, 2)


def test_of_equals_the_earliest_is_named_and_the_others_are_said() -> None:
    choice = slots.best(ALL, [*can(MONDAY, 2), *can(THURSDAY, 1)], NOW, CHILE)

    assert choice is not None
    assert (choice.slot, choice.as_good) == (THURSDAY, (MONDAY,))


def test_what_has_passed_is_not_proposed_and_without_answers_nothing_is() -> None:
    late = at_wall(date(2026, 11, 19), time(18), CHILE)

    assert slots.best(ALL, can(THURSDAY, 1), late, CHILE) is None
    assert slots.best(ALL, (), NOW, CHILE) is None
    with pytest.raises(slots.SlotOver):
        slots.must_be_open(THURSDAY, late, CHILE)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (MONDAY, NOW + timedelta(days=2)),
        (THURSDAY, NOW + timedelta(days=2)),
        (slot(4, date(2026, 11, 17)), at_wall(date(2026, 11, 17), time(15), CHILE)),
        (slot(5, date(2026, 11, 16), time(11)), NOW + timedelta(minutes=10)),
    ],
)
def test_it_is_asked_for_two_days_or_until_some_hours_before_the_first(
    first: Slot, expected: datetime
) -> None:
    assert slots.asked_until([first], now=NOW, quiet=QUIET, zone=CHILE) == expected


def test_it_is_never_proposed_in_quiet_hours_where_there_is_time() -> None:
    evening = datetime(2026, 11, 19, 22, 30, tzinfo=UTC)  # Thursday, 19:30; in two days Saturday
    until = slots.asked_until([MONDAY], now=evening, quiet=QUIET, zone=CHILE)

    assert until is not None
    assert allows(until, QUIET, CHILE)
    assert slots.asked_until([THURSDAY], now=evening, quiet=QUIET, zone=CHILE) is None


def test_offered_times_are_after_school_on_days_that_are_not_silent() -> None:
    assert slots.offered(NOW, None, QUIET, CHILE) == [
        (date(2026, 11, day), time(18)) for day in (18, 19, 20, 23)
    ]
    assert {at for _, at in slots.offered(NOW, time(16), QUIET, CHILE)} == {time(16)}


def test_a_slot_means_the_hour_on_the_wall_of_whatever_zone_holds() -> None:
    assert THURSDAY.starts_at(CHILE) != THURSDAY.starts_at(ZoneInfo("America/La_Paz"))
