"""When an author hears of who tried their practices, and when one is brought back to light."""

from datetime import date, datetime, time

from community.calendar import (
    DAY,
    at_wall,
    first_allowed_at_or_after,
    local_day,
    next_weekly,
)
from community.communities import Community
from community.ids import CommunityId, PersonId

NEWS_STEP = "practice.news"  # its subject is the author
RESURFACE_STEP = "practice.resurface"  # its subject is the community
NEWS_TIME = time(18, 0)  # after school, all of a day together
WEDNESDAY = 2
RESURFACE_TIME = time(17, 0)  # not on the day of the weekly prompt, which is Monday unless chosen


def news_at(community: Community, now: datetime) -> datetime:
    """Today after school, or tomorrow once that is over; never in quiet hours."""
    at = at_wall(local_day(now, community.zone), NEWS_TIME, community.zone)
    if at <= now:
        at = at_wall(local_day(now, community.zone) + DAY, NEWS_TIME, community.zone)
    return first_allowed_at_or_after(at, community.quiet, community.zone)


def news_key(community: CommunityId, author: PersonId, on: date) -> str:
    """Once a day for an author in a community."""
    return f"{NEWS_STEP}:{community}:{author}:{on}"


def resurface_at(community: Community, *, after: datetime) -> datetime:
    """The next Wednesday afternoon."""
    return next_weekly(WEDNESDAY, RESURFACE_TIME, community.zone, after=after)
