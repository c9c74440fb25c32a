"""What did I miss? The quotes that tell a discussion best, chosen offline and never reworded.

The one thing to know: every point is verbatim and names the utterance it comes from, so that a
reader can go and see. What was learned by measuring, and what was not, is in docs/summaries.md.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from reading.cues import breaks_off, greets, insults, leans_back, speaks_to_one
from reading.outcomes import Discussion
from reading.salience import Candidate, Coverage, Shares, best, by_gain, concepts, weigh, welcome
from reading.threads import threads_of
from reading.utterances import Unit, Utterance, is_shouted, units, useful, word_count

__all__ = ["Point", "Section", "Summary", "Utterance", "summarise"]

ENOUGH = 8  # useful messages; with fewer a summary would only repeat them
MOST_VOICES = 5
LEAST_FOR_A_VOICE = 12  # words kept for each person who is still to be heard


class Section(StrEnum):
    """What kind of line a point is. Agreements and commitments are for people to confirm."""

    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    THEME = "theme"
    VOICE = "voice"
    QUESTION = "question"
    RESOURCE = "resource"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One line: a verbatim piece of what `author` said in `utterance_id`, without an ellipsis."""

    utterance_id: int
    author: str
    quote: str
    section: Section


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The points, by section and then in the order they were said.

    `useful` counts the messages that say something, `authors` the people who wrote them. When
    there is not `enough`, the points are links alone.
    """

    points: tuple[Point, ...]
    useful: int
    authors: int
    enough: bool


def summarise(
    utterances: Sequence[Utterance],
    *,
    language: str,
    max_points: int = 6,
    words: int | None = None,
) -> Summary:
    """At most `max_points` quotes of together about `words` words (by default 150 to 300).

    No author has more than two fifths of the points (or an equal share, where two people talk),
    and at least min(5, half of the authors) are heard where points and words suffice.
    """
    said = sorted(utterances, key=lambda utterance: (utterance.said_at, utterance.id))
    substance = useful(said)
    if len(substance) < ENOUGH:
        return _only_links(said, substance, language, max_points)
    reading = _Reading(said, substance, language=language, max_points=max_points, words=words)
    return _summary(reading.points(), substance, enough=True)


def _only_links(
    said: Sequence[Utterance], substance: Sequence[Utterance], language: str, max_points: int
) -> Summary:
    thread_of = dict.fromkeys((utterance.id for utterance in said), 0)
    found = Discussion(said, thread_of, language=language).resources(longest=40)
    chosen = [(Section.RESOURCE, unit) for unit, _ in zip(found, range(max_points), strict=False)]
    return _summary(chosen, substance, enough=False)


def _summary(
    chosen: Iterable[tuple[Section, Unit]], substance: Sequence[Utterance], *, enough: bool
) -> Summary:
    order = list(Section)
    ordered = sorted(chosen, key=lambda pair: (order.index(pair[0]), pair[1].utterance.said_at))
    return Summary(
        points=tuple(
            Point(
                utterance_id=unit.utterance.id,
                author=unit.utterance.author,
                quote=unit.quote,
                section=section,
            )
            for section, unit in ordered
        ),
        useful=len(substance),
        authors=len({utterance.by for utterance in substance}),
        enough=enough,
    )


class _Reading:
    """One discussion being summarised: what can be said, and what has been chosen so far."""

    def __init__(
        self,
        said: Sequence[Utterance],
        substance: Sequence[Utterance],
        *,
        language: str,
        max_points: int,
        words: int | None,
    ) -> None:
        self._language = language
        self._substance = substance
        self._words_left = words or _default_words(len(said))
        self._longest = max(25, min(40, 3 * self._words_left // (2 * max_points)))
        authors = len({utterance.by for utterance in said})
        self._shares = Shares(points=max_points, authors=authors)
        self._voices = min(MOST_VOICES, authors / 2)
        concepts_of = {u.id: concepts(u.text, language) for u in said}
        weights = weigh(substance, concepts_of)
        self._coverage = Coverage(weights)
        thread_of = threads_of(said, _stems_of(concepts_of), _rarity(concepts_of))
        self._discussion = Discussion(said, thread_of, language=language)
        self._quoted: set[int] = set()

    def points(self) -> list[tuple[Section, Unit]]:
        chosen = [*self._outcomes(), *self._themes()]
        while (loudest := self._shares.loudest_of([u.utterance.by for _, u in chosen])) is not None:
            chosen.pop(max(n for n, (_, u) in enumerate(chosen) if u.utterance.by == loudest))
        return chosen

    def _outcomes(self) -> Iterator[tuple[Section, Unit]]:
        """Up to half of the points, taking turns, so that themes keep the other half."""
        found = self._discussion
        queues = [
            [(Section.AGREEMENT, unit) for unit in found.agreements(longest=self._longest)],
            [(Section.COMMITMENT, unit) for unit in found.commitments(longest=self._longest)],
            [(Section.QUESTION, unit) for unit in found.open_questions(longest=self._longest)],
            [(Section.RESOURCE, unit) for unit in found.resources(longest=self._longest)],
        ]
        left = self._shares.points // 2
        for section, unit in (pair for turn in zip_longest(*queues) for pair in turn if pair):
            if left and self._fits(unit):
                left -= 1
                self._take(unit)
                yield section, unit

    def _themes(self) -> Iterator[tuple[Section, Unit]]:
        candidates = by_gain(self._candidates(), self._coverage)
        while self._shares.left > 0:
            new_only = self._shares.left <= self._voices_missing()
            fits = self._fits_new if new_only else self._fits
            chosen = best(candidates, self._coverage, fits=fits, readability=_readability)
            if chosen is None:
                return
            self._take(chosen.unit)
            yield (Section.VOICE if new_only else Section.THEME), chosen.unit

    def _candidates(self) -> Iterator[Candidate]:
        floor = _floor(self._substance)
        for utterance in self._substance:
            lift = welcome(utterance.weight, self._discussion.people_replying(utterance))
            for unit in units(utterance, longest=self._longest):
                if unit.words >= floor:
                    told = frozenset(concepts(unit.quote, self._language))
                    yield Candidate(unit=unit, concepts=told, welcome=lift)

    def _fits(self, unit: Unit) -> bool:
        return (
            unit.utterance.id not in self._quoted
            and self._shares.has_room(unit.utterance.by)
            and unit.words <= self._words_left - self._words_reserved()
        )

    def _words_reserved(self) -> int:
        return LEAST_FOR_A_VOICE * max(0, self._voices_missing() - 1)

    def _voices_missing(self) -> int:
        return max(0, math.ceil(self._voices) - len(self._shares.quoted))

    def _fits_new(self, unit: Unit) -> bool:
        return unit.utterance.by not in self._shares.quoted and self._fits(unit)

    def _take(self, unit: Unit) -> None:
        self._quoted.add(unit.utterance.id)
        self._shares.add(unit.utterance.by)
        self._words_left -= unit.words
        self._coverage.tell(concepts(unit.quote, self._language))


def _default_words(messages: int) -> int:
    if messages < 60:
        return 150
    return 200 if messages < 300 else 300


def _floor(substance: Sequence[Utterance]) -> int:
    """The fewest words of a point: a short message votes and answers, but tells no theme."""
    lengths = sorted(word_count(utterance.text) for utterance in substance)
    return max(4, min(12, lengths[int(0.6 * (len(lengths) - 1))]))


def _readability(unit: Unit) -> float:
    """How well a quote stands alone, 0 to 1; 0 for what nobody wants to read as a theme.

    The factors are our judgement from reading quotes of real threads, not measured.
    """
    if is_shouted(unit.quote) or insults(unit.quote):
        return 0.0
    quality = 1.0 if unit.whole else 0.8
    if leans_back(unit.quote):
        quality *= 0.6
    if speaks_to_one(unit.quote):
        quality *= 0.8
    if greets(unit.quote) or breaks_off(unit.quote) or "http" in unit.quote.casefold():
        quality *= 0.5
    return quality


def _stems_of(concepts_of: Mapping[int, Sequence[str]]) -> dict[int, frozenset[str]]:
    return {
        number: frozenset(concept for concept in found if " " not in concept)
        for number, found in concepts_of.items()
    }


def _rarity(concepts_of: Mapping[int, Sequence[str]]) -> dict[str, float]:
    uses: dict[str, int] = {}
    for stems in _stems_of(concepts_of).values():
        for stem in stems:
            uses[stem] = uses.get(stem, 0) + 1
    everything = len(concepts_of) + 1
    return {stem: math.log(everything / count) for stem, count in uses.items()}
