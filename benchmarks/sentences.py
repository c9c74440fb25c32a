"""Commitments as teachers would write them: how much of who, what, when and evidence is extracted.

The file is tests/reading/commitments.tsv. Precision: of what was extracted, how much is right;
recall: of what the sentences say, how much was extracted. A due day that is honestly unclear counts
as said where the reader asks for it, and as wrong where it answers.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from reading.commitments import Sketch
from tests.reading.committed_sentences import due_of, people_in, people_of, read, sentences

BAR = 97  # per cent
NOTHING = "-"
Row = dict[str, str]
QUICK = 20  # sentences

FIELDS: Mapping[str, tuple[Callable[[Sketch], set[str]], Callable[[Row], set[str]]]] = {
    "who": (people_of, people_in),
    "what": (lambda sketch: _some(sketch.what), lambda row: _some(row["what"])),
    "when": (lambda sketch: _some(due_of(sketch.due)), lambda row: _some(row["due"])),
    "evidence": (
        lambda sketch: _some(sketch.evidence.value if sketch.evidence else NOTHING),
        lambda row: _some(row["evidence"]),
    ),
}


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Precision and recall of each field, in per cent."""
    rows = sentences()[: QUICK if quick else None]
    read_rows = [(row, read(row["sentence"], language=row["language"])) for row in rows]
    figures = []
    for field, (found_in, said_in) in FIELDS.items():
        found = said = right = 0
        for row, sketch in read_rows:
            extracted, expected = found_in(sketch), said_in(row)
            found, said = found + len(extracted), said + len(expected)
            right += len(extracted & expected)
            if extracted != expected:
                print(f"  {field} of «{row['sentence']}»: {extracted}, not {expected}", flush=True)
        for what, of in (("precision", found), ("recall", said)):
            name = f"{len(rows)} commitments, {field}: {what}"
            figures.append(value(name, "%", [100 * right / of], bar=BAR, at_most=False))
    return figures


def _some(said: str) -> set[str]:
    return {said} - {NOTHING, ""}
