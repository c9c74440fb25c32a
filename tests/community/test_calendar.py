"""Wall clocks across clock changes, and quiet hours, in the zones of our communities."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.calendar import (
    Quiet,
    allows,
    at_wall,
    first_allowed_at_or_after,
    last_allowed_at_or_before,
    local_day,
    next_weekly,
    start_of_day,
    start_of_week,
)

ZONES = [
    ZoneInfo(name)
    for name in (
        "America/Santiago",
        "America/Punta_Arenas",
        "Pacific/Easter",
        "America/La_Paz",
        "America/Costa_Rica",
        "America/Mexico_City",
        "America/Tijuana",
        "America/Sao_Paulo",
        "America/Asuncion",
    )
]
SANTIAGO = ZoneInfo("America/Santiago")
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6

zones = st.sampled_from(ZONES)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
wall_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
instants = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
weekdays = st.integers(0, 6)
quiets = st.builds(
    Quiet, starts=wall_times, ends=wall_times, silent_weekdays=st.frozensets(weekdays)
)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


# A wall time


def test_an_ordinary_wall_time_is_itself() -> None:
    assert at_wall(date(2026, 11, 20), time(18, 0), SANTIAGO) == utc(2026, 11, 20, 21)


@pytest.mark.parametrize("at", [time(0, 0), time(0, 30), time(0, 59, 59)])
def test_a_time_that_chile_skips_is_the_first_minute_after(at: time) -> None:
    instant = at_wall(date(2026, 9, 6), at, SANTIAGO)

    assert instant == utc(2026, 9, 6, 4)
    assert wall(instant, SANTIAGO) == datetime(2026, 9, 6, 1, 0)


def test_a_time_that_chile_has_twice_is_the_first() -> None:
    instant = at_wall(date(2027, 4, 3), time(23, 30), SANTIAGO)

    assert instant == utc(2027, 4, 4, 2, 30)
    assert wall(instant + timedelta(hours=1), SANTIAGO) == datetime(2027, 4, 3, 23, 30)


@given(on=days, at=wall_times, zone=zones)
def test_a_wall_time_is_shown_by_the_clocks_or_was_skipped(
    on: date, at: time, zone: ZoneInfo
) -> None:
    instant = at_wall(on, at, zone)

    assert instant.tzinfo is UTC
    shown, asked = wall(instant, zone), datetime.combine(on, at)
    if shown != asked:
        just_before = wall(instant - timedelta(minutes=1), zone)
        assert just_before < asked < shown, "only a time inside the jump may move"


@given(on=days, at=wall_times, zone=zones)
def test_a_wall_time_is_never_the_second_of_two(on: date, at: time, zone: ZoneInfo) -> None:
    instant = at_wall(on, at, zone)

    assert wall(instant - timedelta(hours=1), zone) != wall(instant, zone)


# Every week


def test_six_in_the_evening_stays_six_when_chile_changes_its_clocks() -> None:
    before = next_weekly(FRIDAY, time(18, 0), SANTIAGO, after=utc(2026, 9, 1))
    after = next_weekly(FRIDAY, time(18, 0), SANTIAGO, after=before)

    assert wall(before, SANTIAGO) == datetime(2026, 9, 4, 18, 0)
    assert wall(after, SANTIAGO) == datetime(2026, 9, 11, 18, 0)
    assert after - before == timedelta(days=7) - timedelta(hours=1)


def test_the_next_is_strictly_after() -> None:
    friday = utc(2026, 11, 20, 21)

    assert next_weekly(FRIDAY, time(18, 0), SANTIAGO, after=friday - timedelta(seconds=1)) == friday
    assert next_weekly(FRIDAY, time(18, 0), SANTIAGO, after=friday) == utc(2026, 11, 27, 21)


def test_midnight_on_the_sunday_without_one_comes_at_one() -> None:
    instant = next_weekly(SUNDAY, time(0, 0), SANTIAGO, after=utc(2026, 9, 1))

    assert wall(instant, SANTIAGO) == datetime(2026, 9, 6, 1, 0)


def test_half_past_eleven_on_the_saturday_with_two_comes_once() -> None:
    first = next_weekly(SATURDAY, time(23, 30), SANTIAGO, after=utc(2027, 4, 1))
    second = next_weekly(SATURDAY, time(23, 30), SANTIAGO, after=first)

    assert first == utc(2027, 4, 4, 2, 30)
    assert wall(second, SANTIAGO) == datetime(2027, 4, 10, 23, 30)


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("at", [time(0, 0), time(0, 30), time(2, 30), time(18, 0), time(23, 30)])
def test_each_week_of_five_years_has_one_occurrence(weekday: int, at: time, zone: ZoneInfo) -> None:
    instant = start_of_day(date(2026, 1, 1), zone) - timedelta(seconds=1)
    seen: list[date] = []
    while (instant := next_weekly(weekday, at, zone, after=instant)) < utc(2031, 1, 1):
        seen.append(local_day(instant, zone))
        assert at_wall(seen[-1], at, zone) == instant

    first = next(day for day in map(_january, range(1, 8)) if day.weekday() == weekday)
    assert seen == [first + timedelta(weeks=week) for week in range(len(seen))]
    assert len(seen) in (260, 261)


def _january(day: int) -> date:
    return date(2026, 1, day)


def test_a_weekday_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="0 \\(Monday\\) to 6"):
        next_weekly(7, time(18, 0), SANTIAGO, after=utc(2026, 1, 1))
    with pytest.raises(ValueError, match="0 \\(Monday\\) to 6"):
        Quiet(silent_weekdays=frozenset({7}))


# Days and weeks


def test_a_day_is_the_day_on_the_wall() -> None:
    assert local_day(utc(2026, 11, 20, 2), SANTIAGO) == date(2026, 11, 19)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="knows its zone"):
        local_day(datetime(2026, 11, 20), SANTIAGO)


def test_the_day_that_chile_begins_at_one_begins_at_one() -> None:
    assert start_of_day(date(2026, 9, 6), SANTIAGO) == utc(2026, 9, 6, 4)


def test_a_week_begins_on_monday() -> None:
    assert start_of_week(utc(2026, 9, 6, 20), SANTIAGO) == utc(2026, 8, 31, 4)
    assert start_of_week(utc(2026, 9, 7, 3), SANTIAGO) == utc(2026, 9, 7, 3)


@given(instant=instants, zone=zones)
def test_an_instant_lies_in_its_day_and_its_week(instant: datetime, zone: ZoneInfo) -> None:
    today = local_day(instant, zone)
    monday = start_of_week(instant, zone)

    assert start_of_day(today, zone) <= instant < start_of_day(today + timedelta(days=1), zone)
    assert monday <= instant
    assert local_day(monday, zone) == today - timedelta(days=today.weekday())


# Quiet

QUIET = Quiet()
THURSDAY_NOON = utc(2026, 11, 19, 15)


@pytest.mark.parametrize(
    ("instant", "allowed"),
    [
        (utc(2026, 11, 20, 9, 59), False),  # Friday 06:59
        (utc(2026, 11, 20, 10, 0), True),  # 07:00
        (utc(2026, 11, 20, 22, 59), True),  # 19:59
        (utc(2026, 11, 20, 23, 0), False),  # 20:00
        (utc(2026, 11, 21, 15, 0), False),  # Saturday noon
    ],
)
def test_nights_and_weekends_are_quiet(instant: datetime, allowed: bool) -> None:
    assert allows(instant, QUIET, SANTIAGO) is allowed


def test_a_siesta_is_quiet_within_the_day() -> None:
    siesta = Quiet(starts=time(13, 0), ends=time(15, 0), silent_weekdays=frozenset())

    assert allows(utc(2026, 11, 20, 15, 59), siesta, SANTIAGO)
    assert not allows(utc(2026, 11, 20, 16, 0), siesta, SANTIAGO)
    assert allows(utc(2026, 11, 20, 18, 0), siesta, SANTIAGO)
    assert last_allowed_at_or_before(
        utc(2026, 11, 20, 17), siesta, SANTIAGO, not_before=THURSDAY_NOON
    ) == utc(2026, 11, 20, 15)


def test_a_reminder_in_the_night_comes_at_the_last_allowed_hour_before() -> None:
    night = utc(2026, 11, 20, 8)  # Friday 05:00

    found = last_allowed_at_or_before(night, QUIET, SANTIAGO, not_before=THURSDAY_NOON)

    assert found is not None
    assert wall(found, SANTIAGO) == datetime(2026, 11, 19, 19, 0)


def test_a_reminder_on_a_sunday_comes_on_friday() -> None:
    sunday = utc(2026, 11, 22, 14)

    found = last_allowed_at_or_before(sunday, QUIET, SANTIAGO, not_before=THURSDAY_NOON)

    assert found is not None
    assert wall(found, SANTIAGO) == datetime(2026, 11, 20, 19, 0)


def test_a_reminder_never_comes_before_it_was_wanted() -> None:
    night = utc(2026, 11, 20, 8)
    half_past_seven, eight = utc(2026, 11, 19, 22, 30), utc(2026, 11, 19, 23)

    assert (
        last_allowed_at_or_before(night, QUIET, SANTIAGO, not_before=half_past_seven)
        == half_past_seven
    )
    assert last_allowed_at_or_before(night, QUIET, SANTIAGO, not_before=eight) is None
    assert last_allowed_at_or_before(THURSDAY_NOON, QUIET, SANTIAGO, not_before=eight) is None


def test_what_waits_for_the_weekend_to_end_comes_on_monday_at_seven() -> None:
    friday_night = utc(2026, 11, 21, 0)

    assert first_allowed_at_or_after(friday_night, QUIET, SANTIAGO) == utc(2026, 11, 23, 10)
    assert first_allowed_at_or_after(THURSDAY_NOON, QUIET, SANTIAGO) == THURSDAY_NOON


def test_the_hour_that_comes_twice_is_quiet_from_the_first_time_on() -> None:
    late = Quiet(starts=time(23, 30), ends=time(7, 0), silent_weekdays=frozenset())

    assert allows(utc(2027, 4, 4, 2, 29), late, SANTIAGO)
    assert not allows(utc(2027, 4, 4, 3, 10), late, SANTIAGO), "23:10 for the second time"


def test_a_rule_that_leaves_no_time_is_not_meant() -> None:
    around_the_clock = Quiet(starts=time(8, 0), ends=time(8, 0), silent_weekdays=frozenset())
    every_day = Quiet(starts=time(8, 0), ends=time(8, 0), silent_weekdays=frozenset(range(7)))

    for quiet in (around_the_clock, every_day):
        assert allows(THURSDAY_NOON, quiet, SANTIAGO)
        assert first_allowed_at_or_after(THURSDAY_NOON, quiet, SANTIAGO) == THURSDAY_NOON


def test_half_a_rule_that_makes_sense_still_holds() -> None:
    weekends_only = Quiet(starts=time(0, 0), ends=time(0, 0))
    nights_only = Quiet(silent_weekdays=frozenset(range(7)))

    assert not allows(utc(2026, 11, 21, 15), weekends_only, SANTIAGO)
    assert allows(utc(2026, 11, 20, 4), weekends_only, SANTIAGO)
    assert allows(utc(2026, 11, 21, 15), nights_only, SANTIAGO)
    assert not allows(utc(2026, 11, 21, 1), nights_only, SANTIAGO)


@given(instant=instants, quiet=quiets, zone=zones)
def test_what_is_found_is_allowed_and_on_the_right_side(
    instant: datetime, quiet: Quiet, zone: ZoneInfo
) -> None:
    week_before = instant - timedelta(days=8)

    first = first_allowed_at_or_after(instant, quiet, zone)
    last = last_allowed_at_or_before(instant, quiet, zone, not_before=week_before)

    assert allows(first, quiet, zone)
    assert instant <= first <= instant + timedelta(days=8)
    if last is not None:
        assert allows(last, quiet, zone)
        assert week_before <= last <= instant
    if allows(instant, quiet, zone):
        assert first == last == instant


@given(instant=instants, quiet=quiets, zone=zones, minutes=st.integers(0, 14 * 24 * 60))
def test_nothing_allowed_lies_before_the_first_allowed(
    instant: datetime, quiet: Quiet, zone: ZoneInfo, minutes: int
) -> None:
    first = first_allowed_at_or_after(instant, quiet, zone)
    between = instant + timedelta(minutes=minutes)

    assert between >= first or not allows(between, quiet, zone)


@given(instant=instants, quiet=quiets, zone=zones)
def test_none_means_that_no_minute_was_left(
    instant: datetime, quiet: Quiet, zone: ZoneInfo
) -> None:
    a_few_hours_before = instant - timedelta(hours=3)
    found = last_allowed_at_or_before(instant, quiet, zone, not_before=a_few_hours_before)

    left = [
        minute
        for minute in range(181)
        if allows(a_few_hours_before + timedelta(minutes=minute), quiet, zone)
    ]
    assert found is not None or not left
