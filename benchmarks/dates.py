"""Reading dates: our phrases and what they mean, beside what dateparser alone makes of them.

The files are tests/reading/dates_{es,pt,en}.tsv, and dates_blind.tsv, on which nothing was tuned
before its first reading (docs/reading-dates.md). dateparser gets every advantage: the language, day
and month in order, the future preferred, first the whole phrase and then a search in it, and an hour
counts only where the phrase says one.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateparser import parse
from dateparser.search import search_dates

from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from reading.dates import read_moment
from tests.reading.dated_phrases import phrases, written

FILES = {"es": "es", "pt": "pt", "en": "en", "blind": "es"}  # file: its language
RIGHT, ASKED, WRONG = "right", "asked", "wrong"
QUICK = 20  # phrases of each file

Reader = Callable[[str, datetime, ZoneInfo, str, str], str]


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Right, asked back and wrong in silence, in per cent of the phrases of each file."""
    figures = []
    for file, language in FILES.items():
        ours = _outcomes(_ours, file, language, quick=quick)
        theirs = _outcomes(_dateparser, file, language, quick=quick)
        many = sum(ours.values())
        print(f"  {file}, of {many}: ours {dict(ours)}, dateparser {dict(theirs)}", flush=True)
        if file == "blind":  # told, not held against a bar
            continue
        for outcome, bar, at_most in ((RIGHT, 97, False), (ASKED, 3, True), (WRONG, 0, True)):
            what = f"dates, {language}, {many} phrases: {outcome}"
            share, beside = (100 * counts[outcome] / many for counts in (ours, theirs))
            figures.append(value(what, "%", [share], bar=bar, at_most=at_most, theirs=beside))
    return figures


def _outcomes(reader: Reader, file: str, language: str, *, quick: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for phrase, now, zone, expected in list(phrases(file))[: QUICK if quick else None]:
        found = reader(phrase, now, zone, language, expected)
        outcome = _outcome(found, expected)
        if reader is _ours and outcome != RIGHT:
            print(f"  {outcome}: «{phrase}» is {expected}, read as {found}", flush=True)
        counts[outcome] += 1
    return counts


def _outcome(found: str, expected: str) -> str:
    """A question where one is due is right; any other question is asked back; the rest is wrong."""
    if found == expected or (expected == "?" and found.startswith("?")):
        return RIGHT
    return ASKED if found[0] in "?-" else WRONG


def _ours(phrase: str, now: datetime, zone: ZoneInfo, language: str, expected: str) -> str:
    return written(read_moment(phrase, now=now, zone=zone, language=language))


def _dateparser(phrase: str, now: datetime, zone: ZoneInfo, language: str, expected: str) -> str:
    """Its first answer, written as `expected` is; «-» when it has none."""
    settings: dict[str, Any] = {
        "RELATIVE_BASE": now.astimezone(zone).replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "MDY" if language == "en" else "DMY",
    }
    found = parse(phrase, languages=[language], settings=settings)
    if found is None:
        hits = search_dates(phrase, languages=[language], settings=settings)
        found = hits[0][1] if hits else None
    if found is None:
        return "-"
    if expected.startswith("past"):
        return f"past {found:%Y-%m-%d}"
    return f"{found:%Y-%m-%d %H:%M}" if ":" in expected else f"{found:%Y-%m-%d}"
