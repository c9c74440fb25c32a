"""What members would like to talk about: they propose, and once a month the community chooses (S2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from community.calendar import at_wall, first_allowed_at_or_after, local_day, next_weekly
from community.communities import Community
from community.ids import CommunityId, MessageId, PersonId, ThemeId, ThemeRoundId
from community.refusals import Refusal

MAX_THEME = 150
FEWEST = 2  # there is nothing to choose between less
SHOWN = 10
POINTS = 3  # product.md S2
OPEN_FOR = timedelta(days=5)
SAME_TAP = timedelta(seconds=3)  # a second tap so soon is impatience with a slow line
TUESDAY, MORNING = 1, time(10, 0)  # questions come on Mondays: the choice, on another day
MONDAY, ASKED_AT = 0, time(17, 0)
WEEK = timedelta(days=7)


class ThemeState(StrEnum):
    """Where a theme is."""

    OPEN = "open"
    CHOSEN = "chosen"


@dataclass(frozen=True, kw_only=True)
class Theme:
    """tema: what a member would like the community to talk about."""

    id: ThemeId
    community_id: CommunityId
    text: str
    state: ThemeState = ThemeState.OPEN
    proposed_by: PersonId | None  # None: somebody who writes as the group
    message_id: MessageId
    proposed_at: datetime
    round_id: ThemeRoundId | None = None  # the last one it was shown in


@dataclass(frozen=True, kw_only=True)
class ThemeRound:
    """elección de temas: five days in which each person gives three points to open themes."""

    id: ThemeRoundId
    community_id: CommunityId
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    winner_id: ThemeId | None = None


@dataclass(frozen=True, kw_only=True)
class ThemePoints:
    """What one person gave to one theme in one choice; 0 after it was taken back."""

    theme_id: ThemeId
    round_id: ThemeRoundId
    person_id: PersonId
    community_id: CommunityId
    points: int
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A theme of a choice with the points of all."""

    theme: Theme
    points: int


class NothingProposed(Refusal):
    """#tema without words."""


class NoPointsLeft(Refusal):
    """All three are given, to other themes."""


class ChoiceOver(Refusal):
    """The choice is closed."""


class ThemeWithdrawn(Refusal):
    """Whoever proposed it took it back meanwhile."""


def give(
    mine: Sequence[ThemePoints], chosen: ThemeRound, theme: Theme, person: PersonId, now: datetime
) -> ThemePoints:
    """One tap: a point more while there are any; then a tap on one's own takes its points back."""
    if chosen.closed_at is not None:
        raise ChoiceOver(chosen)
    before = next((one for one in mine if one.theme_id == theme.id), None)
    if before is not None and now - before.given_at < SAME_TAP:
        return before
    held = before.points if before is not None else 0
    if points_left(mine):
        held += 1
    elif held:
        held = 0
    else:
        raise NoPointsLeft(chosen)
    return ThemePoints(
        theme_id=theme.id,
        round_id=chosen.id,
        person_id=person,
        community_id=theme.community_id,
        points=held,
        given_at=now,
    )


def points_left(mine: Iterable[ThemePoints]) -> int:
    """How many of the three are still to give."""
    return POINTS - sum(one.points for one in mine)


def tallied(themes: Sequence[Theme], points: Iterable[ThemePoints]) -> list[Tally]:
    """In the order they were proposed."""
    of_all: dict[ThemeId, int] = {}
    for one in points:
        of_all[one.theme_id] = of_all.get(one.theme_id, 0) + one.points
    in_order = sorted(themes, key=lambda theme: (theme.proposed_at, theme.id))
    return [Tally(theme=theme, points=of_all.get(theme.id, 0)) for theme in in_order]


def leading(tallies: Sequence[Tally]) -> list[Tally]:
    """Those with most points, the earliest proposed first; none if nobody gave any."""
    most = max((tally.points for tally in tallies), default=0)
    return [tally for tally in tallies if most and tally.points == most]


def close(chosen: ThemeRound, winner: Theme | None, now: datetime) -> ThemeRound:
    """No more points."""
    return replace(chosen, closed_at=now, winner_id=winner.id if winner is not None else None)


def choose(theme: Theme) -> Theme:
    """It won: it is no longer open."""
    return replace(theme, state=ThemeState.CHOSEN)


def corrected(theme: Theme, text: str) -> Theme:
    """Its author edited the message; one that was chosen, or was emptied, stays as it is."""
    return replace(theme, text=text) if text and theme.state is ThemeState.OPEN else theme


def closes_at(community: Community, now: datetime) -> datetime:
    """Five days later, as soon as the bot may write."""
    return first_allowed_at_or_after(now + OPEN_FOR, community.quiet, community.zone)


def next_round_at(community: Community, after: datetime) -> datetime:
    """The first Tuesday of a month, in the morning, strictly after an instant."""
    month = local_day(after, community.zone).replace(day=1)
    while True:
        moment = at_wall(_first_tuesday(month), MORNING, community.zone)
        moment = first_allowed_at_or_after(moment, community.quiet, community.zone)
        if moment > after:
            return moment
        month = (month + 5 * WEEK).replace(day=1)


def next_monday(community: Community, now: datetime) -> datetime:
    """When a guide has a chosen theme asked who does not want it now."""
    monday = next_weekly(MONDAY, ASKED_AT, community.zone, after=now)
    return first_allowed_at_or_after(monday, community.quiet, community.zone)


def was_this_month(opened: ThemeRound | None, community: Community, now: datetime) -> bool:
    """Whether this month had its choice."""
    if opened is None:
        return False
    then, today = local_day(opened.opened_at, community.zone), local_day(now, community.zone)
    return (then.year, then.month) == (today.year, today.month)


def _first_tuesday(month: date) -> date:
    return month + timedelta(days=(TUESDAY - month.weekday()) % 7)
