"""When commitments fall due, and when each step of their ladder comes (M6).

Three days before, the day itself, three days after, and after seven days the guides. In quiet hours
a step comes at the last allowed hour before.
"""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.calendar import (
    DAY,
    Quiet,
    at_wall,
    first_allowed_at_or_after,
    last_allowed_at_or_before,
    local_day,
    start_of_day,
)

MORNING = time(9, 0)
BEFORE = timedelta(days=3)  # product.md M6
AFTER = timedelta(days=3)
GUIDES = timedelta(days=7)
WEEK = timedelta(days=7)

BEFORE_STEP = "commitment.before"
ON_THE_DAY_STEP = "commitment.on_the_day"
AFTER_STEP = "commitment.after"
GUIDES_STEP = "commitment.guides"
UNANSWERED_STEP = "commitment.unanswered"
AFTER_REST_STEP = "commitment.after_rest"  # of the steps before: whoever rested then is back
AFTER_HOLIDAYS_STEP = "commitment.after_holidays"  # the community rested then, and is back
TOLD_AFTERWARDS = frozenset(
    {BEFORE_STEP, ON_THE_DAY_STEP, AFTER_STEP, AFTER_REST_STEP, AFTER_HOLIDAYS_STEP}
)
BOARD_STEP = "board.draw"  # its subject is the community


def reminders(
    due_on: date, *, now: datetime, quiet: Quiet, zone: ZoneInfo
) -> tuple[tuple[str, datetime], ...]:
    """The steps still to come, each with its instant in UTC, always later than `now`.

    At 09:00 on the wall; in quiet hours or on a silent day, at the last allowed hour before. What
    would fall into the past is left out, and so is a first reminder that the second overtakes.
    """
    day = _reminder(due_on, now=now, quiet=quiet, zone=zone)
    before = _reminder(due_on - BEFORE, now=now, quiet=quiet, zone=zone)
    over = start_of_day(due_on + DAY, zone)
    found = (
        (BEFORE_STEP, None if before == day else before),
        (ON_THE_DAY_STEP, day),
        (AFTER_STEP, _afterwards(due_on + AFTER, over, quiet=quiet, zone=zone)),
        (GUIDES_STEP, _afterwards(due_on + GUIDES, over, quiet=quiet, zone=zone)),
    )
    return tuple((step, at) for step, at in found if at is not None and at > now)


def unanswered_at(due_on: date, *, now: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime | None:
    """When the group is asked, once, who takes what nobody accepted; None if it is too late."""
    before = _reminder(due_on - BEFORE, now=now, quiet=quiet, zone=zone)
    return before or _reminder(due_on, now=now, quiet=quiet, zone=zone)


def back_at(at: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """The first morning from then on, to say what a rest left out."""
    morning = at_wall(local_day(at, zone), MORNING, zone)
    return first_allowed_at_or_after(max(at, morning), quiet, zone)


def _reminder(on: date, *, now: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime | None:
    at = last_allowed_at_or_before(at_wall(on, MORNING, zone), quiet, zone, not_before=now)
    return at if at is not None and at > now else None


def _afterwards(on: date, over: datetime, *, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """The last allowed hour before, never before the due day is `over`; else the first after."""
    at = at_wall(on, MORNING, zone)
    earlier = last_allowed_at_or_before(at, quiet, zone, not_before=over)
    return earlier or first_allowed_at_or_after(at, quiet, zone)


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
