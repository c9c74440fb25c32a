"""A discussion as it may leave the house: people by numbers, contacts left out, and the way back.

The one thing to know: every placeholder remembers which letters it stands for, so that a piece of what
was sent can be found again in what was said, letter by letter (`Sent.original`). What is hidden is
found by reading/identifying.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reading.identifying import Bearers, Span, spans_in
from reading.people import Known
from reading.stems import fold
from reading.utterances import Utterance

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "es": ("Docente", "Persona", "Voz"),
    "pt": ("Docente", "Pessoa", "Voz"),
    "en": ("Teacher", "Person", "Voice"),
}
DETAILS: Mapping[str, str] = {"es": "dato", "pt": "dado", "en": "detail"}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A placeholder: where it stands in the sent text, and the letters of the original it hides."""

    sent: Span
    original: Span


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One message as it leaves. `number` is ours, from 1; `said` what was said, with its author."""

    number: int
    by: str
    text: str
    reply_to: int | None
    pieces: tuple[Piece, ...]
    said: Utterance

    def original(self, start: int, end: int) -> str | None:
        """What was said, letter by letter, where this part was sent; None if it cuts a placeholder."""
        shift, begins, ends = 0, start, end
        for piece in self.pieces:
            before, after = piece.sent
            if before < start < after or before < end < after:
                return None
            shift = (piece.original[1] - piece.original[0]) - (after - before)
            begins += shift if after <= start else 0
            ends += shift if after <= end else 0
        return self.said.text[begins:ends]


class Disguise:
    """Who bears which number in one request, and what the numbers stand for."""

    def __init__(self, said: Sequence[Utterance], known: Sequence[Known], *, language: str) -> None:
        code = language[:2] if language[:2] in PEOPLE else "es"
        texts = [one.text for one in said]
        self.person = next(
            (
                word
                for word in PEOPLE[code]
                if not any(re.search(rf"(?i)\b{word} \d", text) for text in texts)
            ),
            PEOPLE[code][0],
        )
        self.detail = DETAILS[code]
        self._pseudonym_in = re.compile(rf"(?i)\b{self.person}s? \d")
        self._numbers: dict[int | str, int] = {}
        self._details = 0
        nameless = dict.fromkeys(one.author for one in said if one.author_id is None)
        self._strangers = {name: -number for number, name in enumerate(nameless, start=1)}
        speakers = [Known(person_id=self._author_of(one), name=one.author) for one in said]
        self._names = Bearers([*speakers, *known])
        self._usernames = {fold(one.username): one.person_id for one in known if one.username}
        places = {one.id: number for number, one in enumerate(said, start=1)}
        self.sent = tuple(self._send(one, places) for one in said)

    def names_anybody(self, words: str) -> bool:
        """Whether somebody is in it, by number or as they are called."""
        numbered = self._pseudonym_in.search(words) is not None
        return numbered or next(self._names_in(words), None) is not None

    def _send(self, one: Utterance, places: Mapping[int, int]) -> Sent:
        by = self._pseudonym(self._author_of(one))
        text, pieces = self._hide(one.text)
        return Sent(
            number=places[one.id],
            by=by,
            text=text,
            reply_to=places.get(one.reply_to) if one.reply_to is not None else None,
            pieces=pieces,
            said=one,
        )

    def _author_of(self, one: Utterance) -> int:
        """Below 0 for whoever has no number: a bridge, somebody who writes as the group."""
        return one.author_id if one.author_id is not None else self._strangers[one.author]

    def _hide(self, text: str) -> tuple[str, tuple[Piece, ...]]:
        details = spans_in(text)
        hidden = [(span, self._detail_for(text[span[0] : span[1]])) for span in details]
        hidden += [
            (span, shown)
            for span, shown in self._names_in(text)
            if not any(span[0] < end and start < span[1] for start, end in details)
        ]
        written, pieces, at = "", list[Piece](), 0
        for (start, end), shown in sorted(hidden):
            written += text[at:start]
            pieces.append(
                Piece(sent=(len(written), len(written) + len(shown)), original=(start, end))
            )
            written, at = written + shown, end
        return written + text[at:], tuple(pieces)

    def _detail_for(self, words: str) -> str:
        if words.startswith("@") and (person := self._usernames.get(fold(words[1:]))) is not None:
            return self._pseudonym(person)
        self._details += 1
        return f"[{self.detail} {self._details}]"

    def _names_in(self, text: str) -> Iterator[tuple[Span, str]]:
        for (start, end), whose in self._names.spans_in(text):
            yield (start, end), self._of(whose, text[start:end])

    def _of(self, whose: frozenset[int], written: str) -> str:
        """Of one person their number; a name that several bear has one of its own."""
        if len(whose) == 1:
            (person,) = whose
            return self._pseudonym(person)
        return self._pseudonym(f"name:{fold(written)}")

    def _pseudonym(self, key: int | str) -> str:
        return f"{self.person} {self._numbers.setdefault(key, len(self._numbers) + 1)}"
