"""Who a sentence begins with: «Rosa y Juan suben…», «la profe Rosa», «@rosa_m», «la municipalidad».

The one thing to know: nobody is guessed. A name two members share comes back with both, and a name
nobody bears stays text, until somebody answers to it. Spanish, Portuguese and English meet here,
for a group mixes them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reading.stems import fold
from reading.verbs import (
    acts_on,
    is_first_plural,
    is_infinitive,
    is_third_person,
    looks_like_a_verb,
    speaks_of_self,
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST_GROUP = 9
"""Words of an institution's name: «la junta de vecinos de la población Los Aromos» has nine."""

LONGEST_SHORT_FORM = 3  # letters of «Ma.», its full stop included

_WORD = re.compile(r"@?[^\W\d_][\w'’\-\u0300-\u036f]*\.?|[^\w\s]|\d+")
_LISTED = frozenset({",", ";", "/", "+", "&", "y", "e", "and", "con", "com", "with"})
TITLES = _set(
    """
    don dona sr sra srta senor senora senorita seno profe profesor profesora prof maestro maestra
    mtro mtra tio tia miss director directora hermano hermana padre colega companero companera
    seu professor professora mr mrs ms teacher prof. sr. sra. srta. mtra. mtro. d. dr dra dr. dra.
    """
)
_OFFICES = ("coord", "direct", "diret", "secretari", "supervis")  # how such words begin
_ARTICLES = _set("el la los las o a os as the un una nuestro nuestra cada")
_INSIDE_A_NAME = _set("de del la las los da do das dos e")
_LABELS = _set(
    "que quien quienes cuando responsable responsables responsavel responsaveis tarea tarefa actividad"
    " fecha plazo"
)
_SPEAKER = frozenset({"yo", "eu", "i"})
_EVERYBODY = _set(
    """
    nosotros nosotras nos todos todas ambos ambas ellos ellas ustedes we everybody everyone all
    """
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody the bot has met in this community; `username` without «@»."""

    person_id: int
    name: str
    username: str | None = None


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody a text names. `candidates` has one id when it is clear, several when not.

    None known: no candidate, and `name` as it was written. `is_speaker`: «yo».
    """

    name: str
    candidates: tuple[int, ...] = ()
    is_speaker: bool = False
    start: int
    end: int

    @property
    def person_id(self) -> int | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


class _Word(NamedTuple):
    text: str  # folded
    written: str
    start: int
    end: int
    shouted: bool = False  # the whole text is in capitals, which then say nothing

    @property
    def capital(self) -> bool:
        letters = [letter for letter in self.written if letter.isalpha()]
        if len(letters) < 2 or letters[1].isupper():
            return self.acronym
        return letters[0].isupper()

    @property
    def ends_a_sentence(self) -> bool:
        """«Rosa y Luz. Tarea: …», unlike «Ma. Elena»."""
        return self.written.endswith(".") and len(self.written) > LONGEST_SHORT_FORM

    @property
    def acronym(self) -> bool:
        """«DAEM», «UTP»: in capitals where the rest is not."""
        return len(self.written) > 1 and self.written.isupper() and not self.shouted


def names_in(text: str, known: Sequence[Known]) -> tuple[Named, ...]:
    """The people with whom `text` begins, in order, each once; empty when it begins otherwise."""
    shouted = text.isupper()
    words = [
        _Word(
            text=_word(found[0]),
            written=found[0],
            start=found.start(),
            end=found.end(),
            shouted=shouted,
        )
        for found in _WORD.finditer(text)
    ]
    people: list[Named] = []
    at = 0
    listed = True
    while at < len(words) and (listed or words[at].text.startswith("@")):
        found = _somebody(words, at, known, first=not people)
        if found is None:
            break
        somebody, at = found
        if all(somebody.name != other.name for other in people):
            people.append(somebody)
        listed = False
        while at < len(words) and words[at].text in _LISTED:
            listed, at = True, at + 1
    return tuple(people)


def _word(written: str) -> str:
    """Folded, and «Sr.» without its full stop."""
    folded = fold(written)
    return folded.removesuffix(".") or folded or written


def is_everybody(name: str) -> bool:
    """«todos», «nosotras»: nobody in particular."""
    return fold(name) in _EVERYBODY


def find_known(text: str, known: Sequence[Known]) -> tuple[Known, ...]:
    """Who may be meant by exactly this name, title and name, or username with or without «@»."""
    wanted = fold(text.strip().removesuffix("."))
    as_user = wanted.removeprefix("@")
    users = tuple(one for one in known if one.username and fold(one.username) == as_user)
    if users or wanted.startswith("@"):
        return users
    parts = wanted.split()
    titled = False
    while parts and parts[0].removesuffix(".") in TITLES | _ARTICLES:
        titled = titled or parts[0].removesuffix(".") in TITLES
        parts = parts[1:]
    return tuple(one for one in known if _goes_by(parts, _folded(one.name), titled=titled))


def is_office(word: str) -> bool:
    """«directora», «secretaria»: what somebody does, before or after their name; `word` is folded."""
    return word.startswith(_OFFICES)


@lru_cache(maxsize=1024)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


def _goes_by(parts: Sequence[str], name: Sequence[str], *, titled: bool) -> bool:
    """Whether «rosa», «rosa munoz», «rosa m», «profe munoz» are ways to call «rosa munoz soto»."""
    if not parts or not name:
        return False
    if len(parts) == 1 and titled and parts[0] not in _INSIDE_A_NAME:
        return parts[0] in name
    if parts[0] != name[0]:
        return False
    rest = iter(name[1:])
    return all(any(part == word or part == word[:1] for word in rest) for part in parts[1:])


def _somebody(
    words: Sequence[_Word], at: int, known: Sequence[Known], *, first: bool
) -> tuple[Named, int] | None:
    """Whoever is named from word `at` on, and the word after."""
    word = words[at]
    if word.text.startswith("@"):
        found = find_known(word.text, known)
        return _named(words, at, at + 1, found), at + 1
    if word.text in _SPEAKER:
        return Named(name=word.written, is_speaker=True, start=word.start, end=word.end), at + 1
    begin = at
    while begin < len(words) and words[begin].text in TITLES | _ARTICLES:
        begin += 1
    titled = any(words[index].text in TITLES for index in range(at, begin))
    for after in range(min(len(words), begin + 5), begin, -1):
        written = " ".join(word.text for word in words[at if titled else begin : after])
        if (found := find_known(written, known)) and not _named_further(words, after):
            return _named(words, begin, after, found), after
    if word.text in _EVERYBODY:
        return _everybody(words, at)
    is_a_verb = is_infinitive(word.text) or is_first_plural(word.text)  # «acordemos» is nobody
    if first and is_a_verb and not _somebody_acts(words, at + 1):
        return None
    if first and speaks_of_self([other.text for other in words[at : at + 3]]):
        return None
    if word.text in _LABELS and at + 1 < len(words) and words[at + 1].text == ":":
        return None
    after = _end_of_name(words, begin)
    if titled and after == begin and word.text in _ARTICLES:
        return _group(words, at, begin - 1)
    if after > begin and (titled or not first or _does_something(words, after)):
        first_word = at if begin > at and _is_institution(words[begin:after]) else begin
        return _named(words, first_word, after, ()), after
    if begin > at and not titled:
        return _group(words, at, begin)
    if not first and _does_something(words, at + 1) and word.text.isalpha():
        return _named(words, at, at + 1, ()), at + 1
    return None


def _everybody(words: Sequence[_Word], at: int) -> tuple[Named, int] | None:
    """«todos», and «todas las escuelas»; «nos» is no subject, though «nós» is."""
    if words[at].written.lower() == "nos":
        return None
    if at + 1 < len(words) and words[at + 1].text in _ARTICLES:
        return _group(words, at, at + 1)
    return _named(words, at, at + 1, ()), at + 1


def _is_institution(words: Sequence[_Word]) -> bool:
    """«la Distrital de Educación», «el DAEM» keep their article, «el Pedro» does not."""
    return any(word.acronym or word.text in {"de", "del"} for word in words)


def _named_further(words: Sequence[_Word], after: int) -> bool:
    """«Rosa Lagos» is not the Rosa we know by another surname."""
    if (
        after >= len(words)
        or is_third_person(words[after].text)
        or words[after - 1].ends_a_sentence
    ):
        return False
    return words[after].capital and words[after].text[0].isalpha()


def _named(words: Sequence[_Word], begin: int, after: int, found: Sequence[Known]) -> Named:
    written = " ".join(word.written for word in words[begin:after])
    return Named(
        name=found[0].name if len(found) == 1 else written,
        candidates=tuple(one.person_id for one in found),
        start=words[begin].start,
        end=words[after - 1].end,
    )


def _end_of_name(words: Sequence[_Word], begin: int) -> int:
    """The word after «Ana María de la Fuente»; `begin` when no name stands there."""
    after = begin
    for index in range(begin, min(len(words), begin + LONGEST_GROUP)):
        if words[index].capital and not (index > begin and words[index].text in _LISTED):
            after = index + 1
            if words[index].ends_a_sentence:
                break
        elif index == begin or words[index].text not in _INSIDE_A_NAME:
            break
    return after


def _does_something(words: Sequence[_Word], at: int) -> bool:
    """Whether a verb, a colon or the next of a list follows: what stands before is a subject."""
    if at >= len(words):
        return False
    if words[at].text in {":", "-", "–", "—"}:
        return at + 1 < len(words)
    if words[at].text in _LISTED:
        return _next_is_named(words, at + 1)
    return looks_like_a_verb(words[at].text, after_a_name=True)


def _somebody_acts(words: Sequence[_Word], at: int) -> bool:
    """«Peter sends», «Ramos sube», though they end as verbs do."""
    return at < len(words) and is_third_person(words[at].text)


def _next_is_named(words: Sequence[_Word], at: int) -> bool:
    if at >= len(words):
        return False
    word = words[at]
    return word.capital or word.text.startswith("@") or word.text in _SPEAKER


def _group(words: Sequence[_Word], at: int, begin: int) -> tuple[Named, int] | None:
    """«la municipalidad», «el equipo de gestión»: an article and all up to the verb."""
    for after in range(begin + 1, min(len(words), begin + LONGEST_GROUP) + 1):
        if after == len(words) or not words[after].text[0].isalpha():
            if after < len(words) and words[after].text == ":":
                return _named(words, at, after, ()), after
            return None
        if words[after].text in _LISTED and _next_is_named(words, after + 1):
            return _named(words, at, after, ()), after
        before = words[after - 1].text
        if before in _INSIDE_A_NAME | _ARTICLES or words[after].capital:
            continue
        acts = after + 1 < len(words) and acts_on(words[after].text, words[after + 1].text)
        if acts or looks_like_a_verb(words[after].text, after_a_name=False):
            return _named(words, at, after, ()), after
    return None
