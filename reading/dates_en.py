"""How dates are said in English, on both sides of the Atlantic.

The one thing to know: «05/12» is December for some and May for others, and «next Friday» is this
week's for some only: both are asked.
"""

from dataclasses import replace

from reading.dates_grammar import Language, Rule, Said
from reading.dates_meaning import Alone, Doubt, Meaning, Today, ask, doubtful
from reading.dates_months import (
    calendar_day,
    day_in_month_from_now,
    end_of,
    end_of_month,
    later,
    middle_of,
    nth_weekday,
    somewhere_in,
    somewhere_in_month,
    weekday_and_day,
)
from reading.dates_shared import (
    FRACTIONS,
    PHONE_NUMBER,
    YEAR_FIRST,
    about_so_much_later,
    alone,
    day_month_year,
    day_number,
    either_day_of_month,
    either_stretch,
    feast,
    full_year,
    half_more,
    in_words,
    month,
    month_alone,
    no_date,
    plain_weekday,
    so_much_later,
    tomorrow,
)
from reading.dates_weekdays import (
    either_weekday,
    last_weekday,
    next_week,
    next_weekday,
    repeats,
    this_week,
    weekday,
    weekday_next_week,
    weekday_this_week,
    weekend,
    weeks_after_weekday,
)

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_TITLE = r"(?:mr|mrs|ms|miss|sir|madam|teacher|dr|saint|st|aunt|uncle)"
_PLACE = r"(?:street|avenue|school|square|room|plaza|escuela)"


def _either_order(said: Said, today: Today) -> Meaning | None:
    """«05/12»: both readings are asked; «30/11» and «11/30» leave only one."""
    first, second = said.number("a"), said.number("b")
    year = full_year(said.year, today)
    readings = [
        calendar_day(today, day, month, year)
        for day, month in ((first, second), (second, first))
        if month <= 12 and 1 <= day <= 31
    ]
    found = [reading for reading in readings if reading is not None]
    if not found:
        return None
    one_way = len(found) == 1 or first == second or all(reading.over for reading in found)
    only = found[0] if one_way else doubtful(today, *found)
    share = year is None and first < second and second in FRACTIONS
    return replace(only, alone=Alone.DOUBTED if share else Alone.ASKED)


RULES: tuple[Rule, ...] = (
    (r"\d{1,2}/\d{1,2} (?:of|hour|hours|page|cup|day)", no_date),
    PHONE_NUMBER,
    (r"24/7|\d+ of \d+", no_date),
    (rf"{_TITLE}(?: \.)? (?:{{W}}|{{M}})", no_date),
    (rf"{_PLACE} {{D}} (?:of )?{{M}}", no_date),
    (r"{M} (?:be|have|need|not|want|go|send|do|take|we|i|you|they|he|she)", no_date),
    (r"(?:i|we|he|she|they|you|it|who|that|students|teachers) (?:W[56]|M5)", no_date),
    (r"(?:the|in|under) W6(?! (?:\d|before|after))", no_date),
    (r"happy {W}", no_date),
    (r"{N} {U} from (?:now|today)", so_much_later),
    (
        r"(?:(?:{N} )?weeks?) from {W}",
        lambda said, today: weeks_after_weekday(today, said.maybe("n") or 1, said.weekday),
    ),
    (r"(?:the )?day after tomorrow", in_words(2)),
    (r"(?:the )?day before yesterday", in_words(-2)),
    (r"(?:yesterday|last night)", in_words(-1)),
    (r"(?:today|tonight|this (?:afternoon|evening))", in_words(0)),
    (r"(?:tomorrow|tmrw|tomorow|tommorow|tommorrow)", tomorrow),
    (r"(?:every|each) (?:{N} )?(?:other )?{U}", lambda said, today: repeats(today)),
    (r"weekly|monthly|daily", lambda said, today: repeats(today)),
    (
        r"(?:every|each|on) (?:other )?{W}s|(?:every|each) (?:other )?{W}|{W}s",
        lambda said, today: repeats(today, said.weekday),
    ),
    (r"(?:in|within) {N} and a half {U}", half_more),
    (r"(?:in|within) {N} (?:or|to|-) {N2} {U}", either_stretch),
    (
        r"(?:in|within) (?:about|around|roughly|some|a couple of|a few|several) (?:{N} )?{U}",
        about_so_much_later,
    ),
    (r"(?:in|within) {N} (?:working|business|school) {U}", about_so_much_later),
    (r"(?:in|within) {N} {U}(?: ')?(?: time)?", so_much_later),
    (
        r"(?:in )?a fortnight(?: from now)?",
        alone(Alone.WHOLE, lambda said, today: later(today, 2, "week")),
    ),
    (
        r"(?:{N} {U}|day|week) (?:from|after|before) {W}",
        lambda said, today: either_weekday(today, said.weekday),
    ),
    (r"{N} {U}(?! (?:of|ago|old|long|before|after)\b)", alone(Alone.WHOLE, so_much_later)),
    (
        r"{D} of (?:this|the current) month",
        lambda said, today: day_in_month_from_now(today, said.day, 0),
    ),
    (
        r"{D} of (?:the )?next month",
        lambda said, today: day_in_month_from_now(today, said.day, 1),
    ),
    (
        r"{D} (?:or|and|to|-|&) {D2} (?:of )?{M}{Y}|{M} {D} (?:or|and|to|-|&) {D2}{Y}",
        either_day_of_month,
    ),
    (r"{D} (?:of )?{M} next year|{M} {D} next year", day_month_year(years_on=1)),
    (r"{D} (?:of |/ |- )?{M}(?: \.)?{Y}", day_month_year()),
    (
        r"{M}(?: \.)? (?:the )?{D}{Y}(?! (?:students|teachers|times|people|schools))",
        day_month_year(),
    ),
    (
        rf"(?P<nth>{'|'.join(_ORDINALS)}) {{W}} (?:of|in) {{M}}{{Y}}",
        lambda said, today: nth_weekday(
            today, _ORDINALS[said.match["nth"]], said.weekday, said.month, said.year
        ),
    ),
    (
        r"{W} (?:of )?next week|next week(?: on)? {W}",
        lambda said, today: weekday_next_week(today, said.weekday),
    ),
    (r"{W} (?:of )?this week", lambda said, today: weekday_this_week(today, said.weekday)),
    (
        r"{W}(?: ,)?(?: the)? (?P<d>\d{1,2})(?: (?:st|nd|rd|th))?(?! (?:/|-|of M|M))",
        lambda said, today: weekday_and_day(today, said.weekday, said.day),
    ),
    (r"{W} week|{W} after next", lambda said, today: either_weekday(today, said.weekday)),
    (r"next {W}", lambda said, today: next_weekday(today, said.weekday, new_week=True)),
    (r"last {W}", lambda said, today: last_weekday(today, said.weekday)),
    (r"{W}'s", alone(Alone.IGNORED, lambda said, today: weekday(today, said.weekday))),
    (r"W(?P<w>[0-4]){END}", lambda said, today: weekday(today, said.weekday)),
    (r"{W}", plain_weekday),
    (
        r"(?:the )?(?:end|last day) of {M}{Y}",
        lambda said, today: end_of(today, said.month, said.year),
    ),
    (r"(?:the )?(?:end|last day) of next month", lambda said, today: end_of_month(today, 1)),
    (
        r"(?:the )?(?:end|last day) of (?:the|this) month|month 's end|month end",
        lambda said, today: end_of_month(today),
    ),
    (
        r"(?:mid|mid -|(?:the )?middle of) {M}{Y}",
        lambda said, today: middle_of(today, said.month, said.year),
    ),
    (
        r"(?:early|late|(?:the )?(?:beginning|start) of) {M}{Y}",
        lambda said, today: somewhere_in(today, said.month, said.year),
    ),
    (
        r"(?:the )?end of (?:the|this) year",
        lambda said, today: doubtful(today, end_of(today, 12)),
    ),
    (
        r"(?:the )?end of (?:the )?(?:term|semester|quarter|school year)",
        lambda said, today: ask(today, [], doubt=Doubt.NOT_UNDERSTOOD),
    ),
    (r"(?:the )?end of (?:the|this) week", lambda said, today: this_week(today)),
    (
        r"next weekend",
        lambda said, today: doubtful(today, weekend(today), weekend(today, weeks=1)),
    ),
    (r"(?:this |the )?weekend", lambda said, today: weekend(today)),
    (r"next week", lambda said, today: next_week(today)),
    (r"this week", lambda said, today: this_week(today)),
    (r"next month", lambda said, today: somewhere_in_month(today, 1)),
    (r"this month", lambda said, today: somewhere_in_month(today, 0)),
    (r"christmas", feast(25, 12)),
    (r"(?:in|by|before|until|till|during|this|since) {M}{Y}", month),
    (r"{M}{Y}", month_alone),
    YEAR_FIRST,
    (r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})", _either_order),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})", _either_order),
    (r"(?P<a>\d{1,2})-(?P<b>\d{1,2})", alone(Alone.IGNORED, _either_order)),
    (r"(?<=\bthe )(?P<d>\d{1,2}) (?:st|nd|rd|th){END}", day_number),
    (
        r"(?<=\bthe )(?P<d>\d{1,2}) (?:st|nd|rd|th)",
        alone(Alone.DOUBTED, lambda said, today: doubtful(today, day_number(said, today))),
    ),
)

ENGLISH = Language(
    code="en",
    weekdays={
        "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2,
        "wensday": 2, "thursday": 3, "thu": 3, "thur": 3, "thurs": 3, "friday": 4, "fri": 4,
        "saturday": 5, "sat": 5, "sunday": 6, "sun": 6,
    },
    months={
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4,
        "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
        "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
    numbers={
        "a": 1, "an": 1, "one": 1, "first": 1, "two": 2, "three": 3, "four": 4, "five": 5,
        "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
        "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    },
    units={
        "minutes": "minute", "minute": "minute", "hours": "hour", "hour": "hour", "days": "day",
        "day": "day", "weeks": "week", "week": "week", "week's": "week", "day's": "day",
        "month's": "month", "months": "month", "month": "month",
        "years": "year", "year": "year",
    },
    ordinal="st|nd|rd|th",
    tens={"twenty": 20, "thirty": 30},
    and_ones="-",
    year=r"of ",
    rules=RULES,
    deadline=(
        r"(?:no later than|not later than|at the latest|before|by|until|till|due(?: on| by)?(?: :)?"
        r"|deadline(?: is)?(?: :)?|for|when :)(?: on| this| the)?"
    ),
    plain=(
        r"(?:on|this|coming|on the|the|at|(?:T|P|morning|afternoon|evening)(?: (?:on|of|,))?(?: the)?"
        r"|W[0-6](?: ,)?|\()"
    ),
    other=r"(?:(?:of|from|since|after|starting|not before|between|if)(?: on| the| this)?)",
    together=r"(?:or|and|to|[,/&-]|through)(?: on| the| this)*",
    negation=r"(?:not|no|never|cannot|can't|don't|won't|except)(?: \w+){0,2}?(?: on)?(?: the| this)?",
    hedge="maybe|perhaps|i think|probably|hopefully|possibly",
    day_first=False,
)  # fmt: skip
