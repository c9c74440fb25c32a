"""`python -m tests.reading.labelled`: how much of what tells who somebody is gets found.

The one thing to know: a place counts as found only if all of it is; whatever else is found is a
false alarm, and so is anything in a sentence with nothing to find.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reading.identifying import Span, spans_in

SEEN = Path(__file__).with_name("identifying.tsv")  # the patterns were mended with these
BLIND = Path(__file__).with_name("identifying_blind.tsv")  # and these came after


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence, and where in it something tells who."""

    kind: str
    text: str
    wanted: tuple[Span, ...]


@dataclass(kw_only=True)
class Figures:
    """Of one kind of sentence."""

    sentences: int = 0
    there: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """From 0 to 1; 1 where there is nothing to find."""
        return self.found / self.there if self.there else 1.0


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file; raises ValueError where a line has not three columns."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, kind, marked = line.split("\t")
        text, wanted = "", list[Span]()
        for part in re.split(r"(\[[^\]]*\])", marked):
            if part.startswith("["):
                wanted.append((len(text), len(text) + len(part) - 2))
            text += part.strip("[]") if part.startswith("[") else part
        yield Sentence(kind=kind, text=text, wanted=tuple(wanted))


def measured(path: Path) -> dict[str, Figures]:
    """By kind, in the order of the file."""
    by_kind: dict[str, Figures] = {}
    for one in read(path):
        figures = by_kind.setdefault(one.kind, Figures())
        spans = spans_in(one.text)
        figures.sentences += 1
        figures.there += len(one.wanted)
        figures.found += sum(
            any(start <= first and last <= end for start, end in spans)
            for first, last in one.wanted
        )
        figures.false += sum(
            not any(start < last and first < end for first, last in one.wanted)
            for start, end in spans
        )
    return by_kind


def table(path: Path) -> str:
    """As docs/llm.md shows it."""
    rows = ["| sentences with | how many | found | false alarms |", "|---|---|---|---|"]
    for kind, one in measured(path).items():
        found = f"{one.found} of {one.there}" if one.there else "–"
        rows.append(f"| {kind} | {one.sentences} | {found} | {one.false} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{table(SEEN)}\n\n{table(BLIND)}\n")
