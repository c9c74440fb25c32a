"""A commitment in one sentence: «Rosa y Juan suben la rúbrica antes del 4 de diciembre, evidencia foto».

The one thing to know: what comes out is a sketch. What is missing or doubtful is asked with
buttons, and nobody named in it is committed before saying so.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from community.commitments import EvidenceKind
from reading.dates import Moment, Reading, read_moment
from reading.evidence import find_evidence
from reading.infinitives import as_a_task
from reading.people import Known, Named, names_in
from reading.stems import fold
from reading.verbs import is_first_plural, speaks_of_self

Part = Literal["what", "who", "due", "evidence"]

_COMMAND = re.compile(
    r"^\s*/\w+(?:@\w+)?|^\s*(?:compromiss?o|commitment)\s*:"
    r"|[#＃](?:compromisos?|compromissos?|commitments?)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^[\s:,;.\-–—¡!¿?•*\"«»]+")
_PLEDGE = re.compile(
    r"(?:(?:se |me |nos )?(?:compromet\w+|encarg\w+|ocup\w+|responsabiliz\w+)(?:-(?:se|me))?"
    r"|(?:quedo|queda|quedan|quedamos|fica|ficam|fico)|(?:vou )?me comprometer?"
    r"|(?:commit|commits|promise|promises)|(?:will|i'll|shall))\s+(?:(?:a|del?|en|con|em|com|to)\s+)?"
)
_HAND_OVER = re.compile(
    r"[\s,;.(\-–]*\b(?:a cargo de|a cargo|responsables?|responsaveis|responsavel|encargad[oa]s?"
    r"|responsible|quien(?:es)?(?=\s*:))\s*(?:es|son|:|-)?\s*"
)
_FRONTED = re.compile(r"\b(?:lo|la|los|las)\s+\w+\s+")
_LABEL = re.compile(
    r"(?:tareas?|que|qué|actividad|acci[oó]n|tarefa|o que|what|task)\s*:\s*", re.IGNORECASE
)
_SPACES = re.compile(r"\s+")
_LOOSE_ENDS = " \t\n,;:.-–—()¡!¿?|"
_JOINERS = re.compile(
    r"(?:[\s,;:.(\-–—]|\b(?:y|e|and|con|com|with|como|fecha|plazo|(?<!\bel )data|para|a|el|la)\b)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """Somebody who would do it; a name without a person stays text until somebody answers to it."""

    person_id: int | None
    name: str


@dataclass(frozen=True, kw_only=True)
class Ambiguous:
    """A name several members bear: which of them is asked."""

    name: str
    candidates: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What one sentence says of a commitment, and what is still to be asked.

    «due» is missing whenever `due` is not a `Moment`: an `Unsure` brings the days to choose from.
    «who» is not missing when only the choice between `ambiguous` people is.
    """

    what: str
    people: tuple[Responsible, ...]
    ambiguous: tuple[Ambiguous, ...]
    due: Reading
    evidence: EvidenceKind | None
    missing: frozenset[Part]


def read_commitment(
    text: str,
    *,
    known: Sequence[Known],
    now: datetime,
    zone: ZoneInfo,
    language: str,
    author_id: int,
) -> Sketch:
    """The commitment `text` sketches, said by `author_id`. Spans of `due` count in `text`."""
    rest = _blank_all(text, [match.span() for match in _COMMAND.finditer(text)])
    evidence = find_evidence(rest)
    rest = _blank_all(rest, evidence.spans)
    due = read_moment(rest, now=now, zone=zone, language=language)
    named, rest = _take_names(rest, known, but=due)
    due = read_moment(rest, now=now, zone=zone, language=language)
    if due is not None:
        rest = _blank_all(rest, [(due.start, due.end)])
    if not named:
        named, rest = _take_names(rest, known)
    if not named:
        named, rest = _take_handed_over(rest, known)
    what, speaker = _action(rest, alone=not named)
    if speaker == "I" or (named and all(one.is_speaker for one in named)):
        what = as_a_task(what)
    people = _responsible(named, known, author_id, speaker)
    ambiguous = tuple(
        Ambiguous(name=one.name, candidates=one.candidates)
        for one in named
        if len(one.candidates) > 1
    )
    return Sketch(
        what=what,
        people=people,
        ambiguous=ambiguous,
        due=due,
        evidence=evidence.kind,
        missing=_missing(what, bool(people or ambiguous), due, evidence.kind),
    )


def _missing(
    what: str, somebody: bool, due: Reading, evidence: EvidenceKind | None
) -> frozenset[Part]:
    there: dict[Part, bool] = {
        "what": bool(what),
        "who": somebody,
        "due": isinstance(due, Moment),
        "evidence": evidence is not None,
    }
    return frozenset(part for part, is_there in there.items() if not is_there)


def _blank_all(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """`text` of the same length with spaces for the spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _take_names(
    text: str, known: Sequence[Known], *, but: Reading = None
) -> tuple[tuple[Named, ...], str]:
    """The people the text begins with, and the text without them.

    A date in the place of an unknown name is none: «El viernes Pedro sube…».
    """
    opening = _OPENING.match(text)
    begin = opening.end() if opening else 0
    that = re.match(r"que\s+", text[begin:], re.IGNORECASE)
    begin += that.end() if that else 0
    people = names_in(text[begin:], known)
    if but and any(not one.candidates and but.start < begin + one.end for one in people):
        return (), text
    if not people:
        return (), text
    return people, _blank_all(text, [(0, begin + people[-1].end)])


def _take_handed_over(text: str, known: Sequence[Known]) -> tuple[tuple[Named, ...], str]:
    """«… a cargo de Rosa», «responsable: Juan», «la pauta la sube Rosa»."""
    folded = fold(text) if len(fold(text)) == len(text) else text.lower()
    for pattern in (_HAND_OVER, _FRONTED):
        for match in pattern.finditer(folded):
            people = names_in(text[match.end() :], known)
            if people and (pattern is _HAND_OVER or all(one.candidates for one in people)):
                begin = match.end() if pattern is _FRONTED else match.start()
                return people, _blank_all(text, [(begin, match.end() + people[-1].end)])
    return (), text


def _action(rest: str, *, alone: bool) -> tuple[str, Literal["I", "we"] | None]:
    """The clean words of what is to be done, and whether the speaker says it of themselves."""
    what = unicodedata.normalize("NFC", _SPACES.sub(" ", _OPENING.sub("", rest)).strip())
    what = _LABEL.sub("", what, count=1) if _LABEL.match(what) else what
    folded = fold(what)
    speaker = _speaker(folded.split()[:3]) if alone else None
    pledge = _PLEDGE.match(folded)
    if pledge and len(folded) == len(what):
        what = what[pledge.end() :]
    what = _JOINERS.sub("", what.strip(_LOOSE_ENDS)).strip(_LOOSE_ENDS)
    what = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"([,;])(?:\s*[,;])+", r"\1", what))
    return what[:1].upper() + what[1:], speaker


def _speaker(words: Sequence[str]) -> Literal["I", "we"] | None:
    """Whether a sentence that names nobody speaks of its author, or of us; `words` are folded."""
    if not words:
        return None
    if words[0] == "nos" or is_first_plural(words[0]):
        return "we"
    return "I" if words[0] in {"me", "i", "i'll"} or speaks_of_self(words) else None


def _responsible(
    named: Sequence[Named],
    known: Sequence[Known],
    author_id: int,
    speaker: Literal["I", "we"] | None,
) -> tuple[Responsible, ...]:
    author = next((one.name for one in known if one.person_id == author_id), "")
    people = [
        Responsible(person_id=author_id, name=author)
        if one.is_speaker
        else Responsible(person_id=one.person_id, name=one.name)
        for one in named
        if len(one.candidates) < 2
    ]
    if speaker == "I":
        people.append(Responsible(person_id=author_id, name=author))
    if speaker == "we":
        people.append(Responsible(person_id=None, name="nosotros"))
    return tuple(dict.fromkeys(people))
