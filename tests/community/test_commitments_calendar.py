"""When the reminders of a commitment come."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.calendar import Quiet, allows, local_day
from community.commitments_calendar import (
    AFTER_STEP,
    BEFORE_STEP,
    GUIDES_STEP,
    ON_THE_DAY_STEP,
    end_of_month,
    one_week_more,
    reminders,
    unanswered_at,
)

CHILE = ZoneInfo("America/Santiago")
QUIET = Quiet()
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile


def _walls(due_on: date, now: datetime = NOW) -> list[tuple[str, str]]:
    steps = reminders(due_on, now=now, quiet=QUIET, zone=CHILE)
    return [(kind, f"{at.astimezone(CHILE):%a %d %H:%M}") for kind, at in steps]


def _until_the_day(due_on: date, now: datetime = NOW) -> list[tuple[str, str]]:
    afterwards = (AFTER_STEP, GUIDES_STEP)
    return [step for step in _walls(due_on, now) if step[0] not in afterwards]


def test_the_ladder_three_days_before_the_day_itself_three_days_after_and_the_guides() -> None:
    assert _walls(date(2026, 12, 4)) == [
        (BEFORE_STEP, "Tue 01 09:00"),
        (ON_THE_DAY_STEP, "Fri 04 09:00"),
        (AFTER_STEP, "Mon 07 09:00"),
        (GUIDES_STEP, "Fri 11 09:00"),
    ]


def test_afterwards_a_silent_day_moves_back_but_never_before_the_day_is_over() -> None:
    assert _walls(date(2026, 12, 2))[2:] == [  # a Wednesday: three days after is a Saturday
        (AFTER_STEP, "Fri 04 19:00"),
        (GUIDES_STEP, "Wed 09 09:00"),
    ]
    tuesdays = Quiet(silent_weekdays=frozenset({0, 2, 3, 4, 5, 6}))
    steps = reminders(date(2026, 12, 2), now=NOW, quiet=tuesdays, zone=CHILE)
    walls = [f"{at.astimezone(CHILE):%a %d %H:%M}" for kind, at in steps if kind == AFTER_STEP]
    assert walls == ["Tue 08 07:00"]


def test_who_takes_it_is_asked_three_days_before_or_on_the_day() -> None:
    for due_on, wall in ((date(2026, 12, 4), "Tue 01"), (date(2026, 11, 17), "Tue 17")):
        at = unanswered_at(due_on, now=NOW, quiet=QUIET, zone=CHILE)
        assert at is not None
        assert f"{at.astimezone(CHILE):%a %d %H:%M}" == f"{wall} 09:00"
    assert unanswered_at(date(2026, 11, 16), now=NOW, quiet=QUIET, zone=CHILE) is None


def test_a_silent_day_moves_to_the_last_allowed_hour_before() -> None:
    assert _until_the_day(date(2026, 12, 6)) == [  # a Sunday; three days before is a Thursday
        (BEFORE_STEP, "Thu 03 09:00"),
        (ON_THE_DAY_STEP, "Fri 04 19:00"),
    ]
    assert _until_the_day(date(2026, 12, 9))[0] == (BEFORE_STEP, "Fri 04 19:00")


def test_due_tomorrow_has_only_the_day_itself() -> None:
    assert _until_the_day(date(2026, 11, 17)) == [(ON_THE_DAY_STEP, "Tue 17 09:00")]


def test_due_today_after_nine_has_nothing_left() -> None:
    assert _until_the_day(date(2026, 11, 16)) == []


def test_due_on_the_weekend_and_made_on_it_has_nothing_left() -> None:
    saturday = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)

    assert _until_the_day(date(2026, 11, 22), saturday) == []


@given(
    days=st.integers(0, 400),
    minutes=st.integers(0, 60 * 24 * 400),
    zone=st.sampled_from(["America/Santiago", "America/La_Paz", "America/Asuncion", "UTC"]),
    starts=st.integers(0, 23),
    ends=st.integers(0, 23),
)
def test_every_step_is_to_come_in_order_and_allowed(
    days: int, minutes: int, zone: str, starts: int, ends: int
) -> None:
    now = NOW + timedelta(minutes=minutes)
    quiet = Quiet(starts=time(starts), ends=time(ends))
    due_on = local_day(now, ZoneInfo(zone)) + timedelta(days=days)

    steps = reminders(due_on, now=now, quiet=quiet, zone=ZoneInfo(zone))

    instants = [at for _, at in steps]
    assert instants == sorted(instants)
    for at in instants:
        assert at > now
        assert allows(at, quiet, ZoneInfo(zone))
    kinds = {kind: local_day(at, ZoneInfo(zone)) for kind, at in steps}
    assert all(kinds[kind] <= due_on for kind in (BEFORE_STEP, ON_THE_DAY_STEP) if kind in kinds)
    assert all(kinds[kind] > due_on for kind in (AFTER_STEP, GUIDES_STEP))


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
