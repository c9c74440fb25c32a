"""Whom a message names: by the whole name, or by its first word, as people call one another.

The one thing to know: it errs towards naming. Two Rosas are both named by «Rosa», because what it is for
is to find what must be emptied when one of them is forgotten (docs/decisions/0057).
"""

import re
from collections.abc import Hashable, Mapping
from html import unescape
from typing import TypeVar

SHORTEST = 3  # letters of a first word that can stand for a name; «la» could be anything
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")

Person = TypeVar("Person", bound=Hashable)


def named_in(html: str, names: Mapping[Person, str]) -> set[Person]:
    """Of `names` (person: name), those that a text of Telegram's HTML has in it, whatever the case."""
    said = unescape(_TAG.sub("", html)).casefold()
    words = set(_WORD.findall(said))
    return {person for person, name in names.items() if _is_named(name.casefold(), said, words)}


def _is_named(name: str, said: str, words: set[str]) -> bool:
    parts = _WORD.findall(name)
    if parts and len(parts[0]) >= SHORTEST:
        return parts[0] in words
    whole = name.strip()
    return bool(whole) and re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", said) is not None
