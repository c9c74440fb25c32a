"""Times of day and stretches of time: «a las 17», «5 de la tarde», «19:30», «dos semanas».

The one thing to know: hours are read as written on a 24 h clock, and those that could be in either
half of the day («a las 5») say so, for whoever needs to ask.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import Enum
from functools import cache

from reading.dates_grammar import Language, Line, Said

FIRST_OF_24 = 7
"""«10 hrs», «às 10h» is of a clock with 24 hours; «a las 5 hrs» is a slip as likely."""

MORNING, AFTERNOON, NIGHT, BEFORE_NOON = "morning", "afternoon", "night", "am"


class Hour(Enum):
    """How far a time of day can be trusted."""

    CLEAR = "clear"
    HALF_OF_DAY = "half of day"  # «a las 5»
    MIDNIGHT = "midnight"  # of which of two days?
    IMPOSSIBLE = "impossible"  # «a las 25»


@dataclass(frozen=True, kw_only=True)
class TimeSaid:
    """A time of day in a line: words `first` to `after`. `at` is None when impossible."""

    at: time | None
    hour: Hour
    first: int
    after: int


@dataclass(frozen=True, kw_only=True)
class DayParts:
    """How a language says when in the day. Patterns are over the line; see `dates_grammar`."""

    at: str  # what introduces an hour: «a las»
    bare_ok: str  # «las», enough when more is said («las 5 de la tarde»)
    part: str  # «de la tarde», with one of `parts` in a group named `part`
    parts: Mapping[str, str]
    noon: str
    midnight: str
    until: str  # between the two times of a stretch: «a», «hasta las»
    hours: str = "h|hs|hr|hrs|horas|hora|hours"


_PARTS: Mapping[str, DayParts] = {
    "es": DayParts(
        at=(
            r"(?:(?:a|desde|hasta|antes de|despues de|luego de|para|tipo|sobre|hacia|a partir de"
            r"|a eso de|como a) las?|tipo|pasadas las|a horas|(?<!\d )horas(?= \d{1,2}[:.]\d))"
        ),
        bare_ok=r"las?",
        part=(
            r"(?:(?:de|en|por|a) la (?!temp)|(?=temprano|tempranito))"
            r"(?P<part>manana|madrugada|tarde|noche|temprano|tempranito)"
        ),
        parts={
            "manana": MORNING,
            "madrugada": MORNING,
            "temprano": MORNING,
            "tempranito": MORNING,
            "tarde": AFTERNOON,
            "noche": NIGHT,
        },
        noon=r"(?:antes )?(?:a |al |el |del |de )?(?:12 del )?(?:mediodia|medio dia)",
        midnight=r"(?:a |a la )?(?:medianoche|media noche)",
        until=r"(?:a|hasta|-|y)(?: las?)?",
    ),
    "pt": DayParts(
        at=r"(?:as|a partir das|ate as|antes das|desde as|depois das|pelas)",
        bare_ok=r"as",
        part=(
            r"(?:(?:da|de|na|pela|a) (?!cedo)|(?=cedo))(?P<part>manha|madrugada|tarde|noite|cedo)"
        ),
        parts={
            "manha": MORNING,
            "madrugada": MORNING,
            "cedo": MORNING,
            "tarde": AFTERNOON,
            "noite": NIGHT,
        },
        noon=r"(?:ao |o )?(?:meio dia|meio - dia)",
        midnight=r"(?:a )?(?:meia noite|meia - noite)",
        until=r"(?:as|ate as|a|-)",
    ),
    "en": DayParts(
        at=r"at",
        bare_ok=r"(?:by|before|until)",
        part=(
            r"(?:(?:in the|at|this) |(?<=W[0-6] )|(?<=tomorrow ))"
            r"(?P<part>morning|afternoon|evening|night)"
        ),
        parts={"morning": MORNING, "afternoon": AFTERNOON, "evening": AFTERNOON, "night": NIGHT},
        noon=r"(?:at |by )?(?:noon|midday)",
        midnight=r"(?:at |by )?midnight",
        until=r"(?:to|until|till|-)",
    ),
}

_AM_PM = r"(?P<ampm>am|pm|a \. ?m(?: \.)?|p \. ?m(?: \.)?)"
_CLOCK = r"(?P<c>\d{1,2}[:.]\d{2})"
# «a las 5 escuelas» counts schools; «a las 5 nos vemos» does not.
_NOT_A_COUNT = (
    r"(?! (?!(?:nos|los|las|les|es|mas|menos|vos|as|is|this|us|dos|das)\b|\w+mos\b)[a-z]+s\b)"
)
_NOT_A_DAY = r"(?<!\bel )(?<!\bal )(?<!\bdel )(?<!\bdia )(?<!\beste )"  # «el 5 en la tarde»
_MINUTES = (
    r"(?: (?P<past>y media|e meia|y cuarto|e quinze|y quince|e trinta|y treinta|en punto|em ponto"
    r"|menos cuarto))?"
)
_PAST = {"media": 30, "meia": 30, "treinta": 30, "trinta": 30, "cuarto": 15, "quince": 15}


def read_times(line: Line, language: Language) -> list[TimeSaid]:
    """The times of day in `line`, in order, none overlapping another."""
    found: list[TimeSaid] = []
    taken: set[int] = set()
    for pattern in _patterns(language):
        for first, after, match in line.found(pattern):
            if taken.isdisjoint(range(first, after)):
                said = Said(match=match, language=language)
                at, hour = _time_of_day(said, _PARTS[language.code])
                found.append(TimeSaid(at=at, hour=hour, first=first, after=after))
                taken.update(range(first, after))
    return sorted(found, key=lambda said: said.first)


def read_parts(line: Line, language: Language) -> list[tuple[int, int, str]]:
    """«en la tarde» without an hour: (first word, word after the last, part of the day)."""
    parts = _PARTS[language.code]
    pattern = language.pattern(parts.part)
    return [(first, after, parts.parts[m["part"]]) for first, after, m in line.found(pattern)]


def in_part(at: time, part: str) -> time | None:
    """«a las 5» with «en la tarde» is 17:00; None when they contradict each other."""
    if part == MORNING:
        return at if at.hour < 12 else None
    if at.hour >= 12:
        return at
    earliest = 1 if part == AFTERNOON else 6
    return at.replace(hour=at.hour + 12) if at.hour >= earliest else None


def read_stretches(line: Line, language: Language) -> list[timedelta]:
    """Every «dos semanas», «15 días», «un mes» in `line`; a month counts 30 days, a year 365."""
    seconds = {"minute": 60, "hour": 3600, "day": 86400}
    days = {"week": 7, "month": 30, "year": 365}
    stretches = []
    for _, _, match in line.found(language.pattern("{N} {U}")):
        said = Said(match=match, language=language)
        unit, number = said.unit, said.number("n")
        stretches.append(timedelta(seconds=number * seconds.get(unit, days.get(unit, 0) * 86400)))
    return stretches


@cache
def _patterns_of(code: str) -> tuple[str, ...]:
    say = _PARTS[code]
    suffix = rf"(?: (?:{say.part}|{_AM_PM}))"
    hours = rf"(?: (?P<hs>{say.hours}))"
    return (
        rf"(?:(?:de|desde|das|from) )?(?:{say.bare_ok} )?{_CLOCK} {say.until} \d{{1,2}}[:.]\d{{2}}"
        rf"{hours}?{suffix}?",
        rf"(?:de|desde|das|from|entre)(?: {say.bare_ok})? {{H}} {say.until} \d{{1,2}}{hours}{suffix}?",
        rf"(?:un )?(?P<to>cuarto|\d{{1,2}}) para las? {{H}}(?:{suffix}|{_NOT_A_COUNT})",
        rf"{say.at} {_CLOCK}{hours}?{suffix}?",
        rf"(?:{say.at} )?{{H}} h(?P<hm>\d{{2}})(?: ?min)?",
        rf"{say.at} {{H}}{_MINUTES}{hours}?{suffix}",
        rf"{say.at} (?P<military>\d{{4}}){hours}?",
        rf"{say.at} {{H}}{_MINUTES}{hours}?{_NOT_A_COUNT}",
        rf"(?:{say.bare_ok} )?(?P<c>\d{{1,2}}:\d{{2}}){hours}?{suffix}?",
        rf"(?:{say.bare_ok} )?(?P<c>\d{{1,2}}\.\d{{2}}){hours}{suffix}?",
        rf"(?:{say.bare_ok} )?(?P<c>\d{{1,2}}\.\d{{2}}){suffix}",
        rf"{_NOT_A_DAY}(?:{say.bare_ok} )?{{H}}{_MINUTES}{hours}?{suffix}",
        rf"(?P<military>\d{{4}}){hours}",
        r"(?<!\bde )(?<!\bpor )(?<!\ben )(?<!\bem )(?<!\bin )(?<!\bdura )(?<!\bx )(?<!\ba )"
        r"(?P<h>[6-9]|1\d|2[0-4]) (?P<hs>h|hs|hr|hrs)",
        rf"(?P<noon>{say.noon})",
        rf"(?P<midnight>{say.midnight})",
    )


@cache
def _compiled(language_code: str, expanded: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern in expanded)


def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    expanded = tuple(language.expand(pattern) for pattern in _patterns_of(language.code))
    return _compiled(language.code, expanded)


def _time_of_day(said: Said, parts: DayParts) -> tuple[time | None, Hour]:
    groups = said.match.groupdict()
    if groups.get("noon"):
        return time(12), Hour.CLEAR
    if groups.get("midnight"):
        return time(0), Hour.MIDNIGHT
    hour, minute = _clock(said, groups)
    part = parts.parts.get(groups.get("part") or "") or _ampm(groups.get("ampm"))
    if (hour, minute) == (24, 0) or (hour == 12 and part == NIGHT):
        return time(0), Hour.MIDNIGHT
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        return None, Hour.IMPOSSIBLE
    at = time(hour, minute)
    if part == BEFORE_NOON:
        if hour == 12:
            return at.replace(hour=0), Hour.MIDNIGHT
        return (at, Hour.CLEAR) if hour < 12 else (None, Hour.IMPOSSIBLE)
    if part:
        placed = in_part(at, part)
        return placed, Hour.CLEAR if placed else Hour.IMPOSSIBLE
    written = groups.get("c") or groups.get("h") or groups.get("military") or "0"
    of_24 = hour >= FIRST_OF_24 and bool(groups.get("hs"))
    either = 1 <= hour <= 11 and not written.startswith("0") and not of_24
    return at, Hour.HALF_OF_DAY if either else Hour.CLEAR


def _clock(said: Said, groups: Mapping[str, str | None]) -> tuple[int, int]:
    if clock := groups.get("c"):
        hour, minute = re.split("[:.]", clock)
        return int(hour), int(minute)
    if military := groups.get("military"):
        return int(military[:2]), int(military[2:])
    hour, minute = said.number("h"), int(groups.get("hm") or 0)
    past = (groups.get("past") or "").split()
    if past and past[0] == "menos":
        return _hour_before(hour), 45
    minute += _PAST.get(past[-1], 0) if past else 0
    if to := groups.get("to"):
        return _hour_before(hour), 60 - (15 if to == "cuarto" else int(to) or 60)
    return hour, minute


def _hour_before(hour: int) -> int:
    return 12 if hour == 1 else hour - 1


def _ampm(written: str | None) -> str | None:
    if not written:
        return None
    return BEFORE_NOON if written.startswith("a") else AFTERNOON
