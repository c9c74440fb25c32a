"""How often something comes round: «cada viernes», «todos los meses», «a cada quinze dias».

The one thing to know: the rhythm is taken out of the words and its first day left in them: of «cada
viernes» there stays «el viernes», which is the day that comes first.
"""

import re

from community.commitments import Every
from reading.stems import fold

# The weekdays of each language, after the small word with which they name one day.
_WEEKDAYS = {
    "el": r"lunes|martes|miercoles|jueves|viernes|sabados?|domingos?",
    "na": r"segundas?|tercas?|quartas?|quintas?|sextas?",
    "on": r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?",
}
_EACH = r"(?:a\s+)?(?:cada|todos\s+(?:los|os)|todas\s+(?:las|as)|toda|todo|every|each)"
_PATTERNS: tuple[tuple[Every, str], ...] = (
    (Every.TWO_WEEKS, rf"\b{_EACH}\s+(?:dos|duas|two|2|otras?|other)\s+(?:semanas?|weeks?)\b"),
    (Every.TWO_WEEKS, rf"\b{_EACH}\s+(?:quince|quinze|15|catorce|14)\s+dias\b"),
    (Every.TWO_WEEKS, r"\b(?:quincenalmente|quinzenalmente|fortnightly|every\s+fortnight)\b"),
    (Every.WEEK, rf"\b{_EACH}\s+(?:semanas?|week)\b"),
    (Every.WEEK, r"\b(?:semanalmente|weekly)\b"),
    (Every.MONTH, rf"\b(?:de\s+)?{_EACH}\s+(?:mes|meses|month)\b"),
    (Every.MONTH, r"\b(?:mensualmente|mensalmente|monthly)\b"),
)
_COMPILED = tuple((every, re.compile(pattern)) for every, pattern in _PATTERNS)
_EACH_WEEKDAY = tuple(
    (small, re.compile(rf"\b{_EACH}\s+(?=(?:{days})\b)")) for small, days in _WEEKDAYS.items()
)


def find_rhythm(words: str) -> tuple[str, Every | None]:
    """The words without their rhythm, as long as before, and the rhythm; None where it comes once."""
    folded = fold(words)
    if len(folded) != len(words):
        folded = words.lower()
    for every, pattern in _COMPILED:
        match = pattern.search(folded)
        if match is not None:
            return _instead(words, match, ""), every
    for small, pattern in _EACH_WEEKDAY:
        match = pattern.search(folded)
        if match is not None:
            return _instead(words, match, small), Every.WEEK
    return words, None


def _instead(words: str, found: re.Match[str], small: str) -> str:
    start, end = found.span()
    return words[:start] + small.ljust(end - start) + words[end:]
