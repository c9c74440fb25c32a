"""What did I miss? The quotes that tell a discussion best, chosen offline and never reworded.

The one thing to know: every point is verbatim and names the utterance it comes from, so that a
reader can go and see. What was learned by measuring, and what was not, is in docs/summaries.md.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, zip_longest

from reading.actions import Action, actions
from reading.agreements import Agreement, agreements
from reading.cues import breaks_off, greets, insults, leans_back, speaks_to_one
from reading.discussion import Discussion
from reading.outcomes import open_questions, resources
from reading.salience import Candidate, Coverage, Shares, best, by_gain, concepts, weigh, welcome
from reading.threads import threads_of
from reading.utterances import (
    LONGEST_WHOLE,
    Unit,
    Utterance,
    is_shouted,
    units,
    useful,
    word_count,
)

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
    agreements: tuple[Agreement, ...] = ()
    actions: tuple[Action, ...] = ()


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
    concepts_of = {u.id: concepts(u.text, language) for u in said}
    thread_of = threads_of(said, _stems_of(concepts_of), _rarity(concepts_of))
    discussion = Discussion(said, thread_of, language=language)
    if len(substance) < ENOUGH:
        found = islice(resources(discussion, longest=LONGEST_WHOLE), max_points)
        links = [(Section.RESOURCE, unit) for unit in found]
        return _summary(links, discussion, substance, enough=False)
    weights = weigh(substance, concepts_of)
    reading = _Reading(discussion, substance, weights, max_points=max_points, words=words)
    return _summary(reading.points(), discussion, substance, enough=True)


def _summary(
    chosen: Iterable[tuple[Section, Unit]],
    discussion: Discussion,
    substance: Sequence[Utterance],
    *,
    enough: bool,
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
        agreements=tuple(agreements(discussion, longest=LONGEST_WHOLE))[::-1],
        actions=tuple(actions(discussion, longest=LONGEST_WHOLE))[::-1],
    )


class _Reading:
    """One discussion being summarised: what can be said, and what has been chosen so far."""

    def __init__(
        self,
        discussion: Discussion,
        substance: Sequence[Utterance],
        weights: Mapping[str, float],
        *,
        max_points: int,
        words: int | None,
    ) -> None:
        self._discussion = discussion
        self._substance = substance
        said = discussion.utterances
        self._words_left = words or _default_words(len(said))
        self._longest = max(25, min(40, 3 * self._words_left // (2 * max_points)))
        authors = len({utterance.by for utterance in said})
        self._shares = Shares(points=max_points, authors=authors)
        self._voices = min(MOST_VOICES, authors / 2)
        self._coverage = Coverage(weights)
        self._quoted: set[int] = set()

    def points(self) -> list[tuple[Section, Unit]]:
        chosen = [*self._outcomes(), *self._themes()]
        while (loudest := self._shares.loudest_of([u.utterance.by for _, u in chosen])) is not None:
            chosen.pop(max(n for n, (_, u) in enumerate(chosen) if u.utterance.by == loudest))
        return chosen

    def _outcomes(self) -> Iterator[tuple[Section, Unit]]:
        """Up to half of the points, taking turns, so that themes keep the other half."""
        said, longest = self._discussion, self._longest
        settled = (one for one in agreements(said, longest=longest) if one.is_settled)
        queues = [
            [(Section.AGREEMENT, one.proposal) for one in settled],
            [(Section.COMMITMENT, one.unit) for one in actions(said, longest=longest)],
            [(Section.QUESTION, unit) for unit in open_questions(said, longest=longest)],
            [(Section.RESOURCE, unit) for unit in resources(said, longest=longest)],
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
                    told = frozenset(concepts(unit.quote, self._discussion.language))
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
        self._coverage.tell(concepts(unit.quote, self._discussion.language))


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
