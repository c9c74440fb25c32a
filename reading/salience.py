"""Which quotes carry most of what many people talked about.

The one thing to know: a concept (a stem, or two in a row) weighs by how many *different* people
used it, and counts once: the next quote earns only by what is still untold. A message that many
others are alike weighs more. Variety comes from the first, from no two quotes being much alike,
and from nobody having more than two fifths of the points (who wrote most of the words, three).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, repeat
from operator import attrgetter

from reading.contents import Content
from reading.utterances import Author, Unit, Utterance

LARGEST_SHARE = 0.4
LARGEST_OF_A_SCRIBE = 0.6  # of the points, for who wrote as much of the words: they write for all
PAIR_BONUS = 1.5
SAID_BY_ONE = 0.01  # what nobody else spoke of weighs next to nothing, but more than nothing
LENGTH = 0.3  # a longer quote tells more and costs more words
MUCH_ALIKE = 0.25  # shared stems of all stems of two quotes: the second says little new
AKIN = 0.1  # cosine of two messages about the same, as in LexRank
PEERS = 150  # messages each is compared with, evenly spaced, so that the work stays linear
AT_ONCE = 500  # messages
LANE = 32  # bits for one cosine, so that no sum runs over into the next
ONE = 2**16  # what 1.0 is where fractions are whole numbers
SLACK = 1 + 1e-9  # sums in another order differ in their last digits
ALONE = 0.15  # how central a message is that no other is akin to; the average is one
MOST_WELCOME = 1.3  # reactions and replies may lift a quote by so much at most


def uses_of(stems: Sequence[Sequence[str]]) -> Counter[str]:
    """How many of them have each stem; counted by and by, for counting lets no other thread run."""
    uses = Counter[str]()
    for start in range(0, len(stems), AT_ONCE):
        uses.update(chain.from_iterable(stems[start : start + AT_ONCE]))
    return uses


def weigh(
    utterances: Sequence[Utterance], content_of: Mapping[int, Content], uses_of_stems: Counter[str]
) -> dict[str, float]:
    """What each concept weighs: authors × uses^0.7 × log(1 + all / uses), if two utterances use it."""
    uses = uses_of_stems.copy()
    for utterance in utterances:
        uses.update(set(content_of[utterance.id].pairs))
    repeated = {concept for concept, count in uses.items() if count >= 2}
    by_author: dict[Author, set[str]] = defaultdict(set)
    for utterance in utterances:
        content, theirs = content_of[utterance.id], by_author[utterance.by]
        theirs |= repeated.intersection(content.single)
        theirs |= repeated.intersection(content.pairs)
    authors = Counter[str]()
    for theirs in by_author.values():
        authors.update(theirs)
    everything = len(utterances)
    return {
        concept: authors[concept]
        * uses[concept] ** 0.7
        * math.log1p(everything / uses[concept])
        * (PAIR_BONUS if " " in concept else 1.0)
        for concept in repeated
    }


def welcome(reactions: int, people_replying: int) -> float:
    """How much reactions and the replies of different people lift a quote: 1 to 1.3."""
    return min(MOST_WELCOME, 1 + 0.1 * math.log1p(reactions + people_replying))


def central(
    utterances: Sequence[Utterance], content_of: Mapping[int, Content], uses: Counter[str]
) -> dict[int, float]:
    """How central each utterance is: how many others it is akin to, as a ratio to the average.

    Cosines with all peers are added up at once, in one number: each peer has so many bits of it.
    """
    stems = [content_of[utterance.id].single for utterance in utterances]
    rarity = {stem: math.log1p(len(stems) / count) for stem, count in uses.items()}
    square = {stem: weight**2 for stem, weight in rarity.items()}.__getitem__
    lengths = [math.sqrt(sum(map(square, each))) for each in stems]
    step = max(1, len(stems) / PEERS)
    peers = [int(place * step) for place in range(int(len(stems) / step))]
    shares: dict[str, int] = defaultdict(int)
    for lane, place in enumerate(peers):
        for stem in stems[place]:
            if uses[stem] > 1:
                share = round(rarity[stem] ** 2 / lengths[place] * ONE)
                shares[stem] += share << (lane * LANE)
    ones = sum(1 << (lane * LANE) for lane in range(len(peers)))
    tops = ones << (LANE - 1)
    share_of = shares.get
    akin = [
        (
            (sum(map(share_of, each, repeat(0))) + tops - ones * math.ceil(AKIN * length * ONE))
            & tops
        ).bit_count()
        if length
        else 0
        for each, length in zip(stems, lengths, strict=True)
    ]
    average = sum(akin) / len(akin) or 1.0
    return {
        utterance.id: ALONE + (1 - ALONE) * count / average
        for utterance, count in zip(utterances, akin, strict=True)
    }


@dataclass(kw_only=True)
class Shares:
    """Who has been quoted how often, out of the points there will be and the people who spoke."""

    points: int
    authors: int
    written: Mapping[Author, float]  # by author, the part of all words
    quoted: Counter[Author] = field(default_factory=Counter)
    _full: set[Author] = field(default_factory=set)

    def has_room(self, author: Author) -> bool:
        return author not in self._full and self.quoted.get(author, 0) < self._most(
            self.points, author
        )

    def give_back(self, author: Author) -> None:
        """One point of somebody who has too many, and gets no more."""
        self.quoted -= Counter([author])
        self._full.add(author)

    def add(self, author: Author) -> None:
        self.quoted[author] += 1

    @property
    def left(self) -> int:
        return self.points - self.quoted.total()

    def loudest_of(self, authors: Sequence[Author]) -> Author | None:
        """The author with more than their share of points that turned out fewer than planned."""
        by_count = Counter(authors).most_common()
        return next((a for a, count in by_count if count > self._most(len(authors), a)), None)

    def _most(self, points: int, author: Author) -> int:
        wrote = min(LARGEST_OF_A_SCRIBE, self.written.get(author, 0.0))
        return max(1, int(points * max(LARGEST_SHARE, 1 / self.authors, wrote)))


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A unit that could be a point, its concepts, and what lifts it: how central and welcome it is."""

    unit: Unit
    concepts: frozenset[str]
    lift: float

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(concept for concept in self.concepts if " " not in concept)


@cache
def _costs(longest: int) -> tuple[float, ...]:
    return tuple(max(1, words) ** LENGTH for words in range(longest + 1))


class Coverage:
    """What has been told so far, and what a candidate would add."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._untold = dict(weights)
        self._quotes: list[frozenset[str]] = []

    def at_most(self, content: Content, *, lift: float, longest: int) -> float:
        """No quote of it, up to so many words, adds more: cheap to tell, so it is asked first."""
        return lift * SLACK * content.at_most(self._untold.get, SAID_BY_ONE, _costs(longest))

    def gain(self, candidate: Candidate) -> float:
        told = sum(map(self._untold.get, candidate.concepts, repeat(SAID_BY_ONE)))
        return candidate.lift * told / math.pow(candidate.unit.words, LENGTH)

    def is_new(self, candidate: Candidate) -> bool:
        """Whether no quote told so far is much like it."""
        stems = candidate.stems
        return not any(len(stems & told) > MUCH_ALIKE * len(stems | told) for told in self._quotes)

    def tell(self, told: Iterable[str]) -> None:
        for concept in told:
            self._untold[concept] = 0.0
        self._quotes.append(frozenset(concept for concept in told if " " not in concept))


@dataclass(kw_only=True, slots=True)
class Offer:
    """One utterance that could be quoted, with at least `least` words; its candidates are made late."""

    utterance: Utterance
    content: Content
    lift: float
    least: int
    at_most: float  # no candidate of it added more when this was told
    candidates: list[Candidate] | None = None


_by_most = attrgetter("at_most")


def best(
    offers: list[Offer],
    coverage: Coverage,
    *,
    longest: int,
    candidates: Callable[[Offer], list[Candidate]],
    speaks: Callable[[Utterance], bool],
    fits: Callable[[Unit], bool],
    readability: Callable[[Unit], float],
) -> Candidate | None:
    """The candidate that adds most, times how well it reads, among those whose unit fits.

    None when none adds anything. What an offer adds only falls as more is told: those that could
    add most when last looked at come first, and the search ends where that is no more than the best
    now. Sorts `offers`. Readability is at most 1 and slow to tell: it is asked last.
    """
    found, most = None, 0.0
    offers.sort(key=_by_most, reverse=True)
    for offer in offers:
        if offer.at_most <= most:
            break
        if not speaks(offer.utterance):
            continue
        offer.at_most = coverage.at_most(offer.content, lift=offer.lift, longest=longest)
        if offer.at_most <= most:
            continue
        if offer.candidates is None:
            offer.candidates = candidates(offer)
        for candidate in offer.candidates:
            gain = coverage.gain(candidate)
            if gain > most and fits(candidate.unit) and coverage.is_new(candidate):
                gain *= readability(candidate.unit)
                if gain > most:
                    found, most = candidate, gain
    return found
