"""What a community decides about its bot, one setting at a time (product.md M18).

The one thing to know: every function gives the community as it will be, and raises NotASetting for a
value that is not offered; whatever differs afterwards is announced to everybody (`changes`).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum

from community.communities import Community, Mode
from community.countries import COUNTRIES, Country
from community.refusals import NotForYou, Refusal

WEEKLY_CAPS = (0, 1, 2, 3, 5, 7)  # unasked messages a week; 7 is one a day, the most there can be
QUIET_PRESETS = ((20, 7), (21, 7), (22, 6), (18, 8), (0, 0))  # equal hours: no quiet hours
PROMPT_HOURS = (8, 10, 12, 15, 17, 19)
SCHOOL_DAYS = (0, 1, 2, 3, 4, 5)  # weekdays offered for the weekly prompt; Monday is 0
WEEKEND = "56"
DECISION_DAYS = (2, 3, 5, 7, 10)
QUORUMS = (0, 33, 50, 67, 100)  # hundredths of the core


class Setting(StrEnum):
    """What can be set."""

    MODE = "mode"
    LANGUAGE = "language"
    PLACE = "place"
    QUIET = "quiet"
    WEEKEND = "weekend"
    CAP = "cap"
    RHYTHM = "rhythm"
    RESURFACING = "resurfacing"
    LANDMARKS = "landmarks"
    DECISIONS = "decisions"
    MODEL = "model"  # community/automatic_models.py


class NotASetting(Refusal):
    """A value, or the name of a setting, that does not exist; `about` is what was given."""


class OnlyAdmins(NotForYou):
    """A guide who is no admin may not have the conversation read (promises.md §4)."""


class HoursNotUnderstood(Refusal):
    """No quiet hours can be read in what was written."""


def in_mode(community: Community, value: str) -> Community:
    """`discreet` or `full`; what is not read any more is not sent to a model either."""
    if value not in set(Mode):
        raise NotASetting(value)
    mark = community.model_mark if value == Mode.FULL else None
    return replace(community, mode=Mode(value), model_mark=mark)


def in_language(community: Community, value: str, known: tuple[str, ...]) -> Community:
    """One of the languages the bot speaks."""
    if value not in known:
        raise NotASetting(value)
    return replace(community, language=value)


def in_country(community: Community, code: str) -> Community:
    """A country of community/countries.py, with the zone in which most of its people live."""
    found = known_country(code)
    return replace(community, country=found.code, zone_name=found.default_zone)


def in_zone(community: Community, zone: str) -> Community:
    """A zone of the community's own country."""
    if zone not in known_country(community.country).zones:
        raise NotASetting(zone)
    return replace(community, zone_name=zone)


def with_quiet(community: Community, starts: time, ends: time) -> Community:
    """No unasked word from `starts` to `ends`; equal times mean at any hour."""
    return replace(community, quiet_from=starts, quiet_to=ends)


def with_weekend(community: Community, value: str) -> Community:
    """`silent` or `open`: whether the bot writes on Saturdays and Sundays."""
    if value not in ("silent", "open"):
        raise NotASetting(value)
    return replace(community, silent_weekdays=WEEKEND if value == "silent" else "")


def with_cap(community: Community, value: str) -> Community:
    """At most so many unasked messages a week."""
    if value not in map(str, WEEKLY_CAPS):
        raise NotASetting(value)
    return replace(community, weekly_cap=int(value))


def with_rhythm(community: Community, value: str) -> Community:
    """`none`, or `0-17`: the weekday (Monday is 0) and hour of the weekly prompt."""
    if value == "none":
        return replace(community, prompt_weekday=None, prompt_time=None)
    weekday, _, hour = value.partition("-")
    if weekday not in map(str, SCHOOL_DAYS) or hour not in map(str, PROMPT_HOURS):
        raise NotASetting(value)
    return replace(community, prompt_weekday=int(weekday), prompt_time=time(int(hour)))


def with_resurfacing(community: Community, value: str) -> Community:
    """`yes` or `no`: whether a practice is brought back once a week (S18)."""
    if value not in ("yes", "no"):
        raise NotASetting(value)
    return replace(community, resurfaces=value == "yes")


def with_landmarks(community: Community, value: str) -> Community:
    """`yes` or `no`: whether what was reached together is told once a month (S8)."""
    if value not in ("yes", "no"):
        raise NotASetting(value)
    return replace(community, tells_landmarks=value == "yes")


def with_decision_days(community: Community, value: str) -> Community:
    """How many days a question for a decision is open."""
    if value not in map(str, DECISION_DAYS):
        raise NotASetting(value)
    return replace(community, decision_days=int(value))


def with_quorum(community: Community, value: str) -> Community:
    """How much of the core has to answer, in hundredths."""
    if value not in map(str, QUORUMS):
        raise NotASetting(value)
    return replace(community, decision_quorum=int(value))


def known_country(code: str) -> Country:
    """The country with exactly this code."""
    if code not in COUNTRIES:
        raise NotASetting(code)
    return COUNTRIES[code]


def changes(before: Community, after: Community) -> list[Setting]:
    """Which settings differ."""
    return [setting for setting, value in _VALUES.items() if value(before) != value(after)]


_VALUES: Mapping[Setting, Callable[[Community], object]] = {
    Setting.MODE: lambda c: c.mode,
    Setting.LANGUAGE: lambda c: c.language,
    Setting.PLACE: lambda c: (c.country, c.zone_name),
    Setting.QUIET: lambda c: (c.quiet_from, c.quiet_to),
    Setting.WEEKEND: lambda c: c.silent_weekdays,
    Setting.CAP: lambda c: c.weekly_cap,
    Setting.RHYTHM: lambda c: (c.prompt_weekday, c.prompt_time),
    Setting.RESURFACING: lambda c: c.resurfaces,
    Setting.LANDMARKS: lambda c: c.tells_landmarks,
    Setting.DECISIONS: lambda c: (c.decision_days, c.decision_quorum),
    Setting.MODEL: lambda c: c.model_mark,
}
