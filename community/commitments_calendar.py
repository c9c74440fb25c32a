"""When commitments fall due, and when their reminders come (M6, thin: before, and on the day)."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.calendar import Quiet, at_wall, last_allowed_at_or_before

MORNING = time(9, 0)
BEFORE = timedelta(days=3)  # product.md M6: the first reminder
WEEK = timedelta(days=7)

BEFORE_STEP = "commitment.before"
ON_THE_DAY_STEP = "commitment.on_the_day"


def reminders(
    due_on: date, *, now: datetime, quiet: Quiet, zone: ZoneInfo
) -> tuple[tuple[str, datetime], ...]:
    """The steps still to come, each with its instant in UTC, always later than `now`.

    At 09:00 on the wall; in quiet hours or on a silent day, at the last allowed hour before. What
    would fall into the past is left out, and so is a first reminder that the second overtakes.
    """
    day = _reminder(due_on, now=now, quiet=quiet, zone=zone)
    before = _reminder(due_on - BEFORE, now=now, quiet=quiet, zone=zone)
    steps: list[tuple[str, datetime]] = []
    if before is not None and before != day:
        steps.append((BEFORE_STEP, before))
    if day is not None:
        steps.append((ON_THE_DAY_STEP, day))
    return tuple(steps)


def _reminder(on: date, *, now: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime | None:
    at = last_allowed_at_or_before(at_wall(on, MORNING, zone), quiet, zone, not_before=now)
    return at if at is not None and at > now else None


def end_of_month(today: date) -> date:
    """Its last day; on that very day, the last day of the next month."""
    last = _last_day(today)
    return last if last > today else _last_day(today + timedelta(days=1))


def one_week_more(due_on: date, today: date) -> date:
    """A week after the due date, or a week from today where that is over too."""
    later = due_on + WEEK
    return later if later >= today else today + WEEK


def _last_day(on: date) -> date:
    return on.replace(day=calendar.monthrange(on.year, on.month)[1])
