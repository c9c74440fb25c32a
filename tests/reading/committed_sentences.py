"""The file of commitments (`commitments.tsv`): who reads it, and how a sketch is written in it.

People are ids of the community below, names nobody bears, or «?name:ids» where several bear it; a
due day is a day, «?» (asked), «past» or «-»; all as of a Wednesday, said by José Luis.
"""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from reading.commitments import Sketch, read_commitment
from reading.dates import Moment, Past, Reading, Unsure
from reading.people import Known

HERE = Path(__file__).parent
SANTIAGO = ZoneInfo("America/Santiago")
A_WEDNESDAY = datetime(2026, 11, 18, 12, 0, tzinfo=SANTIAGO)
JOSE_LUIS = 7
MEMBERS = [
    Known(person_id=1, name="Rosa Muñoz", username="rosa_m"),
    Known(person_id=2, name="Juan Pérez"),
    Known(person_id=3, name="Luz Soto", username="luzs"),
    Known(person_id=4, name="Ana Rojas"),
    Known(person_id=5, name="Ana Silva", username="anasilva"),
    Known(person_id=6, name="Domingo Vera"),
    Known(person_id=JOSE_LUIS, name="José Luis Catalán", username="joselo"),
    Known(person_id=8, name="María Elena Ruiz"),
]


def read(sentence: str, *, language: str = "es") -> Sketch:
    return read_commitment(
        sentence,
        known=MEMBERS,
        now=A_WEDNESDAY,
        zone=SANTIAGO,
        language=language,
        author_id=JOSE_LUIS,
    )


def sentences() -> list[dict[str, str]]:
    """The rows: language, sentence, what, people, due, evidence."""
    with (HERE / "commitments.tsv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def people_of(sketch: Sketch) -> set[str]:
    clear = {one.name if one.person_id is None else str(one.person_id) for one in sketch.people}
    return clear | {f"?{one.name}:{','.join(map(str, one.candidates))}" for one in sketch.ambiguous}


def people_in(row: dict[str, str]) -> set[str]:
    return set(filter(None, row["people"].split(";")))


def due_of(due: Reading) -> str:
    if isinstance(due, Moment):
        return str(due.on)
    return {Unsure: "?", Past: "past"}.get(type(due), "-")
