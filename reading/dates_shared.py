"""What rules of several languages mean: the bridge from matched words to `dates_meaning`.

The one thing to know: a rule's function gets what was said and the day it was said on, and answers
with a meaning, or None when the words only look like a date.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from reading.dates_grammar import Rule, Said
from reading.dates_meaning import SMALL_HOURS, Alone, Meaning, Today, ask, doubtful, over, sure
from reading.dates_months import calendar_day, day_of_month, later, somewhere_in
from reading.dates_weekdays import weekday

Means = Callable[[Said, Today], Meaning | None]

FRACTIONS = (2, 3, 4, 5, 6, 8, 10)
"""What people divide by: «3/4» is asked even when nothing else is said."""


def no_date(said: Said, today: Today) -> None:
    """These words are taken, and they are no date."""


def alone(what: Alone, means: Means) -> Means:
    """The same meaning, with what becomes of it when nothing introduces it."""

    def meaning(said: Said, today: Today) -> Meaning | None:
        found = means(said, today)
        return found and replace(found, alone=what)

    return meaning


def in_words(days: int) -> Means:
    """«hoy», «pasado mañana», «ayer»."""

    def meaning(said: Said, today: Today) -> Meaning:
        day = today.after(days)
        return sure(day) if days >= 0 else over(day)

    return meaning


def tomorrow(said: Said, today: Today) -> Meaning:
    if today.now.hour < SMALL_HOURS:
        return today_or_tomorrow(said, today)
    return sure(today.after(1))


def today_or_tomorrow(said: Said, today: Today) -> Meaning:
    return ask(today, [today.day, today.after(1)])


def one_of_next_days(said: Said, today: Today) -> Meaning:
    """«mañana o pasado»."""
    return ask(today, [today.after(1), today.after(2)])


def plain_weekday(said: Said, today: Today) -> Meaning:
    return replace(weekday(today, said.weekday), alone=Alone.ASKED)


def month_alone(said: Said, today: Today) -> Meaning:
    """«marzo» and nothing else; in a sentence it may be somebody's name."""
    return replace(month(said, today), alone=Alone.WHOLE)


def month(said: Said, today: Today) -> Meaning:
    """«en marzo»."""
    return somewhere_in(today, said.month, said.year)


def day_month_year(years_on: int | None = None) -> Means:
    """«15 de mayo», with its year, or with «del próximo año» (`years_on` 1)."""

    def meaning(said: Said, today: Today) -> Meaning | None:
        year = full_year(said.year, today) if years_on is None else today.day.year + years_on
        return calendar_day(today, said.day, said.month, year)

    return meaning


def feast(number: int, month: int) -> Means:
    """«antes de Navidad»: the day or its eve, so it is asked."""

    def meaning(said: Said, today: Today) -> Meaning:
        found = calendar_day(today, number, month)
        days = found.days if found else ()
        return ask(today, [near for day in days for near in (day - timedelta(days=1), day)])

    return meaning


def day_number(said: Said, today: Today) -> Meaning | None:
    """«el 5», «el quince»: in words it may be anything else («el once»), so it is asked."""
    found = day_of_month(today, said.day)
    if found and not (said.written("d") or "").isdigit():
        found = doubtful(today, found)
    return found and replace(found, alone=Alone.IGNORED)


def either_day_of_month(said: Said, today: Today) -> Meaning:
    """«4 o 5 de diciembre», «4 al 8 de diciembre»."""
    year = full_year(said.year, today)
    return doubtful(
        today,
        calendar_day(today, said.day, said.month, year),
        calendar_day(today, said.number("d2"), said.month, year),
    )


def either_stretch(said: Said, today: Today) -> Meaning:
    """«en 2 o 3 semanas»."""
    return doubtful(
        today,
        later(today, said.number("n"), said.unit),
        later(today, said.number("n2"), said.unit),
    )


def half_more(said: Said, today: Today) -> Meaning:
    """«en una semana y media»: somewhere between one and two."""
    number = said.number("n")
    return doubtful(today, later(today, number, said.unit), later(today, number + 1, said.unit))


def so_much_later(said: Said, today: Today) -> Meaning | None:
    return later(today, said.number("n"), said.unit)


def about_so_much_later(said: Said, today: Today) -> Meaning:
    return doubtful(today, later(today, said.maybe("n") or 2, said.unit))


def full_year(year: int | None, today: Today) -> int | None:
    """«26» is 2026, «85» is 1985."""
    if year is None or year >= 100:
        return year
    return year + (2000 if year + 2000 <= today.day.year + 50 else 1900)


def _day_first(said: Said, today: Today) -> Meaning | None:
    if not 1 <= said.day <= 31:
        return None
    return calendar_day(today, said.day, said.month, full_year(said.year, today))


def _slash(said: Said, today: Today) -> Meaning | None:
    """«30/11» is a date; «3/4» may be a share and «5/7» a mark."""
    found = _day_first(said, today)
    if found is None or said.day > said.month or said.year is not None:
        return found
    fraction = said.month in FRACTIONS and said.day < said.month
    return replace(found, alone=Alone.DOUBTED if fraction else Alone.ASKED)


PHONE_NUMBER: Rule = (r"(?:\+ )?(?:\d{1,3} ){1,3}\d{3,5}(?: |-| - )\d{3,5}", no_date)

YEAR_FIRST: Rule = (
    r"(?P<y>(?:19|2[01])\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})",
    _day_first,
)

NUMERIC_RULES: tuple[Rule, ...] = (
    YEAR_FIRST,
    (r"(?P<d>\d{1,2})(?P<sep> ?[-/.] ?)(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})", _day_first),
    (r"(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?: (?:de |del |d)(?P<y>20\d\d))?", _slash),
    (r"(?P<d>\d{1,2})-(?P<m>\d{1,2})", alone(Alone.IGNORED, _day_first)),
    (
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})",
        alone(Alone.IGNORED, lambda said, today: _asked(_day_first(said, today), today)),
    ),
)
"""Day first, as Spanish and Portuguese always write it."""


def _asked(meaning: Meaning | None, today: Today) -> Meaning | None:
    return meaning and doubtful(today, meaning)
