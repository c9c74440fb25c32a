"""The twelve discussions of discussions/, and how much of what a person would tell is in a summary.

`python -m tests.reading.told_discussions OUT` writes them in the format of `minga summarise`, with
the references, for a scorer.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from reading.stems import content_stems
from reading.utterances import Utterance

FOLDER = Path(__file__).with_name("discussions")
_LINE = re.compile(r"(?P<by>[^:]+): ?(?P<text>.*?)(?P<marks>(?: (?:[>+-]\d+|=\S+))*)$")
_PAUSE = re.compile(r"…(?P<many>\d+) (?P<what>h|min)")


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Who said they would do something, where, and by which day if the words name one."""

    place: int
    who: str
    due: date | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """One discussion, and what somebody who read it says of it. Places count from one."""

    name: str
    language: str
    words: int
    reference: str
    marked: frozenset[int]
    agreed: frozenset[int]
    disputed: frozenset[int]
    does: tuple[Promise, ...]
    said: tuple[Utterance, ...]

    def recall(self, quotes: Sequence[str]) -> float:
        """The share of the reference's content stems that occur in the quotes."""
        wanted = set(content_stems(self.reference, self.language))
        found = set(content_stems(" ".join(quotes), self.language))
        return len(wanted & found) / len(wanted)


def discussions() -> Iterator[Told]:
    """All of the folder, by name."""
    for path in sorted(FOLDER.glob("*.txt")):
        head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
        keys: dict[str, list[str]] = {}
        for line in head.splitlines():
            key, _, value = line.partition(": ")
            keys.setdefault(key, []).append(value)
        yield Told(
            name=path.stem,
            language=keys["lang"][0],
            words=int(keys["words"][0]),
            reference=" ".join(keys["reference"]),
            marked=_places(keys.get("marked")),
            agreed=_places(keys.get("agreed")),
            disputed=_places(keys.get("disputed")),
            does=tuple(_promise(line) for line in keys.get("does", ())),
            said=tuple(_said(rest.splitlines(), datetime.fromisoformat(keys["begins"][0] + "Z"))),
        )


def _places(lines: Sequence[str] | None) -> frozenset[int]:
    return frozenset(int(place) for place in " ".join(lines or ()).split())


def _promise(line: str) -> Promise:
    place, *who, due = line.split()
    day = None if due == "-" else date.fromisoformat(due)
    return Promise(place=int(place), who=" ".join(who), due=day)


def _said(lines: Sequence[str], now: datetime) -> Iterator[Utterance]:
    number = 0
    for line in lines:
        if pause := _PAUSE.fullmatch(line):
            hours = pause["what"] == "h"
            now += timedelta(**{"hours" if hours else "minutes": int(pause["many"])})
            continue
        found = _LINE.fullmatch(line)
        assert found, line
        marks = {mark[0]: mark[1:] for mark in found["marks"].split()}
        number, now = number + 1, now + timedelta(minutes=1)
        yield Utterance(
            id=number,
            author_id=None,
            author=found["by"],
            text=found["text"].replace("\\n", "\n"),
            said_at=now,
            reply_to=int(marks[">"]) if ">" in marks else None,
            weight=int(marks.get("+", 0)),
            against=int(marks.get("-", 0)),
            file=marks.get("="),
        )


def as_gold(told: Told) -> dict[str, Any]:
    """A line for a scorer, as `minga summarise` reads it, with the references."""
    return {
        "id": told.name,
        "lang": told.language,
        "budget_words": told.words,
        "messages": [
            {
                "id": str(said.id),
                "author": said.author,
                "text": said.text,
                "ts": said.said_at.isoformat(),
                "reply_to": None if said.reply_to is None else str(said.reply_to),
            }
            for said in told.said
        ],
        "references": [told.reference],
        "gold_extract_ids": [str(place) for place in sorted(told.marked)],
        "gold_agreements": [{"text": "", "ids": [str(place)]} for place in sorted(told.agreed)],
        "gold_actions": [{"text": one.who, "ids": [str(one.place)]} for one in told.does],
    }


def main() -> None:
    lines = [json.dumps(as_gold(told), ensure_ascii=False) + "\n" for told in discussions()]
    Path(sys.argv[1]).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
