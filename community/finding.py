"""Looking for practices: what somebody means, and what there is about it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from community.ids import PracticeId
from community.levels import Level
from community.practices import PracticeKind

A_PAGE = 5  # product.md M3


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word that is looked for; `kind`: what it may name besides, as «rutina» does."""

    word: str  # as it was written, in small letters
    folded: str
    stem: str
    kind: PracticeKind | None = None


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What somebody looks for: words, and what a practice must be. Nothing at all: everything."""

    terms: tuple[Term, ...] = ()
    kind: PracticeKind | None = None
    level: Level | None = None  # MULTIGRADE: told of several grades together
    subject: Term | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing was asked for in particular."""
        return not self.terms and not self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        """Whether a practice must be of a kind, a level or a subject."""
        return (self.kind, self.level, self.subject) != (None, None, None)


def bare_words(said: str) -> list[str]:
    """The words of a subject in small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", said.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.findall("[a-z0-9]+", bare)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What there is, the best first: of the latest that match, as many as a search looks at."""

    numbers: tuple[PracticeId, ...] = ()
    kinds: tuple[PracticeKind, ...] = ()  # that occur, the most frequent first
    is_partial: bool = False  # none has all the words
    understood: Mapping[str, str] = field(default_factory=dict)  # misspelt word: the one looked for

    def page(self, number: int) -> Sequence[PracticeId]:
        """The five of a page; the first is 1."""
        return self.numbers[(number - 1) * A_PAGE : number * A_PAGE]

    def has_page(self, number: int) -> bool:
        """Whether there is anything on it."""
        return number >= 1 and len(self.numbers) > (number - 1) * A_PAGE
