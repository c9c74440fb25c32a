"""How near the codes of `/temas` come to those a person gave, against plain ways of grouping.

Run as `python -m benchmarks.codes` (a few seconds). The answers are ours, in codes_data/, coded by
hand before the grouping was written; two questions were written after it was settled, about things
its topics do not know. An answer without a code is a group of its own; of two codes the first counts.
"""

import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from reading.codes import Answer, group
from reading.stems import content_stems

DATA = Path(__file__).parent / "codes_data"
HELD_OUT = frozenset({"es_aprendimos", "es_comunidad", "en_weather"})
BLIND = "blind_"  # written after the grouping and its topics were settled
NONE = "-"  # no code
DRAWS = 20
LARGE = 2000  # answers of the one speed that is shown

Labels = Sequence[str]
System = Callable[["Coded"], Labels]


@dataclass(frozen=True, kw_only=True)
class Coded:
    """One question, its answers, and the code a person gave each."""

    name: str
    question: str
    answers: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def language(self) -> str:
        """As `reading` takes it."""
        return self.name.removeprefix(BLIND)[:2]

    @property
    def is_blind(self) -> bool:
        """Whether it was written last."""
        return self.name.startswith(BLIND)


@dataclass(frozen=True, kw_only=True)
class Score:
    """How near one grouping comes to another: 1 is the same; ARI is 0 by chance."""

    purity: float
    ari: float
    precision: float  # of pairs put together, how many belong together
    recall: float  # of pairs that belong together, how many were put together
    groups: float

    @property
    def f1(self) -> float:
        """Of the pairs."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main() -> None:
    """The table of docs/thematic-analysis.md."""
    everything = [read(path) for path in sorted(DATA.glob("*.tsv"))]
    for title, chosen in (
        ("tuned on", [one for one in everything if not (one.is_blind or one.name in HELD_OUT)]),
        ("held out", [one for one in everything if one.name in HELD_OUT]),
        ("written afterwards", [one for one in everything if one.is_blind]),
    ):
        print(f"\n{title}: {len(chosen)} questions, {sum(len(c.answers) for c in chosen)} answers")
        for name, system in SYSTEMS.items():
            _print(name, [score(system(one), one.codes) for one in chosen])
    for one in everything:
        _print(f"ours, {one.name}", [score(ours(one), one.codes)])
    _speed(everything)


def read(path: Path) -> Coded:
    """One file of codes_data/."""
    first, *rows = path.read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    return Coded(
        name=path.stem,
        question=first.removeprefix("# "),
        answers=tuple(said for _, said in cells),
        codes=tuple(code for code, _ in cells),
    )


def score(found: Labels, meant: Labels) -> Score:
    """Both as one label an answer; NONE is a group of its own each time."""
    one, other = _apart(found), _apart(meant)
    together = [
        (one[a] == one[b], other[a] == other[b]) for a, b in combinations(range(len(one)), 2)
    ]
    hits = sum(a and b for a, b in together)
    put, belong = sum(a for a, _ in together), sum(b for _, b in together)
    by_chance = put * belong / len(together)
    largest = 0
    for label in set(one):
        largest += Counter(o for f, o in zip(one, other, strict=True) if f == label).most_common(1)[
            0
        ][1]
    best = (put + belong) / 2
    return Score(
        purity=largest / len(one),
        ari=(hits - by_chance) / (best - by_chance) if best != by_chance else 0.0,
        precision=hits / put if put else 1.0,
        recall=hits / belong,
        groups=float(len({label for label in found if label != NONE})),
    )


def ours(coded: Coded) -> Labels:
    """The product's own way."""
    answers = [Answer(id=number, text=said) for number, said in enumerate(coded.answers)]
    found = group(answers, question=coded.question, language=coded.language)
    first: dict[int, str] = {}
    for number, code in enumerate(found.codes):
        for answer in code.answers:
            first.setdefault(answer, str(number))
    return [first.get(number, NONE) for number in range(len(answers))]


def all_in_one(coded: Coded) -> Labels:
    return ["0"] * len(coded.answers)


def at_random(coded: Coded) -> Labels:
    """As many groups as the person made."""
    draw = random.Random(coded.name)
    return [str(draw.randrange(_many(coded))) for _ in coded.answers]


def k_means(coded: Coded) -> Labels:
    """Cosine k-means on tf-idf of stems, told how many groups there are, the tightest of DRAWS."""
    vectors = _tf_idf(coded)
    best: tuple[float, list[str]] = (-1.0, [])
    for seed in range(DRAWS):
        centres = [
            dict(vectors[at])
            for at in random.Random(seed).sample(range(len(vectors)), _many(coded))
        ]
        labels: list[int] = []
        for _ in range(20):
            near = [[_dot(vector, centre) for centre in centres] for vector in vectors]
            labels = [row.index(max(row)) for row in near]
            centres = [
                _mean([v for v, at in zip(vectors, labels, strict=True) if at == k])
                for k in range(len(centres))
            ]
        tight = sum(_dot(v, centres[at]) for v, at in zip(vectors, labels, strict=True))
        best = max(best, (tight, [str(at) for at in labels]), key=lambda pair: pair[0])
    return best[1]


SYSTEMS: dict[str, System] = {
    "all in one": all_in_one,
    "random": at_random,
    "k-means on tf-idf, told how many": k_means,
    "ours": ours,
}


def _many(coded: Coded) -> int:
    return len(set(coded.codes) - {NONE})


def _apart(labels: Labels) -> list[str]:
    return [f"{NONE}{at}" if label == NONE else label for at, label in enumerate(labels)]


def _tf_idf(coded: Coded) -> list[dict[str, float]]:
    stems = [Counter(content_stems(said, coded.language)) for said in coded.answers]
    uses = Counter(stem for each in stems for stem in each)
    made = []
    for each in stems:
        vector = {stem: n * math.log(1 + len(stems) / uses[stem]) for stem, n in each.items()}
        length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        made.append({stem: weight / length for stem, weight in vector.items()})
    return made


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())


def _mean(vectors: Sequence[dict[str, float]]) -> dict[str, float]:
    whole: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, weight in vector.items():
            whole[stem] += weight
    length = math.sqrt(sum(w * w for w in whole.values())) or 1.0
    return {stem: weight / length for stem, weight in whole.items()}


def _speed(everything: Sequence[Coded]) -> None:
    """Made-up answers: two that were told, one after the other, so that no two are alike."""
    told = [said for one in everything for said in one.answers if one.language == "es"]
    draw = random.Random(7)
    answers = [
        Answer(id=number, text=f"{draw.choice(told)}. {draw.choice(told)}")
        for number in range(LARGE)
    ]
    began = time.process_time()
    found = group(answers, question="", language="es")
    print(
        f"\n{LARGE} answers: {time.process_time() - began:.2f} s of processor time,"
        f" {len(found.codes)} codes"
    )


def _print(name: str, scores: Sequence[Score]) -> None:
    def mean(of: Callable[[Score], float]) -> float:
        return sum(map(of, scores)) / len(scores)

    print(
        f"{name:34} purity {mean(lambda s: s.purity):.2f}  ARI {mean(lambda s: s.ari):.2f}"
        f"  pairs P {mean(lambda s: s.precision):.2f} R {mean(lambda s: s.recall):.2f}"
        f" F1 {mean(lambda s: s.f1):.2f}  groups {mean(lambda s: s.groups):.1f}"
    )


if __name__ == "__main__":
    main()
