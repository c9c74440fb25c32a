"""When what time does for a session comes (product.md M21): reminders a day and an hour before a live
one, on the first, third and fifth day of an asynchronous one; its end; a microcentre's briefs."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from community.calendar import (
    DAY,
    HOUR,
    Quiet,
    at_wall,
    first_allowed_at_or_after,
    last_allowed_at_or_before,
    local_day,
)
from community.sessions import Session, SessionKind

DAY_BEFORE_STEP = "session.day_before"
HOUR_BEFORE_STEP = "session.hour_before"
STARTED_STEP = "session.started"  # the card asks nobody any more
CANCELLED_STEP = "session.cancelled"  # those who come are told
FIRST_DAY_STEP = "session.first_day"  # of an asynchronous one
THIRD_DAY_STEP = "session.third_day"
LAST_DAY_STEP = "session.last_day"
ENDED_STEP = "session.ended"  # how did it go? who was there?
BRIEF_STEP = "session.brief"  # a microcentre is asked for a brief, twice at most
BRIEF_AGAIN_STEP = "session.brief_again"
INVITE_STEP = "session.invite"  # the card of one that comes again
POLL_STEP = "session.poll"  # the best of several times is proposed
POLL_LAST_STEP = "session.poll_last"  # nobody settled it: it is left, kindly
ZONE_STEP = "sessions.zone"  # of a community: its sessions keep the hour people were told
DAYS_OF_ASYNCHRONOUS = ((FIRST_DAY_STEP, 1), (THIRD_DAY_STEP, 3), (LAST_DAY_STEP, 5))
BRIEFS_AFTER = ((BRIEF_STEP, 3), (BRIEF_AGAIN_STEP, 7))  # days after a microcentre
# Steps that come once it is over, or before it stands: nothing that anybody could still cancel.
NOT_AHEAD = frozenset(
    {STARTED_STEP, ENDED_STEP, BRIEF_STEP, BRIEF_AGAIN_STEP, POLL_STEP, POLL_LAST_STEP}
)
MORNING = time(9)


def steps(
    session: Session, *, now: datetime, quiet: Quiet, zone: ZoneInfo
) -> tuple[tuple[str, datetime], ...]:
    """All that is still to come for a planned session, each with its instant in UTC."""
    if session.kind is SessionKind.ASYNCHRONOUS:
        ahead = _days(session, now=now, quiet=quiet, zone=zone)
    else:
        ahead = reminders(session.starts_at, now=now, quiet=quiet, zone=zone)
    ended = (ENDED_STEP, first_allowed_at_or_after(session.ends_at, quiet, zone))
    after = [(STARTED_STEP, session.open_until), ended]
    if session.kind is SessionKind.MICROCENTRE:
        last = local_day(session.ends_at, zone)
        after += [(kind, _morning(last, days, quiet, zone)) for kind, days in BRIEFS_AFTER]
    return (*ahead, *after)


def _days(
    session: Session, *, now: datetime, quiet: Quiet, zone: ZoneInfo
) -> tuple[tuple[str, datetime], ...]:
    """The first day waits for an hour at which the bot may speak; the others come before one."""
    found: list[tuple[str, datetime]] = []
    before = now
    there = session.starts_at.astimezone(zone)
    for kind, number in DAYS_OF_ASYNCHRONOUS:
        at = at_wall(there.date() + (number - 1) * DAY, there.time(), zone)
        if number == 1:
            allowed: datetime | None = first_allowed_at_or_after(at, quiet, zone)
        else:
            allowed = last_allowed_at_or_before(at, quiet, zone, not_before=before)
            if found and allowed is not None and _is_same_day(allowed, before, zone):
                allowed = first_allowed_at_or_after(at, quiet, zone)  # two on one day say the same
        if allowed is None or (found and _is_same_day(allowed, before, zone)):
            continue
        if before < allowed < session.ends_at:
            found.append((kind, allowed))
            before = allowed
    return tuple(found)


def _is_same_day(one: datetime, other: datetime, zone: ZoneInfo) -> bool:
    return local_day(one, zone) == local_day(other, zone)


def _morning(last: date, days: int, quiet: Quiet, zone: ZoneInfo) -> datetime:
    return first_allowed_at_or_after(at_wall(last + days * DAY, MORNING, zone), quiet, zone)


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
