"""How often the bot may speak without being asked: once a day and a few times a week in a group.

The one thing to know: whatever counts is written with an outbox key made by `key`; asking how many
there were since the two instants of `counted_since` is all that `has_room` needs. What somebody
accepted (a commitment, a session, an answer asked for) is not unasked (product.md §3).
"""

from datetime import datetime, timedelta

from community.calendar import (
    DAY,
    first_allowed_at_or_after,
    local_day,
    start_of_day,
    start_of_week,
)
from community.communities import Community

UNASKED = "unasked:"
A_DAY = 1  # product.md §3: at most one unsolicited message a day


def key(what: str) -> str:
    """The outbox key of an unasked message, unique by `what` («prompt:17»)."""
    return f"{UNASKED}{what}"


def counted_since(community: Community, now: datetime) -> tuple[datetime, datetime]:
    """The instants, in UTC, at which the community's day and its week (Monday) began."""
    day = start_of_day(local_day(now, community.zone), community.zone)
    return day, start_of_week(now, community.zone)


def has_room(community: Community, *, today: int, this_week: int) -> bool:
    """Whether one more unasked message fits, given how many there were."""
    return today < A_DAY and this_week < community.weekly_cap


def may_speak_at(community: Community, at: datetime) -> datetime:
    """`at`, or when the community's rest (tomorrow, if nobody said how long) and quiet hours end."""
    if community.is_paused(at):
        at = community.paused_until or at + DAY
    return first_allowed_at_or_after(at, community.quiet, community.zone)


def next_room_at(community: Community, now: datetime, *, this_week: int) -> datetime:
    """When to try again once there is no room: tomorrow, or next week if the week is full."""
    if this_week >= community.weekly_cap:
        again = start_of_week(
            start_of_week(now, community.zone) + timedelta(days=8), community.zone
        )
    else:
        again = start_of_day(local_day(now, community.zone) + DAY, community.zone)
    return first_allowed_at_or_after(again, community.quiet, community.zone)
