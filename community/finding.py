"""Looking for practices: what somebody means, and what there is about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from community.ids import PracticeId
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

    @property
    def is_all(self) -> bool:
        """Whether nothing was asked for in particular."""
        return not self.terms and self.kind is None

    def of_kind(self, kind: PracticeKind | None) -> "Sought":
        """The same among one kind of practices; among all with None."""
        return replace(self, kind=kind)


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
