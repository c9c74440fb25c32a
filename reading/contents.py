"""What each utterance is about, read once: the stems that carry meaning, and where its sentences end.

The one thing to know: everything that follows (threads, weights, themes) asks here, so that a text
is folded and stemmed a single time however often pieces of it are weighed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat

from reading.stems import content_stems
from reading.utterances import Utterance, spoken


def concepts(text: str, language: str) -> list[str]:
    """The stems of `text` that carry meaning, and each two of them in a row."""
    single = content_stems(spoken(text), language)
    return single + pairs(single)


def pairs(stems: list[str]) -> list[str]:
    """Each two in a row."""
    return [f"{one} {two}" for one, two in pairwise(stems)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """An utterance's stems in order, each two in a row, and each stem once.

    `cuts` are the sentences of a text longer than a quote may be: the words of each, and how many
    stems come before its end; of a shorter text, itself.
    """

    stems: list[str]
    pairs: list[str]
    single: frozenset[str]
    cuts: tuple[tuple[int, int], ...]

    @property
    def concepts(self) -> set[str]:
        return {*self.stems, *self.pairs}

    def windows(
        self, worth: Callable[[str, float], float], unheard: float, longest: int
    ) -> Iterator[tuple[float, int]]:
        """What sentences in a row are worth at most, and the fewest words that takes.

        At most, for a concept that comes twice is counted twice, and of a sentence too long to quote
        at least half of what may be quoted is left.
        """
        alone = list(accumulate(map(worth, self.stems, repeat(unheard)), initial=0.0))
        paired = list(accumulate(map(worth, self.pairs, repeat(unheard)), initial=0.0))
        cuts, begin = self.cuts, 0
        for first, (words, end) in enumerate(cuts):
            for more, later in ((0, end), *cuts[first + 1 :]):
                words += more
                if more and words > longest:
                    break
                linked = paired[later - 1] - paired[begin] if later > begin else 0.0
                worth_of_it = alone[later] - alone[begin] + linked
                yield worth_of_it, words if words <= longest else longest // 2
            begin = end


def content_of(utterance: Utterance, language: str, *, longest: int) -> Content:
    """Reads one utterance; no quote of it will be longer than `longest` words."""
    text, words = utterance.text, utterance.words
    stems, cuts = list[str](), list[tuple[int, int]]()
    if words > longest:
        for sentence in utterance.sentences:
            stems += content_stems(spoken(sentence), language)
            cuts.append((len(sentence.split()), len(stems)))
    else:
        stems = content_stems(spoken(text), language)
        cuts.append((len(text.split()), len(stems)))
    if (
        sum(count for count, _ in cuts) != words
    ):  # emoji, links: pieces between spaces, but no words
        cuts = [(1, len(stems))]
    return Content(stems=stems, pairs=pairs(stems), single=frozenset(stems), cuts=tuple(cuts))
