"""What days of months and stretches of time mean: «15 de mayo», «fin de mes», «en dos semanas».

The one thing to know: a day without its year is the next one to come, unless the last one was over
so recently that a slip is as likely.
"""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta

from reading.dates_meaning import Doubt, Meaning, Today, ask, over, sure

JUST_MISSED_DAYS = 60
"""A day and month this recently over may be a slip or next year: it is asked (issue 2, «Words»)."""

TOO_FAR_DAYS = 3 * 366
"""Nobody plans further ahead than this; it is a slip of the finger («2206»)."""


def calendar_day(today: Today, number: int, month: int, year: int | None = None) -> Meaning | None:
    """«15 de mayo», «30/11/2026». None when no such month exists."""
    if not 1 <= month <= 12 or (year is not None and not 1 <= year <= 9999):
        return None
    if number < 1 or number > (31 if year is None else calendar.monthrange(year, month)[1]):
        return _no_such_day(today, month, year)
    if year is not None:
        return explicit_day(today, date(year, month, number))
    if number > calendar.monthrange(_year_of_next(today, month, 28), month)[1]:
        return _no_such_day(today, month, year)
    return _yearly(today, lambda of: date(of, month, min(number, _last(of, month))), None)


def explicit_day(today: Today, day: date) -> Meaning:
    """A day with its year: sure, over, or too far away to be believed."""
    if day < today.day:
        return over(day)
    if (day - today.day).days > TOO_FAR_DAYS:
        return ask(today, [day], doubt=Doubt.NOT_UNDERSTOOD)
    return sure(day)


def day_of_month(today: Today, number: int) -> Meaning | None:
    """«el 5»: the next one to come; on the 5th itself, today or next month is asked."""
    if not 1 <= number <= 31:
        return None
    this_month = _day_or_none(today.day.year, today.day.month, number)
    coming = [day for day in _days_numbered(today, number) if day >= today.day]
    if this_month == today.day:
        return ask(today, coming[:2])
    if this_month is None:  # «el 31» said in November
        return ask(today, [_end_of_month(today, 0), coming[0]], doubt=Doubt.NOT_UNDERSTOOD)
    if (coming[0] - today.day).days > 31:  # «el 30» said on 31 January
        return ask(today, [_end_of_month(today, 1), coming[0]], doubt=Doubt.NOT_UNDERSTOOD)
    return sure(coming[0])


def day_in_month_from_now(today: Today, number: int, months: int) -> Meaning | None:
    """«el 5 del próximo mes» (`months` 1), «el 5 de este mes» (0)."""
    first = _months_later(today.day.replace(day=1), months)
    return calendar_day(today, number, first.month, first.year)


def end_of(today: Today, month: int, year: int | None = None) -> Meaning:
    """«a fines de noviembre»: its last day."""
    return _yearly(today, lambda of: date(of, month, _last(of, month)), year)


def end_of_month(today: Today, months: int = 0) -> Meaning:
    """«fin de mes»: the last day of this month; on that day itself it is asked."""
    end = _end_of_month(today, months)
    return ask(today, [end, _end_of_month(today, 1)]) if end == today.day else sure(end)


def middle_of(today: Today, month: int, year: int | None = None) -> Meaning:
    """«a mediados de mayo»: the 15th."""
    return _yearly(today, lambda of: date(of, month, 15), year)


def somewhere_in(
    today: Today, month: int, year: int | None = None, *, days: tuple[int, ...] = (1, 15, 31)
) -> Meaning:
    """«en marzo», «a principios de marzo»: asked, with a few days of it."""
    of = year if year is not None else _year_of_next(today, month, 31)
    last = _last(of, month)
    return ask(today, [date(of, month, min(day, last)) for day in days])


def somewhere_in_month(today: Today, months: int) -> Meaning:
    first = _months_later(today.day.replace(day=1), months)
    return somewhere_in(today, first.month, first.year)


def half_month(today: Today) -> Meaning:
    """«la quincena»: the 15th or the end of the month."""
    middle = today.day.replace(day=15)
    return ask(
        today, [middle, _end_of_month(today, 0), _months_later(middle, 1), _end_of_month(today, 1)]
    )


def nth_weekday(today: Today, nth: int, which: int, month: int, year: int | None) -> Meaning:
    """«el segundo martes de diciembre»; `nth` -1 is the last one."""

    def in_year(of: int) -> date:
        days = [
            day
            for number in range(1, calendar.monthrange(of, month)[1] + 1)
            if (day := date(of, month, number)).weekday() == which
        ]
        return days[nth if nth < 0 else nth - 1]

    return _yearly(today, in_year, year)


def nth_weekday_from_now(today: Today, nth: int, which: int, months: int) -> Meaning:
    """«el primer viernes del próximo mes» (`months` 1); of this month (0), asked once it is over."""
    first = _months_later(today.day.replace(day=1), months)
    found = nth_weekday(today, nth, which, first.month, first.year)
    if not found.over:
        return found
    after = _months_later(first, 1)
    return ask(today, nth_weekday(today, nth, which, after.month, after.year).days)


def weekday_and_day(today: Today, which: int, number: int) -> Meaning | None:
    """«viernes 4»: the next 4th when it is a Friday; otherwise the days it may be are asked."""
    if not 1 <= number <= 31:
        return None
    candidates = [day for day in _days_numbered(today, number) if day >= today.day]
    if candidates[0].weekday() == which:
        return sure(candidates[0])
    fitting = [day for day in candidates if day.weekday() == which]
    before = [day for day in _days_numbered(today, number) if day < today.day]
    missed = any(
        day.weekday() == which and (today.day - day).days <= JUST_MISSED_DAYS for day in before
    )
    return ask(
        today,
        [today.coming(which), candidates[0], *fitting[:1]],
        doubt=Doubt.JUST_MISSED if missed else Doubt.AMBIGUOUS,
    )


def later(today: Today, number: int, unit: str) -> Meaning | None:
    """«en 15 días»: `unit` is minute, hour, day, week, month or year."""
    if unit in ("minute", "hour"):
        return _later_today(today, number * (60 if unit == "hour" else 1))
    days_about = number * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    if number < 1:
        return None
    if days_about > TOO_FAR_DAYS:
        return ask(today, [], doubt=Doubt.NOT_UNDERSTOOD)
    if unit == "day" and number == 8:  # in most of Latin America a week
        return ask(today, [today.after(7), today.after(8)])
    if unit in ("day", "week"):
        return sure(today.after(days_about))
    return sure(_months_later(today.day, number * (12 if unit == "year" else 1)))


def _later_today(today: Today, minutes: int) -> Meaning | None:
    if not 0 < minutes <= TOO_FAR_DAYS * 24 * 60:
        return None
    zone = today.now.tzinfo
    instant = today.now.timestamp() + minutes * 60
    then = datetime.fromtimestamp(-(-instant // 60) * 60, zone)  # rounded up to the minute
    return sure(then.date(), at=then.time().replace(tzinfo=None))


def _yearly(today: Today, in_year: Callable[[int], date], year: int | None) -> Meaning:
    """A day that comes every year, said without its year (or with it)."""
    if year is not None:
        return explicit_day(today, in_year(year))
    now = today.day.year
    days = [in_year(of) for of in (now - 1, now, now + 1)]
    coming = next(day for day in days if day >= today.day)
    last = max(day for day in days if day < today.day)
    if coming > today.day and (today.day - last).days <= JUST_MISSED_DAYS:
        a_month_on = next(day for n in range(1, 4) if (day := _months_later(last, n)) >= today.day)
        return ask(today, [a_month_on, coming], doubt=Doubt.JUST_MISSED)
    return sure(coming)


def _no_such_day(today: Today, month: int, year: int | None) -> Meaning:
    """«31 de febrero»: the last day of that month, or the first of the one after."""
    of = year if year is not None else _year_of_next(today, month, 28)
    if abs(of - today.day.year) > 3:
        return ask(today, [], doubt=Doubt.NOT_UNDERSTOOD)
    end = date(of, month, _last(of, month))
    return ask(today, [end, end + timedelta(days=1)], doubt=Doubt.NOT_UNDERSTOOD)


def _year_of_next(today: Today, month: int, number: int) -> int:
    """The year in which the next such day falls, this year's included."""
    year = today.day.year
    return year if date(year, month, min(number, _last(year, month))) >= today.day else year + 1


def _days_numbered(today: Today, number: int) -> list[date]:
    """The 5ths of the two months before, of this month, and of the year to come."""
    first = today.day.replace(day=1)
    months = [_months_later(first, n) for n in range(-2, 14)]
    return [day for m in months if (day := _day_or_none(m.year, m.month, number))]


def _day_or_none(year: int, month: int, number: int) -> date | None:
    return date(year, month, number) if 1 <= number <= _last(year, month) else None


def _end_of_month(today: Today, months: int) -> date:
    first = _months_later(today.day.replace(day=1), months)
    return first.replace(day=_last(first.year, first.month))


def _months_later(day: date, months: int) -> date:
    """The same number so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _last(year, month + 1)))


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
