"""What a date phrase can mean on a given day: sure, to be asked, over.

The one thing to know: every function answers with days that are not over yet, and whenever two
people could mean two days by the same words it answers with a doubt and both days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum

SMALL_HOURS = 4
"""Before this hour «mañana» may be the day that has just begun, for who has not slept yet."""


class Doubt(StrEnum):
    """Why a date must be asked."""

    JUST_MISSED = "just_missed"  # it was over a moment, days or weeks ago
    AMBIGUOUS = "ambiguous"  # several days, or it may not be the date that is meant
    NOT_UNDERSTOOD = "not_understood"  # no such day
    REPEATS = "repeats"  # «cada lunes»
    HALF_OF_DAY = "half_of_day"  # «a las 5»: 05:00 or 17:00?


class Alone(Enum):
    """What becomes of a phrase that nothing introduces («el», «para», «antes del»)."""

    FINE = "fine"
    ASKED = "asked"  # unless it is the whole text
    IGNORED = "ignored"  # unless it is the whole text
    DOUBTED = "doubted"  # asked, the whole text or not: «3/4»
    WHOLE = "whole"  # ignored unless it is the whole text, introduced or not: «para 2 semanas»


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a phrase means: one day when sure, the days to choose from when in doubt."""

    days: tuple[date, ...]
    doubt: Doubt | None = None
    over: bool = False
    at: time | None = None
    alone: Alone = Alone.FINE
    weekday: int | None = None  # Monday is 0; a weekday alone confirms the date beside it


@dataclass(frozen=True, kw_only=True)
class Today:
    """The day on which something was said, as the people who said it live it."""

    now: datetime  # in the community's zone

    @property
    def day(self) -> date:
        return self.now.date()

    def after(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def coming(self, weekday: int) -> date:
        """The next such weekday, today included."""
        return self.after((weekday - self.day.weekday()) % 7)

    def monday_of_next_week(self) -> date:
        return self.after(7 - self.day.weekday())


def sure(day: date, *, at: time | None = None) -> Meaning:
    return Meaning(days=(day,), at=at)


def over(day: date) -> Meaning:
    return Meaning(days=(day,), over=True)


def ask(today: Today, days: Iterable[date], *, doubt: Doubt = Doubt.AMBIGUOUS) -> Meaning:
    to_come = sorted({day for day in days if day >= today.day})
    return Meaning(days=tuple(to_come), doubt=doubt)


def doubtful(today: Today, *meanings: Meaning | None) -> Meaning:
    """The same days, but asked: «en unas dos semanas», «4 o 5 de diciembre»."""
    days = [day for meaning in meanings if meaning for day in meaning.days]
    return ask(today, days)
