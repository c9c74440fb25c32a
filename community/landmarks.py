"""Landmarks: what a community reached together, told once, at most once a month (product.md S8).

The one thing to know: they are about things, never about how much somebody did; there are no points
and no ranking. What was reached long ago is no news, and is not told.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from community.calendar import DAY, at_wall, local_day
from community.communities import Community
from community.ids import PracticeId

STEP = "landmark.monthly"  # its subject is the community
FRESH = timedelta(days=62)  # what was reached before is no news; two months, for one may be missed
MOST = 3  # lines in one message
THURSDAY = 3  # not the day of the weekly prompt, of a practice brought back, nor of the weekly note
AT = time(12, 30)
LATEST_DAY = 21  # of the month: if there is no room until then, the month passes without a word


class LandmarkKind(StrEnum):
    """What is reached, the most told first where there are several."""

    YEARS = "years"  # together
    THREE_SCHOOLS = "three-schools"  # the first practice tried at three schools
    INSTITUTIONALISED = "institutionalised"  # the first practice that came so far
    AGREED = "agreed"  # the first practice that was agreed on
    TRIED = "tried"  # the first practice that somebody else tried
    ADAPTED = "adapted"  # the first practice made of another's
    SEEN = "seen"  # the first commitment whose evidence a peer saw
    RESOLVED = "resolved"  # requests
    EVIDENCED = "evidenced"  # commitments with evidence
    PRACTICES = "practices"  # in the repertoire


# Of what is counted, which numbers are worth a line; of the rest only the first is.
COUNTED: Mapping[LandmarkKind, tuple[int, ...]] = {
    LandmarkKind.PRACTICES: (10, 25, 50, 100, 200, 400),
    LandmarkKind.EVIDENCED: (1, 10, 25, 50, 100, 200),
    LandmarkKind.RESOLVED: (1, 10, 25, 50, 100, 200),
}


@dataclass(frozen=True, kw_only=True)
class Landmark:
    """hito de la comunidad: something reached together, and when."""

    kind: LandmarkKind
    number: int = 1
    reached_at: datetime
    practice_id: PracticeId | None = None  # the one it is about, if it is about one

    @property
    def key(self) -> str:
        """What it is remembered by once it was told."""
        return f"{self.kind.value}:{self.number}"


def to_tell(
    reached: Sequence[Landmark], told: Collection[str], now: datetime
) -> tuple[Landmark, ...]:
    """At most three that are new, the most told kind first; of what is counted only the highest."""
    highest: dict[LandmarkKind, Landmark] = {}
    for one in reached:
        is_new = one.key not in told and now - FRESH <= one.reached_at <= now
        if is_new and one.number >= (highest[one.kind].number if one.kind in highest else 0):
            highest[one.kind] = one
    return tuple(highest[kind] for kind in LandmarkKind if kind in highest)[:MOST]


def passed_with(told: Landmark) -> tuple[str, ...]:
    """The keys that are over once this was told: its own, and the smaller numbers of its kind."""
    smaller = (n for n in COUNTED.get(told.kind, ()) if n < told.number)
    return (*(f"{told.kind.value}:{n}" for n in smaller), told.key)


def anniversary(community: Community, now: datetime) -> Landmark | None:
    """The last full year since the community was activated."""
    if community.activated_at is None:
        return None
    began, today = local_day(community.activated_at, community.zone), local_day(now, community.zone)
    years = today.year - began.year - ((today.month, today.day) < (began.month, began.day))
    if years < 1:
        return None
    day = min(began.day, 28)  # of the 29th of February and the like: near enough for a year
    at = at_wall(date(began.year + years, began.month, day), AT, community.zone)
    return Landmark(kind=LandmarkKind.YEARS, number=years, reached_at=min(at, now))


def next_at(community: Community, *, after: datetime) -> datetime:
    """The first Thursday of a month, at noon, strictly after an instant."""
    on = local_day(after, community.zone).replace(day=1)
    while True:
        at = at_wall(_first_thursday(on), AT, community.zone)
        if at > after:
            return at
        on = (on + 31 * DAY).replace(day=1)


def _first_thursday(first: date) -> date:
    return first + ((THURSDAY - first.weekday()) % 7) * DAY
