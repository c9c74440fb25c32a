"""A discussion as it may leave the house: people by numbers, contacts left out, and the way back.

The one thing to know: every placeholder remembers which letters it stands for, so that a piece of what
was sent can be found again in what was said, letter by letter (`Sent.original`). Members' names are
looked for word by word, in small letters too: «rosa», the colour, leaves as «Docente 2» if there is a
Rosa, for that costs a word and the other mistake costs a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reading.identifying import Span, spans_in
from reading.people import Known
from reading.stems import fold
from reading.utterances import Utterance

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "es": ("Docente", "Persona", "Voz"),
    "pt": ("Docente", "Pessoa", "Voz"),
    "en": ("Teacher", "Person", "Voice"),
}
DETAILS: Mapping[str, str] = {"es": "dato", "pt": "dado", "en": "detail"}

# with accents that are letters of their own, and characters that are there and not seen
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*)+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_INSIDE = _set("de del la las los da do das dos san santa von van di")
# what people put beside their name in Telegram, and say of everybody
_NO_NAMES = _INSIDE | _set(
    """
    profe profes profesor profesora prof maestro maestra director directora docente tio tia don dona sra
    sr srta miss seno professor professora teacher mr mrs ms escuela colegio liceo escola school jardin
    el o a os as y e the para con com por
    """
)
_LEAST_LETTERS = 3  # of a name in small letters; a shorter one counts with a capital


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
        self._names = _bearers([*speakers, *known])
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
        """Names, each as long as its words can be the same person's."""
        start = end = 0
        whose: frozenset[int] = frozenset()
        for match in _WORD.finditer(text):
            bearers = self._bearers_of(match[0])
            between = text[end : match.start()]
            if whose and (both := whose & bearers) and self._joins(between):
                whose, end = both, match.end()
                continue
            if whose and not (fold(match[0]) in _INSIDE and self._joins(between)):
                yield (start, end), self._of(whose, text[start:end])
                whose = frozenset()
            elif whose:
                continue  # «Rosa de la Cruz»: what joins is part of it only if a name follows
            if bearers:
                start, end, whose = match.start(), match.end(), bearers
        if whose:
            yield (start, end), self._of(whose, text[start:end])

    def _joins(self, between: str) -> bool:
        rest = _WORD.sub(lambda word: " " if fold(word[0]) in _INSIDE else word[0], between)
        return bool(rest) and not rest.strip(" \t.-_") and "\n" not in rest

    def _bearers_of(self, word: str) -> frozenset[int]:
        folded = _folded(word)
        if len(folded) < _LEAST_LETTERS and not word[0].isupper():
            return frozenset()
        return self._names.get(folded, frozenset())

    def _of(self, whose: frozenset[int], written: str) -> str:
        """Of one person their number; a name that several bear has one of its own."""
        if len(whose) == 1:
            (person,) = whose
            return self._pseudonym(person)
        return self._pseudonym(f"name:{fold(written)}")

    def _pseudonym(self, key: int | str) -> str:
        return f"{self.person} {self._numbers.setdefault(key, len(self._numbers) + 1)}"


def _folded(word: str) -> str:
    return fold(_UNSEEN.sub("", word))


def _bearers(known: Sequence[Known]) -> dict[str, frozenset[int]]:
    """Each word of somebody's name, folded, with whose it may be."""
    found: dict[str, frozenset[int]] = {}
    for one in known:
        for word in _WORD.findall(f"{one.name} {one.username or ''}"):
            folded = _folded(word)
            if len(folded) > 1 and folded not in _NO_NAMES:
                found[folded] = found.get(folded, frozenset()) | {one.person_id}
    return found
