"""Finding minutes by words: a community has a few dozen, so they are simply read through.

The one thing to know: words meet by their stems, or by their beginning, as in the repertoire; all
of the words looked for must be there. No database is asked, so both find the same.
"""

from collections.abc import Sequence
from itertools import takewhile

from community.minutes import Minutes, Point, PointKind
from reading.stems import fold, search_terms, stems
from reading.stems import words as plain_words

AGREEMENTS = "🤝"  # begins their heading in each language
POINTS = ("•", "-", "*")


def is_about(query: str, text: str, language: str) -> bool:
    """Whether every word looked for is in it."""
    wanted = len(search_terms(query, language))
    return wanted > 0 and _hits(query, text, language) == wanted


def line_about(query: str, text: str, language: str) -> str:
    """The line with most of the words looked for; the first of those."""
    said = [line for line in text.splitlines() if line.strip()]
    return max(said, key=lambda line: _hits(query, line, language), default="")


def agreed(one: Minutes, points: Sequence[Point]) -> list[str]:
    """What minutes say was agreed, as they are now: as noted, or in a guide's words."""
    noted = [point.text for point in points if point.kind is PointKind.AGREEMENT]
    return noted if one.text is None else agreed_in(one.text, noted)


def agreed_in(text: str, noted: Sequence[str]) -> list[str]:
    """What minutes in a guide's words say was agreed: the points below their «🤝»; where that heading
    is gone, what was noted and still is in them."""
    rows = [row.strip() for row in text.splitlines()]
    heads = [n for n, row in enumerate(rows) if row.startswith(AGREEMENTS)]
    if not heads:
        flat = fold(" ".join(text.split()))
        return [one for one in noted if one and fold(" ".join(one.split())) in flat]
    below = takewhile(lambda row: row.startswith(POINTS), rows[heads[0] + 1 :])
    return [said for row in below if (said := row.lstrip("".join(POINTS)).strip())]


def _hits(query: str, text: str, language: str) -> int:
    there = {*stems(text, language), *plain_words(fold(text))}
    return sum(
        any(word.startswith(term) for word in there) for term in search_terms(query, language)
    )
