"""Finding minutes by words: a community has a few dozen, so they are simply read through.

The one thing to know: words meet by their stems, or by their beginning, as in the repertoire; all
of the words looked for must be there. No database is asked, so both find the same.
"""

from reading.stems import fold, search_terms, stems
from reading.stems import words as plain_words


def is_about(query: str, text: str, language: str) -> bool:
    """Whether every word looked for is in it."""
    wanted = len(search_terms(query, language))
    return wanted > 0 and _hits(query, text, language) == wanted


def line_about(query: str, text: str, language: str) -> str:
    """The line with most of the words looked for; the first of those."""
    said = [line for line in text.splitlines() if line.strip()]
    return max(said, key=lambda line: _hits(query, line, language), default="")


def _hits(query: str, text: str, language: str) -> int:
    there = {*stems(text, language), *plain_words(fold(text))}
    return sum(
        any(word.startswith(term) for word in there) for term in search_terms(query, language)
    )
