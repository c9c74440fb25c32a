"""The clock of a zone as an iCalendar document needs it: a VTIMEZONE with what its dates need.

The one thing to know: each change of the clocks within the years of the document stands alone, with
its own start and no rule. That is a few lines instead of seventy years, every program reads it, and a
change at midnight (Chile) is where the standard wants it: in the time that held before it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

BEFORE = timedelta(days=1)
AFTER = timedelta(days=366)  # a session that moves within the year needs no new document
STEP = timedelta(days=7)  # no zone changes its clocks twice within a week
SECOND = timedelta(seconds=1)


class Clock(NamedTuple):
    """From an instant on: how far from UTC, before and then, and whether it is summer time."""

    at: datetime
    before: timedelta
    offset: timedelta
    is_daylight: bool
    name: str


def timezone(zone: ZoneInfo, first: datetime, last: datetime) -> "Timezone":
    """What holds in the zone from the day before `first` to a year after `last`."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    made = Timezone()
    made.add("tzid", zone.key)
    for clock in _clocks(zone, first - BEFORE, last + AFTER):
        part = TimezoneDaylight() if clock.is_daylight else TimezoneStandard()
        part.add("dtstart", (clock.at + clock.before).replace(tzinfo=None))
        part.add("tzoffsetfrom", clock.before)
        part.add("tzoffsetto", clock.offset)
        part.add("tzname", clock.name)
        made.add_component(part)
    return made


def _clocks(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Clock]:
    at = start.astimezone(UTC).replace(microsecond=0)
    yield _clock(zone, at, _offset(zone, at))
    while at < end:
        later = at + STEP
        if _offset(zone, at) != _offset(zone, later):
            changed = _change(zone, at, later)
            yield _clock(zone, changed, _offset(zone, at))
        at = later


def _change(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first instant of the new time."""
    before = _offset(zone, early)
    while late - early > SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _offset(zone, middle) == before:
            early = middle
        else:
            late = middle
    return late


def _clock(zone: ZoneInfo, at: datetime, before: timedelta) -> Clock:
    there = at.astimezone(zone)
    return Clock(at, before, _offset(zone, at), bool(there.dst()), there.tzname() or zone.key)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found
