"""When a session's reminders come (product.md M21: a day before and an hour before)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from community.calendar import DAY, HOUR, Quiet, last_allowed_at_or_before

DAY_BEFORE_STEP = "session.day_before"
HOUR_BEFORE_STEP = "session.hour_before"
STARTED_STEP = "session.started"  # the card asks nobody any more
CANCELLED_STEP = "session.cancelled"  # those who come are told


def reminders(
    starts_at: datetime, *, now: datetime, quiet: Quiet, zone: ZoneInfo
) -> tuple[tuple[str, datetime], ...]:
    """The steps still to come, each with its instant in UTC, always later than `now`.

    One that falls into quiet hours or on a silent day comes at the last allowed hour before it;
    what would fall into the past is left out, and so is one of the hour before that quiet would bring
    no later than the day before. If
    that leaves none, the hour before stands as it is: who said yes is not left without a word.
    """
    steps: list[tuple[str, datetime]] = []
    for kind, ahead in ((DAY_BEFORE_STEP, DAY), (HOUR_BEFORE_STEP, HOUR)):
        at = last_allowed_at_or_before(starts_at - ahead, quiet, zone, not_before=now)
        if at is not None and at > max([now, *(planned for _, planned in steps)]):
            steps.append((kind, at))
    if not steps and starts_at - HOUR > now:
        steps.append((HOUR_BEFORE_STEP, starts_at - HOUR))
    return tuple(steps)
