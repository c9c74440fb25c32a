"""A stretch of the past as people ask for it: «30», «2 semanas», «octubre», «outubro de 2025».

The one thing to know: whatever else is said is not understood, and is asked again with an example.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from reading.dates import grammar_of, read_duration
from reading.stems import fold

LONGEST = 365  # days
_NUMBER = re.compile(r"(\d{1,4})(?:\s*(?:d|dias?|days?))?")
_MONTH = re.compile(r"([a-z]+)(?:\s+(?:de|del|of)?\s*(\d{4}))?")


@dataclass(frozen=True, kw_only=True)
class Period:
    """Both days belong to it; `days` where that many back from today were meant."""

    first: date
    last: date
    days: int | None = None


def read_period(said: str, *, today: date, language: str) -> Period | None:
    """The period that `said` names, never one that begins after today; None for anything else."""
    plain = " ".join(fold(said).split()).strip(" .")
    number = _NUMBER.fullmatch(plain)
    if number is not None:
        return _days(int(number[1]), today)
    stretch = read_duration(plain, language=language)
    if stretch is not None:
        return _days(stretch.days, today)
    month = _MONTH.fullmatch(plain)
    named = grammar_of(language).months.get(month[1]) if month is not None else None
    if month is None or named is None:
        return None
    return _month(named, int(month[2]) if month[2] else None, today)


def _days(days: int, today: date) -> Period | None:
    if not 1 <= days <= LONGEST:
        return None
    return Period(first=today - timedelta(days=days - 1), last=today, days=days)


def _month(month: int, year: int | None, today: date) -> Period | None:
    """Without a year, the latest that has begun."""
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    if not 2000 <= year <= today.year or date(year, month, 1) > today:
        return None
    return Period(
        first=date(year, month, 1), last=date(year, month, calendar.monthrange(year, month)[1])
    )
