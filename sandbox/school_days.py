"""School days of the demonstration: Monday to Friday, without the holidays of Chile that have a fixed date.

The story counts in them, so that whenever the demonstration is opened its people wrote on days and at
hours when teachers write, and nothing of theirs falls on a weekend.
"""

from datetime import date, timedelta

SATURDAY = 5
# (month, day), law 2.977 and its later ones; holidays that move to a Monday or with Easter are left out.
HOLIDAYS = frozenset(
    {
        (1, 1),
        (5, 1),
        (5, 21),
        (7, 16),
        (8, 15),
        (9, 18),
        (9, 19),
        (10, 31),
        (11, 1),
        (12, 8),
        (12, 25),
    }
)
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def is_school_day(day: date) -> bool:
    """Whether a teacher would be at school."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def school_day(today: date, number: int) -> date:
    """The so-many-th school day after today, or before it when `number` is negative; never today."""
    if number == 0:
        raise ValueError("today may be a Sunday: count at least one school day")
    step = timedelta(days=1 if number > 0 else -1)
    day, left = today, abs(number)
    while left:
        day += step
        left -= is_school_day(day)
    return day


def in_words(day: date) -> str:
    """«4 de diciembre»."""
    return f"{day.day} de {MONTHS[day.month - 1]}"
