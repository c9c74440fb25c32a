"""How often, on which day and at what hour somebody reads a digest, on the clock they live by.

The one thing to know: whatever is changed, seven days on the wall lie between one digest and the
next of its kind, and what happened meanwhile is in the next: nobody gets two in one week, and nobody
loses one by choosing another day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

from community.calendar import DAY, EVERY_WEEKDAY, local_day, next_weekly, start_of_day
from community.countries import COUNTRIES
from community.ids import PersonId
from community.refusals import OldButton, Refusal

MONDAY, FRIDAY = 0, 4
HOURS = (7, 8, 12, 13, 17, 18, 19, 20)  # those that buttons offer; words take any
APART = 7 * DAY  # between two of a kind
MONTH = timedelta(days=31)
LONGEST = timedelta(days=35)  # what happened before that is no news


class DigestKind(StrEnum):
    """Whose digest it is."""

    MEMBER = "member"
    GUIDE = "guide"
    COORDINATOR = "coordinator"


class Often(StrEnum):
    """How often somebody reads it; monthly is the first such weekday of a month."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class DigestChoice:
    """elección de boletín: how often, on which day and at what hour somebody reads one kind of digest."""

    person_id: PersonId
    kind: DigestKind
    often: Often
    weekday: int  # Monday is 0
    at: time
    zone_name: str | None = None  # their own clock; None: that of their community
    looked_at: datetime | None = None  # up to when it was looked what there is to tell
    told_at: datetime | None = None  # when the last one that was written was due

    def zone(self, home: ZoneInfo) -> ZoneInfo:
        """Their own clock, else that of their community."""
        return ZoneInfo(self.zone_name) if self.zone_name else home

    def since(self, now: datetime) -> datetime:
        """From when on there is something to tell."""
        if self.looked_at is not None:
            return max(self.looked_at, now - LONGEST)
        return now - (MONTH if self.often is Often.MONTHLY else APART)


class ChoiceNotUnderstood(Refusal):
    """Neither a day, an hour nor how often can be read in what was written; `about` is the words."""


class HourNotUnderstood(Refusal):
    """A number that is no hour of a day, as in «martes 25»; `about` is the words."""


class NoDigest(Refusal):
    """Somebody who is in no community, and looks after none."""


# product.md M19; a member's comes when they choose it: the bot says little unasked
USUAL = {
    DigestKind.MEMBER: (Often.NEVER, MONDAY, time(18, 0)),
    DigestKind.GUIDE: (Often.WEEKLY, FRIDAY, time(17, 0)),
    DigestKind.COORDINATOR: (Often.WEEKLY, MONDAY, time(8, 0)),
}


def usual(person: PersonId, kind: DigestKind) -> DigestChoice:
    """What holds until somebody chooses."""
    often, weekday, at = USUAL[kind]
    return DigestChoice(person_id=person, kind=kind, often=often, weekday=weekday, at=at)


def next_at(choice: DigestChoice, home: ZoneInfo, now: datetime) -> datetime | None:
    """When the next one is due, strictly after `now`; None for who wants none. `home`: the clock of
    their community, for who did not choose one."""
    if choice.often is Often.NEVER:
        return None
    zone, after = choice.zone(home), now
    if choice.told_at is not None:
        again = local_day(choice.told_at, zone) + APART
        after = max(now, start_of_day(again, zone) - timedelta(seconds=1))
    days = _weekly(choice.weekday, choice.at, zone, after)
    if choice.often is Often.WEEKLY:
        return next(days)
    return next(at for at in days if local_day(at, zone).day <= 7)


def _weekly(weekday: int, at: time, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    for _ in count():
        after = next_weekly(weekday, at, zone, after=after)
        yield after


def told(choice: DigestChoice, now: datetime, due_at: datetime | None) -> DigestChoice:
    """It was looked what there is; where there was something, the one due then was written. A late one
    counts as of its own hour, or the next would be late too."""
    return replace(choice, looked_at=now, told_at=due_at or choice.told_at)


def changed(choice: DigestChoice, name: str, value: str) -> DigestChoice:
    """What a button says; OldButton for what none says. A day or an hour chosen by who reads none
    means weekly."""
    if name == "often" and value in set(Often):
        return replace(choice, often=Often(value))
    if name == "day" and value in map(str, EVERY_WEEKDAY):
        return wanted(replace(choice, weekday=int(value)))
    if name == "hour" and value.isascii() and value.isdigit() and int(value) < 24:
        return wanted(replace(choice, at=time(int(value))))
    if name == "zone":
        return replace(choice, zone_name=_zone(value))
    if name == "set":
        return _written(choice, value)
    raise OldButton()


def as_written(often: Often | None, weekday: int | None, at: time | None) -> str:
    """What somebody wrote, for a button that asks which digest they meant: «weekly_0_0830»."""
    hour = f"{at:%H%M}" if at is not None else ""
    return f"{often or ''}_{'' if weekday is None else weekday}_{hour}"


def _written(choice: DigestChoice, value: str) -> DigestChoice:
    """Often, day and hour at once; what was not said stays."""
    often, day, hour = [*value.split("_"), "", ""][:3]
    if day in map(str, EVERY_WEEKDAY):
        choice = wanted(replace(choice, weekday=int(day)))
    if hour:
        choice = wanted(replace(choice, at=_hour_of(hour)))
    return replace(choice, often=Often(often)) if often in set(Often) else choice


def wanted(choice: DigestChoice) -> DigestChoice:
    """Who chooses a day or an hour wants it."""
    return replace(choice, often=Often.WEEKLY) if choice.often is Often.NEVER else choice


def zone_code(zone: str) -> str | None:
    """What stands for a zone on a button («CL.0»); None for one no country has."""
    for code, country in COUNTRIES.items():
        if zone in country.zones:
            return f"{code}.{country.zones.index(zone)}"
    return None


def _hour_of(written: str) -> time:
    """«0830»."""
    try:
        return time(int(written[:2]), int(written[2:]))
    except ValueError as error:
        raise OldButton() from error


def _zone(code: str) -> str:
    country, _, place = code.partition(".")
    zones = COUNTRIES[country].zones if country in COUNTRIES else ()
    if not (place.isascii() and place.isdigit() and int(place) < len(zones)):
        raise OldButton()
    return zones[int(place)]
