"""Which words of a line are dates, and how each of them stands in its sentence.

The one thing to know: a date is weighed by what comes before it. «antes del 4» is when something
is due; «el acta del 4» only describes the record, and never becomes a deadline unasked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from reading.dates_grammar import Language, Line, Said
from reading.dates_meaning import Alone, Doubt, Meaning, Today

_NOTHING = frozenset(".,;:!?¡¿|()«»\"'-…*") | {"T", "P", "ok", "ya", "si", "sim", "yes"}
_BESIDE = frozenset({",", "(", ")", "el", "dia", "del", "de", "da", "do", "o", "a", "este", "T",
                     "P", ".", "the", "no", "na", "on"})  # fmt: skip
_REFUSALS = (["no"], ["nao"], ["not"], ["tampoco"])  # «mañana no puedo»
_SUNDAY = 6


class Role(IntEnum):
    """How clearly a date is the due day: the smaller, the clearer."""

    DEADLINE = 1  # «antes del», «para el», «hasta»
    PLAIN = 2
    DESCRIBES = 3  # «la reunión del», «desde el»

    @property
    def only_describes(self) -> bool:
        return self is Role.DESCRIBES


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A date in a line: words `first` to `after`, of which `core` is the first of the date itself."""

    meaning: Meaning
    role: Role
    first: int
    core: int
    after: int

    def over_words(self, first: int, after: int) -> "Phrase":
        return replace(self, first=first, after=after)


def find_phrases(
    line: Line, language: Language, today: Today, text: str
) -> tuple[list[Phrase], set[int]]:
    """The dates in `line`, in order, each in doubt when its surroundings make it doubtful.

    With them the words that only look like a date.
    """
    phrases = []
    cores, no_date = _cores(line, language, today)
    for core, after, meaning in cores:
        phrase, introduced = _introduced(line, language, core, after, meaning)
        placed = _placed(phrase, introduced, line, language, text)
        if placed is not None:
            phrases.append(placed)
    joined = _neighbours(phrases, line, language, today)
    return [_unless_denied(phrase, line, language) for phrase in joined], no_date


def _cores(
    line: Line, language: Language, today: Today
) -> tuple[list[tuple[int, int, Meaning]], set[int]]:
    """What the rules find, the first rule first; nothing is found twice."""
    taken: set[int] = set()
    no_date: set[int] = set()
    found = []
    for pattern, means in language.compiled:
        for first, after, match in line.found(pattern):
            words = set(range(first, after))
            if taken.isdisjoint(words):
                taken |= words
                meaning = means(Said(match=match, language=language), today)
                if meaning is None:
                    no_date |= words
                else:
                    found.append((first, after, meaning))
    return sorted(found, key=lambda core: core[0]), no_date


def _introduced(
    line: Line, language: Language, core: int, after: int, meaning: Meaning
) -> tuple[Phrase, bool]:
    roles = {
        Role.DEADLINE: line.before(core, language.introductions["deadline"]),
        Role.PLAIN: line.before(core, language.introductions["plain"]),
        Role.DESCRIBES: line.before(core, language.introductions["other"]),
    }
    said = {role: first for role, first in roles.items() if first is not None}
    role = min(said, key=lambda role: (said[role], role), default=Role.PLAIN)
    phrase = Phrase(meaning=meaning, role=role, first=said.get(role, core), core=core, after=after)
    return phrase, bool(said)


def _placed(
    phrase: Phrase, introduced: bool, line: Line, language: Language, text: str
) -> Phrase | None:
    """The phrase as its surroundings leave it: as it is, in doubt, or no date at all."""
    meaning = phrase.meaning
    whole = all(
        word in _NOTHING for word in line.words[: phrase.first] + line.words[phrase.after :]
    )
    if meaning.alone is Alone.WHOLE and not whole:
        return None
    if meaning.alone is Alone.IGNORED and not (whole or introduced):
        return None
    asked = (
        (meaning.alone is Alone.ASKED and not (whole or introduced))
        or (meaning.alone is Alone.DOUBTED and not introduced)
        or (not whole and phrase.role is not Role.DEADLINE and _may_be_a_name(phrase, line, text))
    )
    if asked and not meaning.over:
        meaning = replace(meaning, doubt=meaning.doubt or Doubt.AMBIGUOUS)
    return replace(phrase, meaning=meaning)


def _unless_denied(phrase: Phrase, line: Line, language: Language) -> Phrase:
    """«no puedo el viernes» names a day, and hardly the due one; «creo que el viernes» may be it."""
    denied = line.before(phrase.first, language.introductions["negation"], reach=5) is not None
    denied = (
        denied or line.before(phrase.first, language.introductions["hedge"], reach=9) is not None
    )
    denied = denied or line.words[phrase.after : phrase.after + 1] in _REFUSALS
    if not denied or phrase.meaning.over:
        return phrase
    doubt = phrase.meaning.doubt or Doubt.AMBIGUOUS
    return replace(phrase, meaning=replace(phrase.meaning, doubt=doubt))


def _may_be_a_name(phrase: Phrase, line: Line, text: str) -> bool:
    """«el Domingo sube la pauta»: with one capital, in a text that is not all capitals."""
    if phrase.meaning.weekday != _SUNDAY or phrase.after - phrase.core != 1:
        return False
    start, end = line.spans[phrase.core]
    return text[start:end].istitle() and text[start:end].lower().startswith("domingo")


def _neighbours(
    phrases: Sequence[Phrase], line: Line, language: Language, today: Today
) -> list[Phrase]:
    """Dates side by side: «viernes, 4 de diciembre» is one, «lunes o martes» a choice."""
    merged: list[Phrase] = []
    for phrase in phrases:
        if merged:
            joined = _joined(merged[-1], phrase, line, language, today)
            if joined is not None:
                merged[-1] = joined
                continue
        merged.append(phrase)
    return merged


def _joined(
    left: Phrase, right: Phrase, line: Line, language: Language, today: Today
) -> Phrase | None:
    gap = line.words[left.after : right.core]
    span = replace(left, after=right.after, role=min(left.role, right.role))
    weekday = left.meaning.weekday if left.meaning.weekday is not None else right.meaning.weekday
    one_is_weekday = (left.meaning.weekday is None) != (right.meaning.weekday is None)
    if one_is_weekday and all(word in _BESIDE for word in gap):
        day = right.meaning if left.meaning.weekday is not None else left.meaning
        fitting = tuple(found for found in day.days if found.weekday() == weekday)
        if fitting:
            confirmed = day.alone is not Alone.FINE and len(fitting) == 1 and not day.over
            return replace(span, meaning=Meaning(days=fitting) if confirmed else day)
        return replace(span, meaning=_either(left, right, today))
    if left.meaning == right.meaning and not left.meaning.over and _only_signs(gap):
        return span
    choice = bool(gap) and language.between.fullmatch(" ".join(gap)) is not None
    describes_itself = left.role is Role.DESCRIBES and right.role is not Role.DESCRIBES
    if choice or (right.first == left.after and gap and not describes_itself):
        return replace(span, meaning=_either(left, right, today))
    if not gap and left.meaning.days != right.meaning.days:
        return replace(span, meaning=_either(left, right, today))
    return None


def _only_signs(words: Sequence[str]) -> bool:
    return all(word in {",", "(", ")", "el", "dia", "the", "T", "P"} for word in words)


def _either(left: Phrase, right: Phrase, today: Today) -> Meaning:
    days = {*left.meaning.days, *right.meaning.days}
    doubts = {left.meaning.doubt, right.meaning.doubt}
    doubt = Doubt.REPEATS if Doubt.REPEATS in doubts else Doubt.AMBIGUOUS
    return Meaning(days=tuple(sorted(day for day in days if day >= today.day)), doubt=doubt)
