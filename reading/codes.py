"""Answers put together by what they are about, as a first proposal of codes for a thematic analysis.

The one thing to know: it is a proposal. Answers are alike by the words they share (families of stems,
the rarer the more) and by the topics of school life those words lead to; the most alike are joined
until what is left is not alike enough, so the answers themselves say how many codes there are. The
same answers always give the same codes. Figures and their limits: docs/thematic-analysis.md.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

from reading.school_topics import everyday, topics_of
from reading.stems import content_stems, fold
from reading.stop_words import STOP_WORDS
from reading.utterances import spoken
from reading.word_families import family_of

ALIKE = 0.18  # groups are joined down to this mean cosine of their answers
NEAR = 0.16  # an answer left alone joins a group it is so near to
ALSO_NEAR = 0.8  # a second code, if it is nearly as near as the first…
BOTH_NEAR = 0.3  # …and near in itself
MOST_CODES = 12  # more is no overview
SMALLEST = 0.02  # of the answers: a smaller group is none; two answers at least
TAKEN_OVER = (
    4  # times that the same words are told until they are a code: three were sent by mistake
)
COMPARED = 400  # answers each compared with each other; of more, evenly spaced ones
READ = 150  # words of an answer: who writes more begins with what matters, or pasted it
NAMED_BY = 3  # words in the name of a code
LONGEST_NAME = 40
SHORTEST_WORD = 3

_LETTERS = re.compile(r"[^\W\d_]+")

Vector = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody said; `id` is ours to give back."""

    id: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Answers that belong together, by their ids: the most central first."""

    answers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """The groups, the largest first, and what belongs to none; an answer is in two groups at most."""

    codes: tuple[Group, ...]
    alone: tuple[int, ...]


def group(answers: Sequence[Answer], *, question: str, language: str) -> Grouped:
    """The groups there are. `question`: its words are everybody's and say nothing."""
    readers = _distinct(answers)
    first = {said[0].id: said for said in readers}
    vectors = _vectors([said[0] for said in readers], question, language)
    ids = [said[0].id for said in readers]
    chosen = _evenly(len(ids))
    clusters = _joined([vectors[at] for at in chosen])
    clusters.sort(key=lambda cluster: (-len(cluster), min(cluster)))
    smallest = max(2, math.ceil(SMALLEST * len(chosen)))
    pasted = {at for at, number in enumerate(chosen) if _is_a_code_alone(readers[number], language)}
    large = [each for each in clusters if len(each) >= smallest or pasted.issuperset(each)]
    large = large[:MOST_CODES]
    members = [[ids[chosen[at]] for at in cluster] for cluster in large]
    by_id = dict(zip(ids, vectors, strict=True))
    _take_in(members, by_id)
    _second_codes(members, by_id)
    codes = [
        Group(answers=tuple(one.id for number in each for one in first[number]))
        for each in (_by_centrality(each, by_id) for each in members)
    ]
    codes.sort(key=lambda code: (-len(code.answers), code.answers))
    grouped = {number for code in codes for number in code.answers}
    return Grouped(
        codes=tuple(codes), alone=tuple(one.id for one in answers if one.id not in grouped)
    )


def place(
    fresh: Sequence[Answer],
    coded: Sequence[tuple[Answer, int]],
    *,
    question: str,
    language: str,
) -> dict[int, int | None]:
    """For each fresh answer the key of the code it is nearest to, or None; `coded`: those there are."""
    everything = [*(answer for answer, _ in coded), *fresh]
    vectors = _vectors(everything, question, language)
    members: dict[int, list[Vector]] = defaultdict(list)
    for (_, code), vector in zip(coded, vectors, strict=False):
        members[code].append(vector)
    centres = {code: _centre(each) for code, each in sorted(members.items())}
    found: dict[int, int | None] = {}
    for answer, vector in zip(fresh, vectors[len(coded) :], strict=True):
        near = {code: _cosine(vector, centre) for code, centre in centres.items()}
        best = max(near, key=lambda code: near[code], default=None)
        found[answer.id] = best if best is not None and near[best] >= NEAR else None
    return found


def names(
    answers: Sequence[Answer],
    codes: Sequence[Collection[int]],
    *,
    question: str,
    language: str,
    avoid: Collection[str] = (),
) -> list[str]:
    """A name for each code, of people's own words; "" where they share none. No word names two codes.

    `avoid`: folded words that name nothing, such as people's names.
    """
    idle = _idle(question, language) | {fold(word) for word in avoid}
    said = {one.id: _said(one.text, language, idle) for one in answers}
    overall = Counter(family for forms in said.values() for family in forms)
    order = sorted(range(len(codes)), key=lambda at: (-len(codes[at]), at))
    taken: set[str] = set()
    found = [""] * len(codes)
    for at in order:
        here = [said[number] for number in codes[at] if number in said]
        found[at] = _name(here, overall, taken)
    return found


def language_of(text: str, home: str) -> str:
    """The language most of whose small words a text has: «es», «pt» or «en»; `home` if none more."""
    home = home[:2].lower()
    said = set(_LETTERS.findall(fold(text)))
    counts = {code: len(said & small) for code, small in STOP_WORDS.items()}
    best = max(counts.values())
    is_home = best < 2 or counts.get(home) == best  # one word alone («ok») tells nothing
    return home if is_home else max(counts, key=lambda code: counts[code])


# How answers are read.


def _distinct(answers: Sequence[Answer]) -> list[list[Answer]]:
    """Pasted again it is one answer for comparing."""
    told: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        told[" ".join(fold(one.text).split())].append(one)
    return list(told.values())


def _is_a_code_alone(told: Sequence[Answer], language: str) -> bool:
    """The same words so often, if they say something («ok» does not): people take them over."""
    text = told[0].text
    return len(told) >= TAKEN_OVER and len(_read(text, language_of(text, language), ())) > 1


def _vectors(answers: Sequence[Answer], question: str, language: str) -> list[Vector]:
    """Families and topics weighed by their rarity, each vector of length one; {} says nothing."""
    idle = _idle(question, language)
    read = [_read(one.text, language_of(one.text, language), idle) for one in answers]
    uses = Counter(feature for each in read for feature in each)
    made: list[Vector] = []
    for each in read:
        weights = {f: math.log(1 + len(read) / uses[f]) for f in sorted(each) if uses[f] > 1}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        made.append({f: weight / length for f, weight in weights.items()} if length else {})
    return made


def _read(text: str, language: str, idle: Collection[str]) -> frozenset[str]:
    shown = " ".join(spoken(text).split()[:READ])
    found: set[str] = set()
    common = everyday(language)
    for stem in content_stems(shown, language):
        if stem not in idle and stem not in common:
            found |= _features(stem, language)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _features(stem: str, language: str) -> frozenset[str]:
    topics = (f"#{topic}" for topic in topics_of(stem, language))
    return frozenset((family_of(stem, language)[0], *topics))


def _idle(question: str, language: str) -> frozenset[str]:
    return frozenset(content_stems(question, language))


def _cosine(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[f] for f, weight in one.items() if f in other)


def _centre(vectors: Sequence[Vector]) -> Vector:
    """The mean; a cosine with it is the mean cosine with each."""
    whole: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for feature, weight in vector.items():
            whole[feature] += weight / len(vectors)
    return whole


# How they are put together.


def _evenly(many: int) -> list[int]:
    if many <= COMPARED:
        return list(range(many))
    return [int(at * many / COMPARED) for at in range(COMPARED)]


def _joined(vectors: Sequence[Vector]) -> list[list[int]]:
    """Average linkage: the two groups with the highest mean cosine become one, while it is ALIKE."""
    likeness = _likeness(vectors)
    clusters = {at: [at] for at in range(len(vectors))}
    heap = [(-near, a, b) for a, row in likeness.items() for b, near in row.items() if a < b]
    heapify(heap)
    fresh = len(vectors)
    while heap and -heap[0][0] >= ALIKE:
        _, a, b = heappop(heap)
        if a not in clusters or b not in clusters:
            continue  # one of them was joined meanwhile
        sizes = len(clusters[a]), len(clusters[b])
        clusters[fresh] = clusters.pop(a) + clusters.pop(b)
        rows = likeness.pop(a), likeness.pop(b)
        row = likeness[fresh] = {}
        for other in sorted((rows[0].keys() | rows[1].keys()) - {a, b}):
            near = sum(size * old.get(other, 0.0) for size, old in zip(sizes, rows, strict=True))
            row[other] = likeness[other][fresh] = near / sum(sizes)
            likeness[other].pop(a, None)
            likeness[other].pop(b, None)
            heappush(heap, (-row[other], other, fresh))
        fresh += 1
    return list(clusters.values())


def _likeness(vectors: Sequence[Vector]) -> dict[int, dict[int, float]]:
    """The cosine of each two that share anything."""
    holding: dict[str, list[int]] = defaultdict(list)
    likeness: dict[int, dict[int, float]] = {at: {} for at in range(len(vectors))}
    for at, vector in enumerate(vectors):
        near: dict[int, float] = defaultdict(float)
        for feature, weight in vector.items():
            for other in holding[feature]:
                near[other] += weight * vectors[other][feature]
            holding[feature].append(at)
        for other, cosine in near.items():
            likeness[at][other] = likeness[other][at] = cosine
    return likeness


def _take_in(members: list[list[int]], vectors: Mapping[int, Vector]) -> None:
    """What was left alone, or was not compared, joins the group it is near to."""
    centres = [_centre([vectors[number] for number in each]) for each in members]
    grouped = {number for each in members for number in each}
    for number, vector in vectors.items():
        if number in grouped or not centres:
            continue
        near = [_cosine(vector, centre) for centre in centres]
        if max(near) >= NEAR:
            members[near.index(max(near))].append(number)


def _second_codes(members: list[list[int]], vectors: Mapping[int, Vector]) -> None:
    """An answer about two things is in both."""
    centres = [_centre([vectors[number] for number in each]) for each in members]
    home = {number: at for at, each in enumerate(members) for number in each}
    for number, at in home.items():
        near = [_cosine(vectors[number], centre) for centre in centres]
        others = [other for other in range(len(near)) if other != at]
        second = max(others, key=lambda other: near[other], default=at)
        if second != at and near[second] >= max(BOTH_NEAR, ALSO_NEAR * near[at]):
            members[second].append(number)


def _by_centrality(numbers: Sequence[int], vectors: Mapping[int, Vector]) -> list[int]:
    centre = _centre([vectors[number] for number in numbers])
    return sorted(numbers, key=lambda number: (-_cosine(vectors[number], centre), number))


# How a code is named.


def _said(text: str, language: str, idle: Collection[str]) -> dict[str, tuple[str, frozenset[str]]]:
    """By its family each word as it was written, small, with the topics it leads to."""
    code = language_of(text, language)
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for word in _LETTERS.findall(spoken(text)):
        stems_of_word = content_stems(word, code)
        if len(word) < SHORTEST_WORD or not stems_of_word or fold(word) in idle:
            continue
        stem = stems_of_word[0]
        if stem not in idle and stem not in everyday(code):
            found.setdefault(family_of(stem, code)[0], (word.lower(), _features(stem, code)))
    return found


def _name(
    here: Sequence[Mapping[str, tuple[str, frozenset[str]]]],
    overall: Mapping[str, int],
    taken: set[str],
) -> str:
    counts = Counter(family for forms in here for family in forms)
    topics = Counter(
        feature
        for forms in here
        for feature in {f for _, features in forms.values() for f in features if f[0] == "#"}
    )
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    about: dict[str, int] = defaultdict(int)
    for each in here:
        for family, (word, features) in each.items():
            forms[family][word] += 1
            about[family] = max((topics[f] for f in features if f in topics), default=0)

    def worth(family: str) -> float:
        shared = counts[family] if counts[family] > 1 else 0
        common = max((about[family] if about[family] > 1 else 0) / 2, shared)
        return common * counts[family] / overall[family]

    best = sorted(
        (f for f in counts if f not in taken and worth(f) > 0),
        key=lambda f: (-worth(f), -counts[f], f),
    )
    chosen: list[str] = []
    for family in best:
        word = min(forms[family], key=lambda form: (-forms[family][form], form))
        if len(chosen) < NAMED_BY and len(", ".join([*chosen, word])) <= LONGEST_NAME:
            chosen.append(word)
            taken.add(family)
    return ", ".join(chosen)
