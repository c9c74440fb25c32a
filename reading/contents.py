"""What each utterance is about, read once: the stems that carry meaning, and where its sentences end.

The one thing to know: everything that follows (threads, weights, themes) asks here, so that a text
is folded and stemmed a single time however often pieces of it are weighed.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise, repeat

from reading.asking_words import ASKING_WORDS
from reading.people import TITLES, is_office
from reading.stems import content_stems_of, language_of, words, words_of_lines
from reading.utterances import MOST_SPANS, Utterance, spoken

_GOOD = frozenset(["buen", "buena", "buenas", "buenos", "bom", "boa", "good"])
_TIMES_OF_DAY = frozenset(
    [
        "dia",
        "dias",
        "tarde",
        "tardes",
        "noche",
        "noches",
        "noite",
        "morning",
        "afternoon",
        "evening",
    ]
)
_COURTESY = frozenset[str]().union(
    *(
        line.split(" ")
        for line in (
            "hola saludos abrazo abrazos gracias colegas felicitaciones felicidades chiquillas chiquillos",
            "oi ola obrigado obrigada abraco abracos parabens gente beijos valeu",
            "hello hi thanks thank congratulations everyone cheers",
            "ja jaja jajaja jajajaja jeje jejeje haha hahaha kkk kkkk kkkkk rs rsrs lol",
        )
    )
)
_NO_THEME = _COURTESY | _TIMES_OF_DAY


def concepts(text: str, language: str, names: Set[str] = frozenset()) -> list[str]:
    """The stems of `text` that carry meaning, and each two of them in a row; `names` are none."""
    single = content_stems_of(_telling(words(spoken(text)), names), language)
    return single + pairs(single)


def _telling(written: list[str], names: Set[str]) -> list[str]:
    written = _without_courtesy(written)
    if names.isdisjoint(written):
        return written
    return [word for word in written if word not in names]


def _without_courtesy(written: list[str]) -> list[str]:
    """«Buenas noches colegas» is heard from many, and tells nothing."""
    if _NO_THEME.isdisjoint(written):
        return written
    kept = list[str]()
    for word in written:
        if word in _TIMES_OF_DAY and kept and kept[-1] in _GOOD:
            kept.pop()
        elif word not in _COURTESY:
            kept.append(word)
    return kept


def names_among(utterances: Iterable[Utterance]) -> frozenset[str]:
    """What those who spoke are called, folded: their first two names, without titles and offices.

    No name is what every classroom speaks of: «Escuela El Manzano» may be whose account it is.
    """
    found = set[str]()
    for author in {said.author for said in utterances}:
        found.update([w for w in words(author) if w not in TITLES and not is_office(w)][:2])
    return frozenset(found.difference(*ASKING_WORDS.values()))


def pairs(stems: list[str]) -> list[str]:
    """Each two in a row."""
    return list(map(" ".join, pairwise(stems)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """An utterance's stems in order, each two in a row, and each stem once, in the language it is in.

    Tuples of texts, which the garbage collector lets alone: a list or a set each would make it
    hold everything else for tens of milliseconds where ten thousand are read.

    `cuts` are the sentences of a text longer than a quote may be, those that units() looks at: the words
    of each, and how many stems come before its end; of a shorter text, itself.
    """

    language: str
    stems: tuple[str, ...]
    pairs: tuple[str, ...]
    single: tuple[str, ...]
    cuts: tuple[tuple[int, int], ...]

    def at_most(
        self, worth: Callable[[str, float], float], unheard: float, costs: Sequence[float]
    ) -> float:
        """No sentence of it, nor some in a row, is worth more than this for what its words cost.

        `costs[n]` is what a quote of n words costs; there are as many as a quote may have. At most,
        for a concept that comes twice is counted twice, and of a sentence too long to quote at
        least half of what may be quoted is left.
        """
        alone = list(accumulate(map(worth, self.stems, repeat(unheard)), initial=0.0))
        paired = list(accumulate(map(worth, self.pairs, repeat(unheard)), initial=0.0))
        longest, most, begin = len(costs) - 1, 0.0, 0
        in_a_row = MOST_SPANS // len(self.cuts)
        for first, (count, end) in enumerate(self.cuts, start=1):
            cost = costs[count] if count <= longest else costs[longest // 2]
            if end > begin:
                told = alone[end] - alone[begin] + paired[end - 1] - paired[begin]
                most = max(most, told / cost)
            for more, later in self.cuts[first : first + in_a_row - 1]:
                count += more
                if count > longest:
                    break
                if later > begin:
                    told = alone[later] - alone[begin] + paired[later - 1] - paired[begin]
                    if told > most * costs[count]:
                        most = told / costs[count]
            begin = end
        return most


def content_of(
    utterance: Utterance, usual: str, *, longest: int, names: Set[str] = frozenset()
) -> Content:
    """Reads one utterance; no quote of it will be longer than `longest` words.

    `names`, folded, of people of the discussion: who is spoken of is no theme.

    `usual` is the language of the discussion: where groups mix them, each message is in its own.
    """
    whole = utterance.words <= longest
    pieces = (utterance.text,) if whole else utterance.sentences
    written = (
        words_of_lines(spoken("\n".join(pieces))) if pieces[1:] else [words(spoken(pieces[0]))]
    )
    different = frozenset(chain.from_iterable(written))
    if not (different.isdisjoint(_NO_THEME) and different.isdisjoint(names)):
        written = [_telling(its_words, names) for its_words in written]
        different = frozenset(chain.from_iterable(written))
    language = language_of(different, usual)
    stems, cuts = list[str](), list[tuple[int, int]]()
    for piece, its_words in zip(pieces, written, strict=True):
        stems += content_stems_of(its_words, language)
        cuts.append((len(piece.split()), len(stems)))
    if sum([count for count, _ in cuts]) != utterance.words:  # emoji, links: pieces, but no words
        cuts = [(1, len(stems))]
    return Content(
        language=language,
        stems=tuple(stems),
        pairs=tuple(pairs(stems)),
        single=tuple(dict.fromkeys(stems)),
        cuts=tuple(cuts[:MOST_SPANS]),
    )
