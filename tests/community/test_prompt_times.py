"""Days and hours that are offered, and what a chosen moment becomes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.calendar import Quiet, allows, at_wall, local_day
from community.prompt_times import (
    DAYS_OFFERED,
    AskedInThePast,
    days_offered,
    hours_offered,
    moment_chosen,
    weekdays_offered,
    weekly_hours_offered,
)

CHILE = ZoneInfo("America/Santiago")
MONDAY = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # 10:00 in Chile
USUAL = Quiet()
HOURS = st.times().map(lambda at: at.replace(minute=0, second=0, microsecond=0))
QUIETS = st.builds(
    Quiet,
    starts=HOURS,
    ends=HOURS,
    silent_weekdays=st.frozensets(st.integers(min_value=0, max_value=6), max_size=7),
)
INSTANTS = st.datetimes(
    min_value=datetime(2025, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)
)
ZONES = st.sampled_from(
    [CHILE, *map(ZoneInfo, ("America/La_Paz", "America/Guatemala", "America/Asuncion"))]
)


@given(now=INSTANTS, quiet=QUIETS, zone=ZONES)
def test_whatever_is_quiet_each_offered_moment_is_to_come_and_allowed(
    now: datetime, quiet: Quiet, zone: ZoneInfo
) -> None:
    days = days_offered(now, quiet, zone)

    assert 1 <= len(days) <= DAYS_OFFERED
    assert days == sorted(set(days))
    for on in days:
        hours = hours_offered(on, now, quiet, zone)
        assert 1 <= len(hours) <= 6
        for at in hours:
            due_at = moment_chosen(on, at, now, quiet, zone)
            assert due_at == at_wall(on, at, zone) > now
            assert allows(due_at, quiet, zone)


@given(now=INSTANTS, quiet=QUIETS, zone=ZONES)
def test_each_offered_weekday_has_an_hour(now: datetime, quiet: Quiet, zone: ZoneInfo) -> None:
    weekdays = weekdays_offered(now, quiet, zone)

    assert weekdays
    assert all(weekly_hours_offered(day, now, quiet, zone) for day in weekdays)
    assert len(quiet.silent_weekdays) == 7 or not set(weekdays) & quiet.silent_weekdays


@given(now=INSTANTS, quiet=QUIETS, zone=ZONES, ahead=st.integers(0, 40), at=st.times())
def test_a_moment_in_words_is_asked_then_or_at_the_first_allowed_one_after(
    now: datetime, quiet: Quiet, zone: ZoneInfo, ahead: int, at: time
) -> None:
    on = local_day(now, zone) + timedelta(days=ahead)
    meant = at_wall(on, at, zone)
    if meant <= now:
        with pytest.raises(AskedInThePast):
            moment_chosen(on, at, now, quiet, zone)
        return

    due_at = moment_chosen(on, at, now, quiet, zone)

    assert due_at >= meant
    assert allows(due_at, quiet, zone)


def test_today_is_offered_while_it_has_an_hour_left() -> None:
    evening = datetime(2026, 11, 16, 22, 30, tzinfo=UTC)  # 19:30 in Chile

    assert days_offered(MONDAY, USUAL, CHILE)[0] == date(2026, 11, 16)
    assert days_offered(evening, USUAL, CHILE)[0] == date(2026, 11, 17)


def test_where_all_usual_hours_are_quiet_those_that_are_not_are_offered() -> None:
    nights = Quiet(starts=time(7), ends=time(20))

    assert hours_offered(date(2026, 11, 17), MONDAY, nights, CHILE)[0] == time(0)
