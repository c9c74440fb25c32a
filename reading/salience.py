"""Which quotes carry most of what many people talked about.

The one thing to know: a concept (a stem, or two in a row) weighs by how many *different* people
used it, and counts once: the next quote earns only by what is still untold. Variety comes from
that, and from nobody having more than two fifths of the points.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reading.stems import content_stems
from reading.utterances import Author, Unit, Utterance, spoken

LARGEST_SHARE = 0.4
PAIR_BONUS = 1.5
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
    """Who has been quoted how often, out of the points there will be."""

    points: int
    quoted: dict[Author, int] = field(default_factory=dict)

    def has_room(self, author: Author) -> bool:
        most = max(1, int(LARGEST_SHARE * self.points))
        return self.quoted.get(author, 0) < most

    def add(self, author: Author) -> None:
        self.quoted[author] = self.quoted.get(author, 0) + 1

    @property
    def left(self) -> int:
        return self.points - sum(self.quoted.values())


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
        told = sum(self._untold.get(concept, 0.0) for concept in candidate.concepts)
        return candidate.quality * told / math.sqrt(candidate.unit.words)

    def tell(self, told: Iterable[str]) -> None:
        for concept in told:
            self._untold.pop(concept, None)


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
