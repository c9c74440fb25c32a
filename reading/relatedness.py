"""How near something that was told is to what somebody asks for: precise rather than many.

The one thing to know: a request is cut to its topics (stems by family, without the words of asking),
and a text is as near as the share of those topics it has, each weighed by how rare it is in the
repertoire. A topic nobody ever told of counts too, by half: «a projector for Wednesday» is not near
to a practice with a projector. Figures and how they were taken: docs/requests.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from community.practices import PracticeKind
from reading.asking_words import ASKING_WORDS
from reading.stems import stems, words
from reading.stop_words import STOP_WORDS
from reading.word_families import family_of

MOST_TOPICS = 12  # of a long request, the first: people begin with what they need
FEWEST = 30  # in a repertoire smaller than this, rarity is reckoned as if it had so many
IN_TEXT = 0.65  # a topic in the text, against 1 for one in the title
NEVER_TOLD = 0.5  # what a topic without any practice weighs
SIDE_BY_SIDE = 0.2  # more, for two topics that stand together here and there
OF_THAT_KIND = 0.15  # more, for a routine when routines are asked for
NEAR = 0.45  # from here on something is related
SECOND = 0.75  # and a second one only if it is nearly as near as the first

# Words by which people name a kind of practice.
_KINDS: Mapping[str, PracticeKind] = {
    word: kind
    for kind, text in {
        PracticeKind.ROUTINE: "rutina rutinas rotina rotinas routine routines",
        PracticeKind.TOOL: "herramienta herramientas ferramenta ferramentas tool tools",
        PracticeKind.GESTURE: "gesto gestos gesture gestures",
        PracticeKind.SYMBOL: "simbolo simbolos symbol symbols",
        PracticeKind.SETBACK: "tropiezo tropiezos tropeco tropecos setback setbacks",
    }.items()
    for word in text.split()
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request is about: its topics in order, each a family of stems, and the kinds it names."""

    topics: tuple[tuple[str, ...], ...]
    kinds: frozenset[PracticeKind] = frozenset()
    language: str


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How many practices there are, and how many of them have each topic of what is asked."""

    total: int
    having: Sequence[int]

    def of(self, place: int) -> float:
        """What the topic at that place weighs: the rarer, the more."""
        many = self.having[place]
        rarity = log(1 + max(self.total, FEWEST) / (many + 0.5))
        return rarity if many else rarity * NEVER_TOLD


def read_request(text: str, language: str) -> Asked:
    """The topics of what somebody asks for; none where all of it are words of asking."""
    code = language[:2].lower()
    idle = STOP_WORDS.get(code, STOP_WORDS["es"]) | ASKING_WORDS.get(code, ASKING_WORDS["es"])
    said = [word for word in words(text) if len(word) > 1 and word not in idle]
    topics = (_family(word, code) for word in said if word not in _KINDS)
    kinds = frozenset(_KINDS[word] for word in said if word in _KINDS)
    return Asked(topics=tuple(dict.fromkeys(topics))[:MOST_TOPICS], kinds=kinds, language=language)


def closeness(
    asked: Asked, weights: Weights, *, title: str, text: str = "", kind: PracticeKind | None = None
) -> float:
    """The share of what is asked that `title` and `text` have; 1 and a little more at most."""
    whole = sum(weights.of(place) for place in range(len(asked.topics)))
    if not whole:
        return 0.0
    in_title, in_text = (_families(part, asked.language) for part in (title, text))
    found = 0.0
    for place, topic in enumerate(asked.topics):
        if topic in in_title:
            found += weights.of(place)
        elif topic in in_text:
            found += weights.of(place) * IN_TEXT
    if not found:
        return 0.0
    found += SIDE_BY_SIDE * _together(asked, weights, (*in_title, *in_text))
    return found / whole + (OF_THAT_KIND if kind in asked.kinds else 0.0)


def nearest(scores: Sequence[float], limit: int) -> list[int]:
    """The places of the best that are near enough, the nearest first; of equals the earlier."""
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return [
        place for place in order[:limit] if scores[place] >= max(NEAR, scores[order[0]] * SECOND)
    ]


def _together(asked: Asked, weights: Weights, said: Sequence[tuple[str, ...]]) -> float:
    """The weight of neighbours in what is asked that are neighbours in what was told, either way."""
    neighbours = set(pairwise(said))
    return sum(
        weights.of(place) + weights.of(place + 1)
        for place, (one, next_one) in enumerate(pairwise(asked.topics))
        if (one, next_one) in neighbours or (next_one, one) in neighbours
    )


def _families(text: str, language: str) -> list[tuple[str, ...]]:
    """The families of the words of a text that are no stop words, in order."""
    code = language[:2].lower()
    idle = STOP_WORDS.get(code, STOP_WORDS["es"])
    return [_family(word, code) for word in words(text) if len(word) > 1 and word not in idle]


@lru_cache(maxsize=20_000)
def _family(word: str, code: str) -> tuple[str, ...]:
    return family_of(stems(word, code)[0], code)
