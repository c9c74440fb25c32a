"""Wall clocks, weeks and quiet hours: when something falls due for a community.

The one thing to know: an instant is an aware datetime in UTC, and people live by the wall clock
of a zone. A wall time that does not exist (the clocks jump over it) means the first valid minute
after it; one that exists twice means the first. Chile changes its clocks at midnight, so on some
Sundays there is no 00:00 at all: never build a day with `datetime.combine` outside this file.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MIDNIGHT = time(0, 0)
EVERY_WEEKDAY = frozenset(range(7))


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """When the bot does not write on its own: hours of the night, and weekdays (Monday is 0).

    The hours run from `starts` up to, not including, `ends`, through midnight when `starts` is
    the later. A rule that would leave no time at all is not meant: equal hours silence no hour,
    and seven silent weekdays silence no day.
    """

    starts: time = time(20, 0)
    ends: time = time(7, 0)
    silent_weekdays: frozenset[int] = frozenset({5, 6})

    def __post_init__(self) -> None:
        if not self.silent_weekdays <= EVERY_WEEKDAY:
            raise ValueError(f"weekdays run from 0 (Monday) to 6: {sorted(self.silent_weekdays)}")


def at_wall(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show `at` on the day `on`."""
    wall = datetime.combine(on, at.replace(tzinfo=None, fold=0))
    while not _exists(wall, zone):
        wall = wall.replace(second=0, microsecond=0) + MINUTE
    return wall.replace(tzinfo=zone).astimezone(UTC)


def next_weekly(weekday: int, at: time, zone: ZoneInfo, *, after: datetime) -> datetime:
    """The first `weekday` (Monday is 0) at `at` strictly after `after`, in UTC.

    18:00 stays 18:00 on the wall before and after the clocks change.
    """
    if weekday not in EVERY_WEEKDAY:
        raise ValueError(f"weekdays run from 0 (Monday) to 6: {weekday}")
    today = local_day(after, zone)
    # From the week before: a time that does not exist may have moved past its own midnight.
    first = today + timedelta(days=(weekday - today.weekday()) % 7 - 7)
    occurrences = (at_wall(first + week * 7 * DAY, at, zone) for week in count())
    return next(instant for instant in occurrences if instant > after)


def allows(instant: datetime, quiet: Quiet, zone: ZoneInfo) -> bool:
    """Whether the bot may write on its own at `instant`."""
    windows = _windows(local_day(instant, zone), quiet, zone)
    return any(opens <= instant < closes for opens, closes in windows)


def first_allowed_at_or_after(instant: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """`instant` itself when it is allowed, else the moment the next quiet stretch ends."""
    today = local_day(instant, zone)
    # Ends within two weeks: some weekday is never silent, and no day's hours are all quiet.
    windows = (w for days in count() for w in _windows(today + days * DAY, quiet, zone))
    return next(
        max(opens, instant).astimezone(UTC) for opens, closes in windows if closes > instant
    )


def last_allowed_at_or_before(
    instant: datetime, quiet: Quiet, zone: ZoneInfo, *, not_before: datetime
) -> datetime | None:
    """`instant` itself when it is allowed, else the last allowed hour before it.

    That is an hour before quiet begins (19:00 when it begins at 20:00): people still have time to
    act on a reminder, and one that Telegram delays does not slip into the night. Never earlier
    than `not_before`; None when no allowed time is left between the two.
    """
    if allows(instant, quiet, zone):
        return instant.astimezone(UTC) if instant >= not_before else None
    earliest = local_day(not_before, zone)
    day = local_day(instant, zone)
    while day >= earliest:
        for opens, closes in reversed(list(_windows(day, quiet, zone))):
            if not_before < closes <= instant:
                return max(opens, closes - HOUR, not_before).astimezone(UTC)
        day -= DAY
    return None


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The date on the wall in `zone` at `instant`."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant knows its zone: {instant!r}")
    return instant.astimezone(zone).date()


def start_of_day(on: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC: 00:00 on the wall, or 01:00 where that is cut."""
    return at_wall(on, MIDNIGHT, zone)


def start_of_week(instant: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, of the local Monday of the week in which `instant` falls."""
    today = local_day(instant, zone)
    return start_of_day(today - today.weekday() * DAY, zone)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None, fold=0) == wall


@lru_cache(maxsize=1024)
def _windows(on: date, quiet: Quiet, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    """The allowed stretches of one local day, in order: from the first instant up to the second.

    Everything about quiet is decided here, in instants, so that no question can disagree with
    another in an hour that exists twice.
    """
    if on.weekday() in _silent_weekdays(quiet):
        return ()
    day = start_of_day(on, zone), start_of_day(on + DAY, zone)
    starts, ends = at_wall(on, quiet.starts, zone), at_wall(on, quiet.ends, zone)
    if not _silences_hours(quiet):
        stretches = [day]
    elif quiet.starts > quiet.ends:
        stretches = [(ends, starts)]
    else:
        stretches = [(day[0], starts), (ends, day[1])]
    return tuple((opens, closes) for opens, closes in stretches if opens < closes)


def _silences_hours(quiet: Quiet) -> bool:
    return quiet.starts != quiet.ends


def _silent_weekdays(quiet: Quiet) -> frozenset[int]:
    return frozenset() if quiet.silent_weekdays == EVERY_WEEKDAY else quiet.silent_weekdays
