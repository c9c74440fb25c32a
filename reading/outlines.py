"""A guide's own plan, one step a line: «día 3: …», «lunes: …», «2 de diciembre: …», or just the words.

The one thing to know: only the beginning of a line is read as a date, and a date that is not sure is
no date; `is_doubtful` says so, and the plan is shown with its days before anything is scheduled.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from community.outlines import Wish
from reading.dates import Doubt, Moment, Reading, Unsure, read_moment
from reading.stems import fold

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]+|\d{1,2}[.)º°]+)\s*")
_DAY = re.compile(r"^(?:d[ií]a|day)\s+(\d{1,2})(?!\d)", re.IGNORECASE)
_HEAD_ENDS = re.compile(r":(?=\s|$)|\s[-–—]\s|,\s")
_WORD = re.compile(r"^(?:el\s+|la\s+|na\s+|no\s+|on\s+)?([^\W\d_]+(?:-feira)?)", re.IGNORECASE)
_LEFT_BEHIND = " \t:,;.-–—"
SCHOOL_BEGINS = 7
LONGEST_HEAD = 5  # words that may be a date where nothing sets it off
_WEEKDAYS = {
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "pt": "segunda terca quarta quinta sexta sabado domingo",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
}


@dataclass(frozen=True, kw_only=True)
class StepSaid:
    """One line: the words to ask, and when."""

    text: str
    wish: Wish
    is_doubtful: bool = False  # it begins with something like a date that is not sure


def read_steps(text: str, *, now: datetime, zone: ZoneInfo, language: str) -> list[StepSaid]:
    """The lines of a plan, in the order they were written; empty lines are passed over."""
    said = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return [_step(line, now, zone, language) for line in said if line]


def _step(line: str, now: datetime, zone: ZoneInfo, language: str) -> StepSaid:
    wish, end, is_doubtful = _beginning(line, now, zone, language)
    rest = line[end:].lstrip(_LEFT_BEHIND)
    if not rest:  # a date and nothing to ask: it is the words
        return StepSaid(text=line, wish=Wish())
    return StepSaid(text=rest, wish=wish, is_doubtful=is_doubtful)


def _beginning(line: str, now: datetime, zone: ZoneInfo, language: str) -> tuple[Wish, int, bool]:
    """When, where the phrase ends, and whether it is in doubt."""
    if day := _DAY.match(line):
        return Wish(day=max(1, int(day[1]))), day.end(), False
    head = _head(line)
    found = read_moment(head, now=now, zone=zone, language=language)
    if found is not None and head[: found.start].strip():
        found = None  # it says so further on: that is part of the words
    ends = found.end if found is not None else 0
    word = _WORD.match(head)
    weekday = _weekday(word[1], language) if word else None
    sure = _sure(found)
    if word is not None and weekday is not None and (sure is None or ends <= word.end()):
        return Wish(weekday=weekday, at=_hour(found)), max(word.end(), ends), False
    return sure or Wish(), ends, found is not None and sure is None


def _sure(found: Reading) -> Wish | None:
    """One day; «a las 10» is in the morning, «a las 5» in the afternoon: the days are shown."""
    if isinstance(found, Moment):
        return Wish(on=found.on, at=found.at)
    if isinstance(found, Unsure) and found.doubt is Doubt.HALF_OF_DAY:
        return Wish(on=found.options[0], at=_hour(found))
    return None


def _hour(found: Reading) -> time | None:
    if not isinstance(found, Moment | Unsure) or found.at is None:
        return None
    is_early = found.at.hour < SCHOOL_BEGINS
    return found.at.replace(hour=found.at.hour + 12) if is_early else found.at


def _head(line: str) -> str:
    ends = _HEAD_ENDS.search(line)
    if ends is not None and len(line[: ends.start()].split()) <= 2 * LONGEST_HEAD:
        return line[: ends.start()]
    words = list(re.finditer(r"\S+", line))[:LONGEST_HEAD]
    return line[: words[-1].end()]


def _weekday(word: str, language: str) -> int | None:
    names = _WEEKDAYS.get(language[:2], _WEEKDAYS["es"]).split()
    name = fold(word).removesuffix("-feira")
    return names.index(name) if name in names else None
