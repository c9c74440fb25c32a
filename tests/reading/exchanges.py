"""The sixty exchanges of exchanges_es.txt, and how well agreements are found in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reading.summaries import Utterance, summarise

FILE = Path(__file__).with_name("exchanges_es.txt")
BEGINNING = datetime(2026, 11, 16, 12, tzinfo=UTC)
_HEAD = re.compile(r"(?P<number>\d\d) (?P<kind>agreed|open|nothing)(?: (?P<place>\d+))? \| ")
_LINE = re.compile(r"(?P<by>\w+): (?P<text>.*?)(?P<marks>(?: [>+-]\d+)*)$")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What was said, and the place of what was agreed (or is disputed), if anything."""

    number: int
    kind: str
    place: int | None
    said: tuple[Utterance, ...]


def exchanges() -> Iterator[Exchange]:
    """All of the file, in order."""
    for block in FILE.read_text(encoding="utf-8").split("\n\n"):
        head, *rest = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if found := _HEAD.match(head):
            yield Exchange(
                number=int(found["number"]),
                kind=found["kind"],
                place=int(found["place"]) if found["place"] else None,
                said=tuple(_said(rest)),
            )


def _said(rest: Sequence[str]) -> Iterator[Utterance]:
    now, number = BEGINNING, 0
    for line in rest:
        if line.startswith("…"):
            now += timedelta(hours=int(line[1:].split()[0]))
            continue
        found = _LINE.match(line)
        assert found, line
        marks = {mark[0]: int(mark[1:]) for mark in found["marks"].split()}
        number, now = number + 1, now + timedelta(minutes=1)
        yield Utterance(
            id=number,
            author_id=None,
            author=found["by"],
            text=found["text"],
            said_at=now,
            reply_to=marks.get(">"),
            weight=marks.get("+", 0),
            against=marks.get("-", 0),
        )


@dataclass(frozen=True, kw_only=True)
class Score:
    """How many were found, of how many there are; `wrong` and `missed` are numbers of exchanges."""

    right: int
    wrong: tuple[int, ...]
    missed: tuple[int, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def score(told: Sequence[Exchange], kind: str = "agreed") -> Score:
    """Agreements (or what is «open») that the summary names, against those that are there."""
    right, wrong, missed = 0, list[int](), list[int]()
    for one in told:
        found = {
            agreement.proposal.utterance.id
            for agreement in summarise(one.said, language="es").agreements
            if agreement.is_settled is (kind == "agreed")
        }
        there = one.place if one.kind == kind else None
        right += there in found
        wrong += [one.number] * len(found - {there})
        if there is not None and there not in found:
            missed.append(one.number)
    return Score(right=right, wrong=tuple(wrong), missed=tuple(missed))
