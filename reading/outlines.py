"""A guide's own plan, one step a line: «día 3: …», «lunes: …», «2 de diciembre: …», or just the words.

The one thing to know: only the beginning of a line is read as a date, and a date that is not sure is
no date; `is_doubtful` says so, and the plan is shown with its days before anything is scheduled.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from community.outlines import Wish
from reading.dates import Moment, read_moment
from reading.stems import fold

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]+|\d{1,2}[.)º°]+)\s*")
_DAY = re.compile(r"^(?:d[ií]a|day)\s+(\d{1,2})(?!\d)", re.IGNORECASE)
_HEAD_ENDS = re.compile(r":(?=\s|$)|\s[-–—]\s|,\s")
_WORD = re.compile(r"^(?:el\s+|la\s+|na\s+|no\s+|on\s+)?([^\W\d_]+(?:-feira)?)", re.IGNORECASE)
_LEFT_BEHIND = " \t:,;.-–—"
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
    word = _WORD.match(head)
    weekday = _weekday(word[1], language) if word else None
    found = read_moment(head, now=now, zone=zone, language=language)
    begins = found is not None and not head[: found.start].strip()
    if word is not None and weekday is not None and not (begins and _is_more(found, word.end())):
        return Wish(weekday=weekday), word.end(), False
    if found is None or not begins:
        return Wish(), 0, False
    if isinstance(found, Moment):
        return Wish(on=found.on, at=found.at), found.end, False
    return Wish(), found.end, True


def _is_more(found: object, end: int) -> bool:
    """Whether a date goes on after its weekday: «lunes 30», «lunes a las 18»."""
    return isinstance(found, Moment) and found.end > end


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
