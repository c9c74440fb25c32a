"""How often something comes round: «cada viernes», «todos los meses», «a cada quinze dias».

The one thing to know: the rhythm is taken out of the words and its first day left in them, so that
«cada viernes» still says which day comes first.
"""

import re

from community.commitments import Every
from reading.stems import fold

_WEEKDAYS = (
    r"(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?"
    r"|(?:segundas?|tercas?|quartas?|quintas?|sextas?)(?:-feiras?)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
)
_EACH = r"(?:a\s+)?(?:cada|todos\s+(?:los|os)|todas\s+(?:las|as)|toda|every|each)"
# Each with what of it is left in the words: a weekday says the first day by itself.
_PATTERNS: tuple[tuple[Every, str], ...] = (
    (Every.TWO_WEEKS, rf"\b{_EACH}\s+(?:dos|duas|two|2|otras?|other)\s+(?:semanas?|weeks?)\b"),
    (Every.TWO_WEEKS, rf"\b{_EACH}\s+(?:quince|quinze|15|catorce|14)\s+dias\b"),
    (Every.TWO_WEEKS, r"\b(?:quincenalmente|quinzenalmente|fortnightly|every\s+fortnight)\b"),
    (Every.WEEK, rf"\b{_EACH}\s+(?:semanas?|week)\b"),
    (Every.WEEK, r"\b(?:semanalmente|weekly)\b"),
    (Every.MONTH, rf"\b(?:de\s+)?{_EACH}\s+(?:mes|meses|month)\b"),
    (Every.MONTH, r"\b(?:mensualmente|mensalmente|monthly)\b"),
    (Every.WEEK, rf"\b{_EACH}\s+(?={_WEEKDAYS}\b)"),
)
_COMPILED = tuple((every, re.compile(pattern)) for every, pattern in _PATTERNS)


def find_rhythm(words: str) -> tuple[str, Every | None]:
    """The words without their rhythm, as long as before, and the rhythm; None where it comes once."""
    folded = fold(words)
    if len(folded) != len(words):
        folded = words.lower()
    for every, pattern in _COMPILED:
        match = pattern.search(folded)
        if match is not None:
            start, end = match.span()
            return words[:start] + " " * (end - start) + words[end:], every
    return words, None
