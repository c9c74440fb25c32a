"""Whom a message turns to: «@rosa», «Rosa, ¿cuántas?», «gracias Rosa!», «¿y cómo, Rosa?».

The one thing to know: a name counts only where it stands alone, between marks or after a courtesy, for
«Rosa manda el acta» speaks of her and not to her. A name that two people of the discussion bear
is nobody's.
"""

import re
from collections.abc import Iterable, Iterator

from reading.people import TITLES
from reading.stems import fold, words
from reading.utterances import Author, Utterance

_NAME = r"(?P<name>[^\W\d_]{2,20}(?:\s(?:[^\W\d_a-zà-ÿ][^\W\d_]*))?)"
_COURTESY = r"""(?i:hola|oye|oiga|oi|ol[aá]|hey|hi|hello|gracias|muchas\s+gracias|obrigad[oa]|valeu|thanks
    |thank\s+you|felicitaciones|felicidades|parab[eé]ns|congratulations|genial|excelente|buena|bien|dale
    |s[ií]|sim|yes|claro|ya|ok|estimad[oa]|querid[oa]|car[oa]|dear|profe|profesora?|colega|don|do[nñ]a
    |de\s+acuerdo(?:\s+con)?|concuerdo\s+con|concordo\s+com|bom\s+dia|boa\s+(?:tarde|noite)
    |buen\s+d[ií]a|buenas\s+(?:tardes|noches)|buenos\s+d[ií]as|y|e|and|pero|mas|but)"""
_OPENS = re.compile(
    rf"^\W*(?P<courtesy>(?:{_COURTESY}\W+){{0,3}}){_NAME}(?:\s*[,:;.!?…\n]|\W*$)", re.VERBOSE
)
_CLOSES = re.compile(rf"[,;.!?…]\s*{_NAME}\s*[.!?…]*\W*$")
_MENTION = re.compile(r"(?<![\w@/])@(\w{2,32})")
_TAIL = 45  # letters in which a name that closes a message stands


class Addressees:
    """The people of a discussion, by the names they are called."""

    def __init__(self, utterances: Iterable[Utterance]) -> None:
        self._called: dict[str, set[Author]] = {}
        self._tags: dict[str, set[Author]] = {}
        for author, by in {said.author: said.by for said in utterances if said.author}.items():
            names = [name for name in words(author) if name not in TITLES]
            for called in _calls(names):
                self._called.setdefault(called, set()).add(by)
            for tag in _tags(names):
                self._tags.setdefault(tag, set()).add(by)

    def of(self, utterance: Utterance) -> Author | None:
        """Whom it turns to, if that is somebody else of this discussion and clear."""
        if "@" in utterance.text:
            for mention in _MENTION.findall(utterance.text):
                tag = fold(mention).replace("_", "").rstrip("0123456789")
                if found := self._one_of(self._tags.get(tag), but=utterance.by):
                    return found
        return self._by_name(utterance)

    def _by_name(self, utterance: Utterance) -> Author | None:
        opens = _OPENS.match(utterance.text)
        if opens and (opens["courtesy"] or opens["name"][0].isupper()):
            found = self._named(opens["name"], but=utterance.by)
            listed = words(utterance.text[opens.end() :][:_TAIL])[:1]  # «Rosa, Juan y Marta…»
            if found and not self._called.keys() & listed:
                return found
        closes = _CLOSES.search(utterance.text[-_TAIL:])
        if closes and closes["name"][0].isupper():
            return self._named(closes["name"], but=utterance.by)
        return None

    def _named(self, name: str, *, but: Author) -> Author | None:
        return self._one_of(self._called.get(" ".join(words(name))), but=but)

    @staticmethod
    def _one_of(people: set[Author] | None, *, but: Author) -> Author | None:
        if people is None or len(people) != 1 or but in people:
            return None
        return next(iter(people))


def _calls(names: list[str]) -> Iterator[str]:
    """«rosa muñoz» is called Rosa and Rosa Muñoz."""
    yield from (" ".join(names[:many]) for many in range(1, min(2, len(names)) + 1))


def _tags(names: list[str]) -> Iterator[str]:
    """@rosa, @rosam and @rosamunoz are names for «rosa muñoz»."""
    if names:
        yield names[0]
    if len(names) > 1:
        yield names[0] + names[1][0]
        yield names[0] + names[1]
