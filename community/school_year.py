"""The school year of a country, to the week: when it starts, breaks and ends, and which moment of it a
day is. The questions of the bank go by it (community/prompt_bank.py).

The one thing to know: ministries move their dates by some days each year and region; a week more or
less does not matter to a question. A country that is not here, or with two school years at once
(Ecuador), has no moments, and only questions that fit any time are preferred there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

START_LASTS = timedelta(weeks=4)
END_LASTS = timedelta(weeks=3)
EXAMS_LAST = timedelta(weeks=3)  # before the end begins
LAST_DAYS = timedelta(days=10)  # before a break, and before the long holidays
MID_YEAR_EXAMS_LAST = timedelta(weeks=2)  # before the last days that precede the break

MonthDay = tuple[int, int]


class SchoolMoment(StrEnum):
    """What people at school are busy with."""

    START = "start"
    MIDDLE = "middle"
    EXAMS = "exams"
    BEFORE_HOLIDAYS = "before_holidays"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class SchoolYear:
    """año escolar: when lessons begin, rest in the middle, and end, in one country."""

    begins: MonthDay
    breaks: MonthDay
    back: MonthDay
    ends: MonthDay


_SOUTHERN = SchoolYear(begins=(3, 5), breaks=(7, 10), back=(7, 24), ends=(12, 12))
YEARS: Mapping[str, SchoolYear] = {
    "CL": SchoolYear(begins=(3, 5), breaks=(6, 21), back=(7, 7), ends=(12, 5)),
    "BO": SchoolYear(begins=(2, 3), breaks=(6, 30), back=(7, 14), ends=(12, 3)),
    "PE": SchoolYear(begins=(3, 16), breaks=(7, 24), back=(8, 10), ends=(12, 18)),
    "AR": _SOUTHERN,
    "UY": SchoolYear(begins=(3, 6), breaks=(6, 30), back=(7, 14), ends=(12, 14)),
    "PY": SchoolYear(begins=(2, 20), breaks=(7, 7), back=(7, 21), ends=(11, 30)),
    "BR": SchoolYear(begins=(2, 5), breaks=(7, 5), back=(7, 25), ends=(12, 15)),
    "GT": SchoolYear(begins=(1, 15), breaks=(6, 24), back=(7, 5), ends=(10, 31)),
    "SV": SchoolYear(begins=(1, 20), breaks=(8, 1), back=(8, 7), ends=(11, 20)),
    "HN": SchoolYear(begins=(2, 1), breaks=(6, 15), back=(6, 25), ends=(11, 28)),
    "NI": SchoolYear(begins=(1, 28), breaks=(7, 5), back=(7, 20), ends=(11, 30)),
    "CR": SchoolYear(begins=(2, 8), breaks=(6, 30), back=(7, 14), ends=(12, 10)),
    "PA": SchoolYear(begins=(3, 5), breaks=(6, 10), back=(6, 18), ends=(12, 15)),
    "CO": SchoolYear(begins=(1, 25), breaks=(6, 18), back=(7, 7), ends=(11, 28)),
    "MX": SchoolYear(begins=(9, 1), breaks=(12, 19), back=(1, 8), ends=(7, 15)),
    "DO": SchoolYear(begins=(8, 25), breaks=(12, 20), back=(1, 8), ends=(6, 20)),
    "VE": SchoolYear(begins=(9, 18), breaks=(12, 15), back=(1, 8), ends=(7, 15)),
    "CU": SchoolYear(begins=(9, 2), breaks=(12, 22), back=(1, 4), ends=(7, 15)),
    "ES": SchoolYear(begins=(9, 9), breaks=(12, 22), back=(1, 8), ends=(6, 21)),
}


def moments_on(on: date, country: str) -> frozenset[SchoolMoment]:
    """Which moments of its school year a day is in a country; none in holidays, or where unknown."""
    year = YEARS.get(country.upper())
    if year is None:
        return frozenset()
    begins = _last(year.begins, on)
    breaks, ends = _next(year.breaks, begins), _next(year.ends, begins)
    if on > ends or breaks <= on < _next(year.back, breaks):
        return frozenset()
    return _moments(on, begins, breaks, ends)


def is_ordinary(on: date, country: str) -> bool:
    """Whether it is a day of lessons like most: no holidays, and not the last weeks before them. Where
    the year is not known every day is."""
    if country.upper() not in YEARS:
        return True
    moments = moments_on(on, country)
    return bool(moments) and not moments & {SchoolMoment.BEFORE_HOLIDAYS, SchoolMoment.END}


def _moments(on: date, begins: date, breaks: date, ends: date) -> frozenset[SchoolMoment]:
    to_break, to_end = breaks - on, ends - on
    is_before_break = timedelta(0) < to_break
    found = {
        SchoolMoment.START: on - begins < START_LASTS,
        SchoolMoment.EXAMS: END_LASTS < to_end <= END_LASTS + EXAMS_LAST
        or LAST_DAYS < to_break <= LAST_DAYS + MID_YEAR_EXAMS_LAST,
        SchoolMoment.BEFORE_HOLIDAYS: (is_before_break and to_break <= LAST_DAYS)
        or to_end <= LAST_DAYS,
        SchoolMoment.END: to_end <= END_LASTS,
    }
    return frozenset(moment for moment, is_now in found.items() if is_now) or frozenset(
        {SchoolMoment.MIDDLE}
    )


def _last(month_day: MonthDay, on: date) -> date:
    """The last such day up to and with `on`."""
    this_year = date(on.year, *month_day)
    return this_year if this_year <= on else date(on.year - 1, *month_day)


def _next(month_day: MonthDay, after: date) -> date:
    """The first such day after `after`."""
    this_year = date(after.year, *month_day)
    return this_year if this_year > after else date(after.year + 1, *month_day)
