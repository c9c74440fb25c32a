"""What our own grammar did not take is shown to dateparser, and what it says is doubted.

The one thing to know: dateparser answers to almost anything («5» is a day that is over), so it is
asked only about short texts that name a month, and believed only when a day and a month stand side
by side in what it found. It is loaded at the first such text: it weighs 19 MB.
"""

import re
from collections.abc import Set
from datetime import datetime
from typing import Any

from reading.dates_grammar import Language, Line
from reading.dates_meaning import Today, doubtful
from reading.dates_months import calendar_day
from reading.dates_phrases import Phrase, Role

LONGEST = 200
"""Longer texts are stories, in which a month and a number far apart mean nothing."""

_DAY_AND_MONTH = re.compile(r"(?:\d{1,4}|M\d+|[,./-]|de|of|the|do|da|del)(?: |$)")
_NAMES_A_MONTH = re.compile(r"(?<!\S)M\d+(?!\S)")
_NAMES_A_DAY = re.compile(r"(?<!\S)\d{1,2}(?!\S)")


def read_otherwise(
    text: str, line: Line, taken: Set[int], language: Language, today: Today
) -> Phrase | None:
    """A date in `text` that only dateparser knows, in doubt unless day and month are explicit.

    `taken` are the words of `line` that our grammar knows to be no date.
    """
    if len(text) > LONGEST or taken or not _NAMES_A_MONTH.search(line.text):
        return None
    if not _NAMES_A_DAY.search(line.text):
        return None
    found = _search(text, language, today)
    if found is None:
        return None
    phrase, when = found
    place = text.find(phrase)
    words = [
        index
        for index, (start, end) in enumerate(line.spans)
        if place <= start and end <= place + len(phrase)
    ]
    if place < 0 or not words or when.date() < today.day:
        return None
    said = line.words[words[0] : words[-1] + 1]
    year = when.year if str(when.year) in said else None
    meaning = calendar_day(today, when.day, when.month, year)
    if meaning is None or not _explicit(said):
        meaning = doubtful(today, meaning)
    return Phrase(
        meaning=meaning, role=Role.PLAIN, first=words[0], core=words[0], after=words[-1] + 1
    )


def _explicit(words: list[str]) -> bool:
    text = " ".join(words)
    sides = _NAMES_A_MONTH.search(text) and _NAMES_A_DAY.search(text)
    return bool(sides) and all(_DAY_AND_MONTH.fullmatch(word) for word in words)


def _search(text: str, language: Language, today: Today) -> tuple[str, datetime] | None:
    from dateparser.search import search_dates

    settings: dict[str, Any] = {
        "RELATIVE_BASE": today.now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY" if language.day_first else "MDY",
        "REQUIRE_PARTS": ["day", "month"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        found = search_dates(text, languages=[language.code], settings=settings)
    except (ValueError, OverflowError, TypeError, IndexError, KeyError, AttributeError, re.error):
        return None  # on odd texts it stumbles in many ways, and nothing is lost
    return (found[0][0], found[0][1]) if found and len(found) == 1 else None
