"""On which days a session comes again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community import series
from community.calendar import Quiet, allows, at_wall
from community.ids import CommunityId, SeriesId
from community.series import Series
from community.sessions import Rhythm, SessionKind
from reading.holidays import holidays_of

CHILE = ZoneInfo("America/Santiago")
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
TUESDAYS = Series(
    id=SeriesId(1),
    community_id=CommunityId(1),
    title="Taller",
    kind=SessionKind.LIVE,
    rhythm=Rhythm.WEEKLY,
    first_on=date(2026, 11, 24),
    at=time(18),
    called_by=None,
    created_at=NOW,
)


def never(_: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm.WEEKLY, [(11, 24), (12, 1), (12, 8)]),
        (Rhythm.FORTNIGHTLY, [(11, 24), (12, 8), (12, 22)]),
        (Rhythm.MONTHLY, [(11, 24), (12, 22), (1, 26)]),
    ],
)
def test_each_rhythm_has_its_days(rhythm: Rhythm, expected: list[tuple[int, int]]) -> None:
    found = series.next_days(replace(TUESDAYS, rhythm=rhythm), date(2026, 11, 16), never, 3)

    assert [(on.month, on.day) for on in found] == expected
    assert {on.weekday() for on in found} == {1}


def test_a_fifth_weekday_means_the_last_one_of_a_month() -> None:
    last = replace(TUESDAYS, rhythm=Rhythm.MONTHLY, first_on=date(2027, 3, 30))

    found = series.next_days(last, date(2027, 3, 1), never, 4)
    assert [on.isoformat() for on in found] == [
        "2027-03-30",
        "2027-04-27",
        "2027-05-25",
        "2027-06-29",
    ]


def test_a_holiday_is_skipped_and_said_and_what_follows_keeps_its_rhythm() -> None:
    chile = holidays_of("CL")

    assert series.next_days(TUESDAYS, date(2026, 11, 24), chile, 2) == [
        date(2026, 12, 1),
        date(2026, 12, 15),
    ]
    assert series.skipped_between(TUESDAYS, date(2026, 11, 24), date(2026, 12, 15), chile) == [
        date(2026, 12, 8)
    ]


def test_where_every_day_is_a_holiday_the_search_ends() -> None:
    assert series.next_days(TUESDAYS, date(2026, 11, 24), lambda on: True, 2) == []


@pytest.mark.parametrize(
    ("country", "holiday"),
    [
        ("CL", date(2026, 9, 18)),
        ("BO", date(2026, 8, 6)),
        ("CR", date(2026, 9, 15)),
        ("MX", date(2026, 9, 16)),
        ("BR", date(2026, 9, 7)),
        ("PY", date(2026, 5, 15)),
    ],
)
def test_each_country_has_its_own_and_an_unknown_one_has_none(country: str, holiday: date) -> None:
    assert holidays_of(country)(holiday)
    assert not holidays_of("other")(holiday)


def test_the_card_of_one_comes_some_days_before_in_hours_that_are_not_quiet() -> None:
    quiet = Quiet()
    starts_at = at_wall(date(2026, 12, 10), time(18), CHILE)  # five days before is a Saturday
    at = series.invited_at(starts_at, now=NOW, quiet=quiet, zone=CHILE)

    assert allows(at, quiet, CHILE)
    assert timedelta(days=5) < starts_at - at < timedelta(days=7)
    late = starts_at - timedelta(hours=2)
    assert series.invited_at(starts_at, now=late, quiet=quiet, zone=CHILE) == late


def test_what_was_stopped_stays_stopped_when_it_was() -> None:
    stopped = series.stop(TUESDAYS, NOW)

    assert stopped.stopped_at == NOW
    assert series.stop(stopped, NOW + timedelta(days=1)) == stopped
