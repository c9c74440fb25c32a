"""What did I miss? The quotes that tell a discussion best, chosen offline and never reworded.

The one thing to know: every point is verbatim and names the utterance it comes from, so that a
reader can go and see. What was learned by measuring, and what was not, is in docs/summaries.md.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, zip_longest
from types import MappingProxyType

from reading.actions import Action, actions
from reading.agreements import Agreement, agreements
from reading.contents import Content, concepts, names_among
from reading.contents import content_of as content_of_one
from reading.cues import breaks_off, greets, insults, leans_back, speaks_to_one
from reading.discussion import Discussion
from reading.labels import labels_of
from reading.outcomes import open_questions, resources
from reading.salience import (
    Candidate,
    Coverage,
    Offer,
    Shares,
    best,
    central,
    uses_of,
    weigh,
    welcome,
)
from reading.threads import threads_of
from reading.utterances import (
    LONGEST_WHOLE,
    Author,
    Unit,
    Utterance,
    is_shouted,
    turns_letters,
    units,
    useful,
)

__all__ = ["Point", "Section", "Summary", "Utterance", "summarise"]

ENOUGH = 8  # useful messages; with fewer a summary would only repeat them
OPENING = 15  # stems by which a long message is known again, though its end was changed
MOST_VOICES = 5
LARGE_THREAD = 0.25  # of the useful messages
MUCH_SAID = 0.1  # of the useful messages: such a voice is never left out
LEAST_OF_A_QUOTE = 8  # words left that are worth quoting
SHORT = 12  # words: a greeting takes most of them
MOST_LETTERS = 600  # of a quote; words that need more are none
LEAST_FOR_A_VOICE = 12  # words kept for each person who is still to be heard


class Section(StrEnum):
    """What kind of line a point is. Agreements and commitments are for people to confirm."""

    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    THEME = "theme"
    VOICE = "voice"
    QUESTION = "question"
    RESOURCE = "resource"


LABELLED = (Section.THEME, Section.VOICE)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One line: a verbatim piece of what `author` said in `utterance_id`, without an ellipsis.

    `label` says what a theme or a voice is about, in at most three words of the quote (a piece may hold
    two in a row); it is empty in other sections, and where no two people share a word of it. `file` is the
    name of the file that a resource came with; without a caption the quote is that name.
    """

    utterance_id: int
    author: str
    quote: str
    section: Section
    label: tuple[str, ...] = ()
    file: str | None = None


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
    longest: int | None = None,
    with_outcomes: bool = True,
) -> Summary:
    """At most `max_points` quotes of together about `words` words (by default 150 to 300).

    No quote is longer than `longest` words (by default 25 to 40, by their number). Without outcomes
    the points are themes and voices alone.

    No author has more than two fifths of the points (or an equal share, where two people talk; or the
    share they have of the words, up to three fifths, for who takes the minutes writes for all), and
    at least min(5, half of the authors) are heard where points and words suffice.
    """
    said = sorted(utterances, key=lambda utterance: (utterance.said_at, utterance.id))
    words = words or _default_words(len(said))
    longest = longest or max(25, min(LONGEST_WHOLE, 3 * words // (2 * max_points)))
    names = names_among(said)
    content_of = {u.id: content_of_one(u, language, longest=longest, names=names) for u in said}
    substance = _pasted_once(useful(said, key=lambda one: content_of[one.id].stems), content_of)
    stems_of = {number: content.single for number, content in content_of.items()}
    thread_of = threads_of(said, stems_of, _rarity(stems_of))
    discussion = Discussion(said, thread_of, language=language)
    agreed = tuple(agreements(discussion, longest=LONGEST_WHOLE))
    promised = tuple(actions(discussion, longest=LONGEST_WHOLE))
    if len(substance) < ENOUGH:
        found = islice(resources(discussion, longest=LONGEST_WHOLE), max_points)
        links = [(Section.RESOURCE, unit) for unit in found]
        return _summary(links, agreed, promised, substance, enough=False)
    reading = _Reading(
        discussion,
        substance,
        content_of,
        names,
        max_points=max_points,
        words=words,
        longest=longest,
        with_outcomes=with_outcomes,
    )
    chosen = reading.points(agreed, promised)
    units_to_label = [unit for section, unit in chosen if section in LABELLED]
    labels = dict(
        zip(
            [unit.utterance.id for unit in units_to_label],
            labels_of(units_to_label, substance, content_of),
            strict=True,
        )
    )
    enough = bool(chosen)  # nothing is chosen where no letter is Latin
    summary = _summary(chosen, agreed, promised, substance, labels=labels, enough=enough)
    reading.let_go()
    for read in (stems_of, content_of):  # one by one: all at once would hold every other thread
        while read:
            read.popitem()
    return summary


def _summary(
    chosen: Iterable[tuple[Section, Unit]],
    agreed: Sequence[Agreement],
    promised: Sequence[Action],
    substance: Sequence[Utterance],
    *,
    enough: bool,
    labels: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
) -> Summary:
    """`labels` by utterance id; what has none is empty."""
    order = list(Section)
    ordered = sorted(chosen, key=lambda pair: (order.index(pair[0]), pair[1].utterance.said_at))
    return Summary(
        points=tuple(
            Point(
                utterance_id=unit.utterance.id,
                author=unit.utterance.author,
                quote=unit.quote,
                section=section,
                label=labels.get(unit.utterance.id, ()),
                file=unit.utterance.file if section is Section.RESOURCE else None,
            )
            for section, unit in ordered
        ),
        useful=len(substance),
        authors=len({utterance.by for utterance in substance}),
        enough=enough,
        agreements=tuple(agreed[::-1]),
        actions=tuple(promised[::-1]),
    )


class _Reading:
    """One discussion being summarised: what can be said, and what has been chosen so far."""

    def __init__(
        self,
        discussion: Discussion,
        substance: Sequence[Utterance],
        content_of: Mapping[int, Content],
        names: Set[str],
        *,
        max_points: int,
        words: int,
        longest: int,
        with_outcomes: bool,
    ) -> None:
        self._discussion = discussion
        self._substance = substance
        self._content_of = content_of
        self._words_left = words
        self._longest = longest
        self._with_outcomes = with_outcomes
        said = discussion.utterances
        self._shares = Shares(
            points=max_points,
            authors=len({each.by for each in said}),
            written=_written(substance),
        )
        self._authors = frozenset(each.by for each in said if each.has_author)
        self._voices = _voices(substance)
        self._least_voices = min(MOST_VOICES, math.ceil(len(self._authors) / 2))
        self._uses = uses_of([content_of[said.id].single for said in substance])
        self._coverage = Coverage(weigh(substance, content_of, self._uses))
        self._names = names
        self._quoted: set[int] = set()
        self._offers: list[Offer] | None = None

    def points(
        self, agreed: Sequence[Agreement], promised: Sequence[Action]
    ) -> list[tuple[Section, Unit]]:
        """What is chosen; who turns out to have too much of it makes room for the others."""
        outcomes = self._outcomes(agreed, promised) if self._with_outcomes else ()
        chosen = [*outcomes, *self._themes()]
        while (loudest := self._shares.loudest_of([u.utterance.by for _, u in chosen])) is not None:
            last = max(n for n, (_, u) in enumerate(chosen) if u.utterance.by == loudest)
            _, unit = chosen.pop(last)
            self._words_left += unit.words
            self._shares.give_back(loudest)
            chosen += self._themes()
        return chosen

    def let_go(self) -> None:
        """Frees what was offered, one by one."""
        while self._offers:
            self._offers.pop()

    def _outcomes(
        self, agreed: Sequence[Agreement], promised: Sequence[Action]
    ) -> Iterator[tuple[Section, Unit]]:
        """Up to half of the points, taking turns, so that themes keep the other half."""
        said, longest = self._discussion, self._longest
        settled = (one.proposal for one in agreed if one.is_settled)
        queues = [
            ((Section.AGREEMENT, unit.shortened_to(longest)) for unit in settled),
            ((Section.COMMITMENT, one.unit.shortened_to(longest)) for one in promised),
            ((Section.QUESTION, unit) for unit in open_questions(said, longest=longest)),
            ((Section.RESOURCE, unit) for unit in resources(said, longest=longest)),
        ]
        left = self._shares.points // 2
        for section, unit in (pair for turn in zip_longest(*queues) for pair in turn if pair):
            if not left:
                return
            if self._is_open_to(unit.utterance) and self._leaves_room(unit):
                left -= 1
                self._take(unit)
                yield section, unit

    def _themes(self) -> Iterator[tuple[Section, Unit]]:
        """What adds most, until words or points are used up; the last is cut to the words left."""
        if self._offers is None:
            self._offers = list(self._offered())
        while self._shares.left > 0 and self._words_left >= LEAST_OF_A_QUOTE:
            missing = self._voices_missing()
            is_late = self._shares.left <= len(missing) or self._words_left < self._for_voices(
                missing
            )
            chosen = None
            if missing and is_late:
                chosen = self._best(self._offers, by=missing)
            section = Section.THEME if chosen is None else Section.VOICE
            chosen = chosen or self._best(self._offers, among=self._leaves_room)
            chosen = chosen or self._best(self._offers)
            if chosen is None:
                return
            self._take(chosen)
            yield section, chosen

    def _best(
        self,
        offers: list[Offer],
        *,
        by: Set[Author] | None = None,
        among: Callable[[Unit], bool] = lambda unit: True,
    ) -> Unit | None:
        """What adds most of what is open, said by one of `by` if it is given."""
        found = best(
            offers,
            self._coverage,
            longest=self._longest,
            candidates=self._candidates,
            speaks=lambda said: (by is None or said.by in by) and self._is_open_to(said),
            fits=among,
            readability=_readability,
        )
        return None if found is None else found.unit.shortened_to(self._words_left)

    def _offered(self) -> Iterator[Offer]:
        floor = _floor(self._substance)
        openings = self._discussion.openings(of_at_least=len(self._substance) * LARGE_THREAD)
        centrality = central(self._substance, self._content_of, self._uses)
        for said in self._substance:
            least = 1 if said.id in openings else floor
            if said.words < least:
                continue
            replying = self._discussion.people_replying(said)
            lift = welcome(said.weight, replying) * math.sqrt(centrality[said.id])
            content = self._content_of[said.id]
            at_most = self._coverage.at_most(content, lift=lift, longest=self._longest)
            yield Offer(utterance=said, content=content, lift=lift, least=least, at_most=at_most)

    def _candidates(self, offer: Offer) -> list[Candidate]:
        return [
            Candidate(
                unit=unit,
                concepts=frozenset(concepts(unit.quote, offer.content.language, self._names)),
                lift=offer.lift,
            )
            for unit in units(offer.utterance, longest=self._longest)
            if unit.words >= offer.least
        ]

    def _is_open_to(self, said: Utterance) -> bool:
        return said.id not in self._quoted and self._shares.has_room(said.by)

    def _leaves_room(self, unit: Unit) -> bool:
        """Whether the words suffice, for those who are still to be heard too."""
        missing = self._voices_missing() - {unit.utterance.by}
        return unit.words <= self._words_left - LEAST_FOR_A_VOICE * len(missing)

    def _for_voices(self, missing: Set[Author]) -> int:
        return len(missing) * (LEAST_FOR_A_VOICE + self._longest // 2)

    def _voices_missing(self) -> frozenset[Author]:
        """Who has much to say and is not quoted; or anybody, while too few people are."""
        missing = self._voices - self._shares.quoted.keys()
        if missing or len(self._shares.quoted) >= self._least_voices:
            return frozenset(missing)
        return self._authors - self._shares.quoted.keys()

    def _take(self, unit: Unit) -> None:
        self._quoted.add(unit.utterance.id)
        self._shares.add(unit.utterance.by)
        self._words_left -= unit.words
        language = self._content_of[unit.utterance.id].language
        self._coverage.tell(concepts(unit.quote, language, self._names))


def _pasted_once(
    substance: Sequence[Utterance], content_of: Mapping[int, Content]
) -> list[Utterance]:
    """Of long messages that begin alike the first: what is sent forty times was said once."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for utterance in substance:
        stems = content_of[utterance.id].stems
        opening = stems[:OPENING]
        if len(stems) < 2 * OPENING or opening not in seen:
            seen.add(opening)
            kept.append(utterance)
    return kept


def _voices(substance: Sequence[Utterance]) -> frozenset[Author]:
    """Those who said much of what was said, at most five."""
    said = Counter(utterance.by for utterance in substance if utterance.has_author)
    return frozenset(
        by for by, count in said.most_common(MOST_VOICES) if count >= MUCH_SAID * len(substance)
    )


def _written(substance: Sequence[Utterance]) -> dict[Author, float]:
    """The part of the words that each wrote of what could be quoted."""
    written = Counter[Author]()
    for utterance in substance:
        written[utterance.by] += utterance.words
    return {by: count / written.total() for by, count in written.items()}


def _default_words(messages: int) -> int:
    if messages < 60:
        return 150
    return 200 if messages < 300 else 300


def _floor(substance: Sequence[Utterance]) -> int:
    """The fewest words of a point: a short message votes and answers, but tells no theme."""
    lengths = sorted(utterance.words for utterance in substance)
    return max(4, min(9, lengths[int(0.6 * (len(lengths) - 1))]))


def _readability(unit: Unit) -> float:
    """How well a quote stands alone, 0 to 1; 0 for what nobody wants to read as a theme.

    The factors are our judgement from reading quotes of real threads, not measured.
    """
    if is_shouted(unit.quote) or insults(unit.quote) or turns_letters(unit.quote):
        return 0.0
    if len(unit.quote) > MOST_LETTERS:
        return 0.0
    quality = 1.0 if unit.whole else 0.8
    if leans_back(unit.quote):
        quality *= 0.6
    if speaks_to_one(unit.quote):
        quality *= 0.8
    if greets(unit.quote) or breaks_off(unit.quote) or "http" in unit.quote.casefold():
        quality *= 0.5 if unit.words > SHORT else 0.2
    return quality


def _rarity(stems_of: Mapping[int, Sequence[str]]) -> dict[str, float]:
    uses = uses_of(list(stems_of.values()))
    everything = len(stems_of) + 1
    return {stem: math.log(everything / count) for stem, count in uses.items()}
