"""Which quotes carry most of what many people talked about.

The one thing to know: a concept (a stem, or two in a row) weighs by how many *different* people
used it, and counts once: the next quote earns only by what is still untold. Variety comes from
that, and from nobody having more than two fifths of the points.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reading.stems import content_stems
from reading.utterances import Author, Unit, Utterance, spoken

LARGEST_SHARE = 0.4
PAIR_BONUS = 1.5
SAID_BY_ONE = 0.01  # what nobody else spoke of weighs next to nothing, but more than nothing
MOST_WELCOME = 1.3  # reactions and replies may lift a quote by so much at most


def concepts(text: str, language: str) -> list[str]:
    """The stems of `text` that carry meaning, and each two of them in a row."""
    single = content_stems(spoken(text), language)
    return single + [f"{one} {two}" for one, two in pairwise(single)]


def weigh(
    utterances: Sequence[Utterance], concepts_of: Mapping[int, Sequence[str]]
) -> dict[str, float]:
    """What each concept weighs: authors × uses^0.7 × log(all / uses), if two utterances use it."""
    uses: dict[str, int] = defaultdict(int)
    authors: dict[str, set[Author]] = defaultdict(set)
    for utterance in utterances:
        for concept in set(concepts_of[utterance.id]):
            uses[concept] += 1
            authors[concept].add(utterance.by)
    everything = len(utterances)
    return {
        concept: len(authors[concept])
        * count**0.7
        * math.log(everything / count)
        * (PAIR_BONUS if " " in concept else 1.0)
        for concept, count in uses.items()
        if count >= 2
    }


def welcome(reactions: int, people_replying: int) -> float:
    """How much reactions and the replies of different people lift a quote: 1 to 1.3."""
    return min(MOST_WELCOME, 1 + 0.1 * math.log1p(reactions + people_replying))


@dataclass(kw_only=True)
class Shares:
    """Who has been quoted how often, out of the points there will be and the people who spoke."""

    points: int
    authors: int
    quoted: Counter[Author] = field(default_factory=Counter)

    def has_room(self, author: Author) -> bool:
        return self.quoted[author] < self._most(self.points)

    def add(self, author: Author) -> None:
        self.quoted[author] += 1

    @property
    def left(self) -> int:
        return self.points - self.quoted.total()

    def loudest_of(self, authors: Sequence[Author]) -> Author | None:
        """The author with more than their share of points that turned out fewer than planned."""
        by_count = Counter(authors).most_common(1)
        most = self._most(len(authors))
        return next((author for author, count in by_count if count > most), None)

    def _most(self, points: int) -> int:
        return max(1, int(points * max(LARGEST_SHARE, 1 / self.authors)))


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A unit that could be a point, its concepts, and how well it would read (about 1)."""

    unit: Unit
    concepts: frozenset[str]
    quality: float


class Coverage:
    """What has been told so far, and what a candidate would add."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._untold = dict(weights)

    def gain(self, candidate: Candidate) -> float:
        told = sum(self._untold.get(concept, SAID_BY_ONE) for concept in candidate.concepts)
        return candidate.quality * told / math.sqrt(candidate.unit.words)

    def tell(self, told: Iterable[str]) -> None:
        for concept in told:
            self._untold[concept] = 0.0


def best(
    candidates: Iterable[Candidate],
    coverage: Coverage,
    *,
    fits: Callable[[Unit], bool],
) -> Candidate | None:
    """The candidate that adds most among those whose unit fits; None when none adds anything."""
    found, most = None, 0.0
    for candidate in candidates:
        if (gain := coverage.gain(candidate)) > most and fits(candidate.unit):
            found, most = candidate, gain
    return found
