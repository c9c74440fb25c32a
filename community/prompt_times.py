"""When a prompt may be asked: the days and hours that are offered, and what a chosen moment becomes.

The one thing to know: nothing is asked in quiet hours or on silent days. A moment that falls into
them becomes the first allowed one after it, and whoever chose is told which.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.calendar import (
    Quiet,
    allows,
    at_wall,
    first_allowed_at_or_after,
    local_day,
    start_of_week,
)
from community.configuration import PROMPT_HOURS
from community.refusals import Refusal

DAYS_OFFERED = 6  # two rows of three buttons
_LOOK_AHEAD = 15  # days, some of them silent
_HOURS = tuple(time(hour) for hour in PROMPT_HOURS)
_ANY_HOUR = tuple(time(hour) for hour in range(24))


class AskedInThePast(Refusal):
    """A moment that is over; `about` is the day."""


def days_offered(now: datetime, quiet: Quiet, zone: ZoneInfo) -> list[date]:
    """The next days with an hour at which the bot may write."""
    today = local_day(now, zone)
    days = (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD))
    return [day for day in days if hours_offered(day, now, quiet, zone)][:DAYS_OFFERED]


def hours_offered(on: date, now: datetime, quiet: Quiet, zone: ZoneInfo) -> list[time]:
    """The hours of a day, still to come, at which the bot may write; six at most."""

    def may(at: time) -> bool:
        instant = at_wall(on, at, zone)
        return instant > now and allows(instant, quiet, zone)

    usual = [at for at in _HOURS if may(at)]
    return usual or [at for at in _ANY_HOUR if may(at)][: len(_HOURS)]


def weekdays_offered(now: datetime, quiet: Quiet, zone: ZoneInfo) -> list[int]:
    """On which weekdays a community's question may come (Monday is 0)."""
    monday = local_day(start_of_week(now, zone), zone) + timedelta(days=7)
    week = (monday + timedelta(days=day) for day in range(7))
    return [day.weekday() for day in week if hours_offered(day, now, quiet, zone)]


def weekly_hours_offered(weekday: int, now: datetime, quiet: Quiet, zone: ZoneInfo) -> list[time]:
    """At what time of that weekday."""
    monday = local_day(start_of_week(now, zone), zone) + timedelta(days=7)
    return hours_offered(monday + timedelta(days=weekday), now, quiet, zone)


def moment_chosen(on: date, at: time, now: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """When a prompt chosen for a day and an hour is asked."""
    instant = at_wall(on, at, zone)
    if instant <= now:
        raise AskedInThePast(on)
    return first_allowed_at_or_after(instant, quiet, zone)
