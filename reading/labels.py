"""What a theme is about, in at most three words of the quote that tells it.

The one thing to know: a label invents nothing. Its words stand in the quote as they were written, and
at least two people used them (or others of the same stem); who is in the discussion is no theme.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from reading.stems import content_stems, words
from reading.utterances import Utterance, spoken
from reading.verbs import is_first_plural

MOST_WORDS = 3
LEAST_PEOPLE = 2
TOLD_BEFORE = 0.5  # what a word is worth that another label has already

_WRITTEN = re.compile(r"[^\W\d_]{3,}(?!['’]\w)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that many people use whatever they speak of.
_FLAT = _set(
    """
    puede pueden puedo pueda podria poder hacer hace hacen haciendo hecho tener tiene tienen tengo creo cree
    creen parece aqui ahi alli asi queda quedan quedo bien buen buena buenas buenos bueno mejor mejores
    mal mala malo gran grande mucha muchas mucho muchos otra otras otro otros alguna algunas algunos
    algun toda todas todo todos cada misma mismo solo tambien siempre nunca ahora luego despues antes
    hoy ayer manana gente cosa cosas forma manera parte vez veces tema ejemplo gracias hola saludos
    jajaja seria sea sean esta estan estamos vamos van ver visto decir dice dicen dar dan dado poner
    pone lugar caso verdad razon hay haya sido favor igual menos mas muy tan
    pode podem posso fazer faz fazem ter tem tenho acho acha boa bom melhor ruim muito muita muitos
    muitas outro outra outros outras algum alguma todos toda tudo cada mesmo mesma sempre nunca agora
    depois hoje ontem amanha coisa coisas jeito vezes obrigada obrigado ola aqui ali assim tambem
    even most much many more less other others first last maybe need needs use used able really very
    just like look looks think thing things know good better best way lot bit well also still only
    could should would might will want wanna gonna get got make makes made see say said people
    """
)


class Labels:
    """Names themes one after the other, each by what sets it apart from those before."""

    def __init__(
        self,
        substance: Sequence[Utterance],
        stems_of: Mapping[int, Set[str]],
        *,
        language: str,
    ) -> None:
        self._substance = substance
        self._stems_of = stems_of
        self._language = language
        self._names = {name for said in substance for name in words(said.author)}
        self._told: set[str] = set()

    def label(self, quote: str) -> tuple[str, ...]:
        """Words or words in a row, in the order of the quote; empty where no two people share any."""
        found = self._written(quote)
        worth = self._worth({stem for stem, _, _ in found})
        best = sorted(worth, key=lambda stem: (-worth[stem], stem))[:MOST_WORDS]
        self._told.update(best)
        spans = list[tuple[int, int]]()
        for stem, start, end in found:
            if stem in best:
                best.remove(stem)
                if spans and quote[spans[-1][1] : start] == " ":
                    start = spans.pop()[0]
                spans.append((start, end))
        return tuple(quote[start:end] for start, end in spans)

    def _written(self, quote: str) -> list[tuple[str, int, int]]:
        """Each word that carries meaning, as its stem, and where it stands in `quote`."""
        hidden = spoken(quote)
        found = list[tuple[str, int, int]]()
        at = 0
        for match in _WRITTEN.finditer(hidden):
            stems = content_stems(match[0], self._language)
            start = quote.find(match[0], at)
            if len(stems) == 1 and start >= 0:
                at = start + len(match[0])
                if self._may_name(*words(match[0])):
                    found.append((stems[0], start, at))
        return found

    def _may_name(self, *folded: str) -> bool:
        return not any(
            word in _FLAT or word in self._names or is_first_plural(word) for word in folded
        )

    def _worth(self, stems: Set[str]) -> dict[str, float]:
        """How many people used each, times how rare it is."""
        uses = Counter[str]()
        people = dict[str, set[int | str]]()
        for said in self._substance:
            for stem in stems & self._stems_of[said.id]:
                uses[stem] += 1
                people.setdefault(stem, set()).add(said.by)
        return {
            stem: len(by)
            * math.log1p(len(self._substance) / uses[stem])
            * (TOLD_BEFORE if stem in self._told else 1.0)
            for stem, by in people.items()
            if len(by) >= LEAST_PEOPLE
        }
