"""LexRank with MMR, to compare our summaries with: a published way of picking sentences.

The one thing to know: it is here only for benchmarks. Messages are a graph whose edges are cosines
of stems weighed by rarity; the stationary distribution ranks them (Erkan and Radev 2004), and
maximal marginal relevance picks from the ranks what is not yet said (Carbonell and Goldstein 1998).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reading.stems import content_stems

THRESHOLD = 0.1  # edges below are none, as in the paper
DAMPING = 0.15
ROUNDS = 30
RELEVANCE = 0.7  # MMR's weight of the rank; the rest is for being new

Vector = Mapping[str, float]


def ranked(texts: Sequence[str], language: str) -> Iterator[int]:
    """The places of `texts`, the one to pick first before the others."""
    vectors = _vectors([Counter(content_stems(text, language)) for text in texts])
    likeness = _likeness(vectors)
    ranks = _ranks(likeness)
    top = max(ranks, default=1.0) or 1.0
    nearest = [0.0] * len(texts)
    left = set(range(len(texts)))
    while left:
        best = max(
            left,
            key=lambda place: (
                RELEVANCE * ranks[place] / top - (1 - RELEVANCE) * nearest[place],
                -place,
            ),
        )
        left.discard(best)
        for place, alike in likeness[best].items():
            nearest[place] = max(nearest[place], alike)
        yield best


def _vectors(counts: Sequence[Counter[str]]) -> list[Vector]:
    uses = Counter(stem for count in counts for stem in count)
    vectors = list[Vector]()
    for count in counts:
        weights = {
            stem: times * math.log(1 + len(counts) / uses[stem]) for stem, times in count.items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        vectors.append({stem: weight / length for stem, weight in weights.items()})
    return vectors


def _likeness(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """For each text the others that share words, with their cosine."""
    holding: dict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for stem in vector:
            holding[stem].append(place)
    rows = list[dict[int, float]]()
    for place, vector in enumerate(vectors):
        row: dict[int, float] = defaultdict(float)
        for stem, weight in vector.items():
            for other in holding[stem]:
                row[other] += weight * vectors[other][stem]
        row.pop(place, None)
        rows.append(dict(row))
    return rows


def _ranks(likeness: Sequence[Mapping[int, float]]) -> list[float]:
    edges = [[other for other, alike in row.items() if alike >= THRESHOLD] for row in likeness]
    count = len(edges)
    ranks = [1 / count] * count if count else []
    for _ in range(ROUNDS):
        new = [DAMPING / count] * count
        for place, others in enumerate(edges):
            for other in others or (place,):
                new[other] += (1 - DAMPING) * ranks[place] / max(1, len(others))
        ranks = new
    return ranks
