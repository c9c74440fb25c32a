"""Sessions that come again: every week, every two weeks, every month; holidays are skipped.

The one thing to know: an occurrence is a session like any other, with its own card and its own
changes; the series only says on which days there is one. Its hour is the one on the wall.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from community.calendar import (
    DAY,
    Quiet,
    at_wall,
    first_allowed_at_or_after,
    last_allowed_at_or_before,
)
from community.ids import CommunityId, PersonId, SeriesId
from community.sessions import Rhythm, SessionKind

AHEAD = 3  # occurrences that stand in the agenda
INVITED_BEFORE = 5 * DAY  # the card of an occurrence comes then
INVITED_AT = time(9)
WEEKS = 7 * DAY
SEARCHED = 60  # steps without a free day after which there is none

IsFree = Callable[[date], bool]


@dataclass(frozen=True, kw_only=True)
class Series:
    """serie de sesiones: a session that comes again."""

    id: SeriesId
    community_id: CommunityId
    title: str
    kind: SessionKind
    rhythm: Rhythm
    first_on: date  # in the community's zone
    at: time  # on the wall there
    called_by: PersonId | None
    created_at: datetime
    thread_id: int | None = None
    stopped_at: datetime | None = None


def days(series: Series, after: date, is_holiday: IsFree) -> Iterator[tuple[date, bool]]:
    """Its days later than `after`, each with whether it is skipped for a holiday."""
    for number in count():
        on = _day(series, number)
        if on > after:
            yield on, is_holiday(on)


def next_days(series: Series, after: date, is_holiday: IsFree, how_many: int) -> list[date]:
    """The next days on which it takes place."""
    found: list[date] = []
    for tried, (on, is_skipped) in enumerate(days(series, after, is_holiday)):
        if len(found) == how_many or tried == SEARCHED:
            break
        if not is_skipped:
            found.append(on)
    return found


def skipped_between(series: Series, after: date, last: date, is_holiday: IsFree) -> list[date]:
    """Its days from one to the other that are holidays."""
    found: list[date] = []
    for on, is_skipped in days(series, after, is_holiday):
        if on > last:
            return found
        if is_skipped:
            found.append(on)
    return found


def invited_at(starts_at: datetime, *, now: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """When the card of an occurrence comes: some days before, at nine, when the bot may speak."""
    on = (starts_at - INVITED_BEFORE).astimezone(zone).date()
    at = max(at_wall(on, INVITED_AT, zone), now)
    allowed = last_allowed_at_or_before(at, quiet, zone, not_before=now)
    return allowed or min(first_allowed_at_or_after(at, quiet, zone), starts_at)


def stop(series: Series, now: datetime) -> Series:
    """It comes again no more; what was stopped stays as it was."""
    return series if series.stopped_at is not None else replace(series, stopped_at=now)


def _day(series: Series, number: int) -> date:
    first = series.first_on
    if series.rhythm is Rhythm.MONTHLY:
        return _same_weekday(first, number)
    return first + number * WEEKS * (1 if series.rhythm is Rhythm.WEEKLY else 2)


def _same_weekday(first: date, months: int) -> date:
    """«El segundo jueves» of a later month; a fifth one means the last."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    start = date(year, month + 1, 1)
    week = (first.day - 1) // 7
    on = start + timedelta(days=(first.weekday() - start.weekday()) % 7) + week * WEEKS
    return on if on.month == start.month else on - WEEKS
