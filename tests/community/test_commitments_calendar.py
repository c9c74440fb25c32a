"""When the reminders of a commitment come."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.calendar import Quiet, allows, local_day
from community.commitments_calendar import (
    BEFORE_STEP,
    ON_THE_DAY_STEP,
    end_of_month,
    one_week_more,
    reminders,
)

CHILE = ZoneInfo("America/Santiago")
QUIET = Quiet()
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile


def _walls(due_on: date, now: datetime = NOW) -> list[tuple[str, str]]:
    steps = reminders(due_on, now=now, quiet=QUIET, zone=CHILE)
    return [(kind, f"{at.astimezone(CHILE):%a %d %H:%M}") for kind, at in steps]


def test_three_days_before_and_on_the_day_at_nine() -> None:
    assert _walls(date(2026, 12, 4)) == [
        (BEFORE_STEP, "Tue 01 09:00"),
        (ON_THE_DAY_STEP, "Fri 04 09:00"),
    ]


def test_a_silent_day_moves_to_the_last_allowed_hour_before() -> None:
    assert _walls(date(2026, 12, 6)) == [  # a Sunday; three days before is a Thursday
        (BEFORE_STEP, "Thu 03 09:00"),
        (ON_THE_DAY_STEP, "Fri 04 19:00"),
    ]
    assert _walls(date(2026, 12, 9))[0] == (BEFORE_STEP, "Fri 04 19:00")


def test_due_tomorrow_has_only_the_day_itself() -> None:
    assert _walls(date(2026, 11, 17)) == [(ON_THE_DAY_STEP, "Tue 17 09:00")]


def test_due_today_after_nine_has_nothing_left() -> None:
    assert _walls(date(2026, 11, 16)) == []


def test_due_on_the_weekend_and_made_on_it_has_nothing_left() -> None:
    saturday = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)

    assert _walls(date(2026, 11, 22), saturday) == []


@given(
    days=st.integers(0, 400),
    minutes=st.integers(0, 60 * 24 * 400),
    zone=st.sampled_from(["America/Santiago", "America/La_Paz", "America/Asuncion", "UTC"]),
    starts=st.integers(0, 23),
    ends=st.integers(0, 23),
)
def test_reminders_are_to_come_in_order_allowed_and_never_after_the_day(
    days: int, minutes: int, zone: str, starts: int, ends: int
) -> None:
    now = NOW + timedelta(minutes=minutes)
    quiet = Quiet(starts=time(starts), ends=time(ends))
    due_on = local_day(now, ZoneInfo(zone)) + timedelta(days=days)

    steps = reminders(due_on, now=now, quiet=quiet, zone=ZoneInfo(zone))

    instants = [at for _, at in steps]
    assert instants == sorted(set(instants))
    for at in instants:
        assert at > now
        assert allows(at, quiet, ZoneInfo(zone))
        assert local_day(at, ZoneInfo(zone)) <= due_on


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 16), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 12, 31)),
        (date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_the_end_of_the_month_is_always_to_come(today: date, last: date) -> None:
    assert end_of_month(today) == last


def test_a_week_more_counts_from_today_once_even_that_is_over() -> None:
    due_on = date(2026, 12, 4)

    assert one_week_more(due_on, date(2026, 12, 4)) == date(2026, 12, 11)
    assert one_week_more(due_on, date(2026, 12, 20)) == date(2026, 12, 27)
