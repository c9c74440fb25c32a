"""What a language model answers, taken at nobody's word: each point is looked up in what was said.

The one thing to know: a point stands when its quote is letter by letter in the message it names and
takes no «no» away from it, and when its line in other words says nothing that is not there: no other
number, day or negation, nobody by name (who said it is shown beside it), and half of its words at
least. What does not stand is dropped, with the reason; nothing is mended. Pure, and never logs a word.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reading.pseudonyms import Disguise, Sent
from reading.stems import content_stems, fold, words

MOST_POINTS = 12  # looked at; more is no choice
LONGEST_LINE = 100  # letters
LONGEST_QUOTE = 60  # words
LEAST_QUOTE = 3  # words, or the whole message
LEAST_LINE = 3  # words
SHARED = 0.5  # of the content stems of a line (issue 5)
MOST_FAILED = 0.3  # of the points (issue 5)
MOST_STARTS = 200  # places at which JSON is looked for


def _set(said: str) -> frozenset[str]:
    return frozenset(said.split())


class Reason(StrEnum):
    """Why a point was dropped."""

    SHAPE = "shape"  # no id, no quote, or something else in their place
    ID = "id"
    QUOTE = "quote"
    CUT = "cut"  # verbatim, but a «no» beside it was left out
    REPEATED = "repeated"
    LINE = "line"  # too long, an address, a command, a number nobody has
    NAME = "name"
    NUMBER = "number"
    DAY = "day"
    NEGATION = "negation"
    CLAIM = "claim"  # «acordaron», «siempre», «todas»: said by nobody
    QUESTION = "question"  # asked, and told as if it were so
    STEMS = "stems"


@dataclass(frozen=True, kw_only=True)
class Stands:
    """A point that stands: a verbatim piece of what was said, and a line in other words, or none."""

    sent: Sent
    quote: str
    line: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What came of an answer. `is_read`: there was anything to read in it."""

    points: tuple[Stands, ...]
    dropped: Counter[Reason]
    is_read: bool

    @property
    def is_good(self) -> bool:
        """Whether enough of it stands to be shown."""
        failed = self.dropped.total() - self.dropped[Reason.REPEATED]
        of = failed + len(self.points)
        return bool(self.points) and failed <= MOST_FAILED * of


def verify(answer: str, disguise: Disguise, *, language: str) -> Verdict:
    """Every point of an answer in the model's words, looked up in what was sent."""
    claims = _claims(answer)
    by_number = {sent.number: sent for sent in disguise.sent}
    points: list[Stands] = []
    dropped: Counter[Reason] = Counter()
    for claim in (claims or [])[:MOST_POINTS]:
        found = _stands(claim, by_number, disguise, language)
        if isinstance(found, Reason):
            dropped[found] += 1
        elif any(found.sent.number == other.sent.number for other in points):
            dropped[Reason.REPEATED] += 1
        else:
            points.append(found)
    return Verdict(points=tuple(points), dropped=dropped, is_read=claims is not None)


def _stands(
    claim: object, by_number: dict[int, Sent], disguise: Disguise, language: str
) -> Stands | Reason:
    if not isinstance(claim, dict) or not isinstance(claim.get("quote"), str):
        return Reason.SHAPE
    sent = by_number.get(_number(claim.get("id")))
    if sent is None:
        return Reason.ID
    quote = _find(claim["quote"], sent)
    if isinstance(quote, Reason):
        return quote
    line = claim.get("line") or ""
    if not isinstance(line, str):
        return Reason.SHAPE
    line = " ".join(line.split())
    wrong = _wrong_with(line, quote, sent, disguise, language) if line else None
    return wrong or Stands(sent=sent, quote=quote.words, line=line)


def _number(claimed: object) -> int:
    """3, "3" or 3.0; -1 for what is no number of a message."""
    if isinstance(claimed, bool) or not isinstance(claimed, int | float | str):
        return -1
    found = re.fullmatch(r"\s*#?(\d{1,6})(?:\.0)?\s*", str(claimed))
    return int(found[1]) if found else -1


# The quote.


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A quote as it was said, and whether its sentence is a question."""

    words: str
    asks: bool


def _find(claimed: str, sent: Sent) -> _Found | Reason:
    pieces = claimed.strip().strip("«»“”\"'").split()
    is_whole = len(pieces) >= len(sent.text.split())
    if not LEAST_QUOTE <= len(pieces) <= LONGEST_QUOTE and not (pieces and is_whole):
        return Reason.QUOTE
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, pieces)) + r"(?!\w)")
    why = Reason.QUOTE
    for match in pattern.finditer(sent.text):
        original = sent.original(match.start(), match.end())
        if original is None:
            continue
        begins_anew = _TURN.match(match[0])  # «[no estoy de acuerdo,] pero sí con leer»
        before = "" if begins_anew else _CLAUSE.split(sent.text[: match.start()])[-1]
        after = _CLAUSE.split(sent.text[match.end() :])[0]
        if _negates(before) or _negates(after):
            why = Reason.CUT  # «[No] estoy de acuerdo con eso»
            continue
        rest = _SENTENCE.match(sent.text, match.end())
        asks = "?" in original or (rest is not None and rest[0].endswith("?"))
        return _Found(words=original, asks=asks)
    return why


_TURNS = r"(?:pero|sino|mas|but|porque|aunque|because|entonces)\b"
_TURN = re.compile(_TURNS, re.I)
_CLAUSE = re.compile(rf"[.;:!?¿¡\n…]|,\s*{_TURNS}", re.I)
_PART = re.compile(rf"[.,;:!?¿¡\n…]|\b{_TURNS}", re.I)
_SENTENCE = re.compile(r"[^.!?\n…]*[.!?\n…]?")
_NEGATIONS = _set(
    """
    no nunca jamas nada nadie ningun ninguna ninguno tampoco sin ni excepto salvo nao nem ninguem nenhum
    nenhuma sem tampouco exceto not never nobody none nor without cannot neither nothing except unless
    """
)
_CONTRACTED = re.compile(
    r"\b(?:do|does|did|is|are|was|were|ca|could|wo|would|should|has|have|had)n['’]?t\b"
)


def _negates(said: str) -> bool:
    return not _NEGATIONS.isdisjoint(words(said)) or _CONTRACTED.search(fold(said)) is not None


# The line in other words.

_FORBIDDEN = re.compile(
    r"[/@#<>\[\]{}|\\`*_=]|https?:|www\.|\b\w+\.(?:com|cl|org|net|me|ly)\b", re.I
)
_CAPITAL = re.compile(r"[^\W\d_]+")
_IN_WORDS = {
    word: str(value)
    for value, spelt in enumerate(
        (
            "cero zero", "", "dos dois duas two", "tres three", "cuatro quatro four", "cinco five",
            "seis six", "siete sete seven", "ocho oito eight", "nueve nove nine", "diez dez ten",
            "once onze eleven", "doce doze twelve", "trece treze thirteen",
            "catorce quatorze fourteen", "quince quinze fifteen", "dieciseis dezesseis sixteen",
            "diecisiete dezessete seventeen", "dieciocho dezoito eighteen",
            "diecinueve dezenove nineteen", "veinte vinte twenty",
        )
    )
    for word in spelt.split()
}  # fmt: skip
_IN_WORDS |= {
    "treinta": "30", "trinta": "30", "thirty": "30", "cuarenta": "40", "quarenta": "40", "forty": "40",
    "cincuenta": "50", "cinquenta": "50", "fifty": "50", "cien": "100", "cem": "100", "hundred": "100",
    "mil": "1000", "thousand": "1000",
}  # fmt: skip
_DAYS = _set(
    """
    lunes martes miercoles jueves viernes sabado domingo
    segunda terca quarta quinta sexta monday tuesday wednesday thursday friday saturday sunday
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro
    january february march april may june july august september october november december
    hoy manana ayer anteayer hoje amanha ontem today tomorrow yesterday tonight
    semana semanas quincena mes meses ano anos semestre trimestre week weeks month months year years
    dia dias day days hora horas hour hours minuto minutos minutes manha tarde noche noite morning
    afternoon evening night proximo proxima pasado pasada next last
    """
)
_CLAIMS = _set(
    """
    todo toda todos todas siempre jamas cada ambos ambas mayoria mitad unanimidad unanime solo solamente
    unico unica debe deben deberia deberian obligatorio obligatoria prohibido prohibida
    sempre maioria metade somente deve devem obrigatorio proibido
    all always every everybody everyone both most majority half only unanimous unanimously
    must should required forbidden
    """
)
# Said of a group, these are claims of their own: that it agreed, decided, promised, refused, has to.
_SETTLING = tuple(
    re.compile(rf"\b(?:{forms})")
    for forms in (
        "acord|acuerd|concord|agree",
        "decid|decis",
        "aprob|aprov|aprueb|approv",
        "compromet|compromis|promet|promis",
        "resolv|resuel",
        "confirm",
        "rechaz|rejeit|reject|refus",
        r"(?:hay|tienen?|tenemos|tem|temos) que\b|ha(?:ve|s) to\b",
    )
)
_ASKS = re.compile(r"\?|\b(?:pregunt|consult|dud|pergunt|ask|question|wonder)")


def _wrong_with(
    line: str, quote: _Found, sent: Sent, disguise: Disguise, language: str
) -> Reason | None:
    if len(line) > LONGEST_LINE or len(words(line)) < LEAST_LINE or _hides_something(line):
        return Reason.LINE
    said = sent.said.text
    has = frozenset(words(said))
    checks = (
        (Reason.NAME, not disguise.names_anybody(line)),
        (Reason.NUMBER, _in_order(_numbers(line), _numbers(said))),
        (Reason.DAY, _DAYS & frozenset(words(line)) <= has),
        (Reason.NAME, _capitals(line) <= has),
        (Reason.CLAIM, _claims_nothing(line, said, has)),
        (Reason.NEGATION, _negations_agree(line, quote.words, language)),
        (Reason.QUESTION, not quote.asks or _ASKS.search(fold(line)) is not None),
        (Reason.STEMS, _shares_enough(line, said, language)),
    )
    return next((reason for reason, agrees in checks if not agrees), None)


def _hides_something(line: str) -> bool:
    """Addresses, commands, markup; characters that are not seen; numbers in signs of other scripts."""
    return _FORBIDDEN.search(line) is not None or any(
        unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn")
        or (letter.isnumeric() and not letter.isascii())
        for letter in line
    )


def _capitals(line: str) -> frozenset[str]:
    """Words with a capital that does not begin a sentence: names of people and places."""
    return frozenset(
        fold(match[0])
        for match in _CAPITAL.finditer(line)
        if match[0][0].isupper() and not _begins_a_sentence(line, match.start())
    )


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ¿¡«“\"'(")
    return not before or before[-1] in ".!?…:"


def _numbers(said: str) -> list[str]:
    """In order, «dos» as «2»; «uno» is an article."""
    found = re.findall(r"\d+(?:[.,:]\d+)*|[a-z]+", fold(said))
    return [one if one[0].isdigit() else _IN_WORDS[one] for one in found if _counts(one)]


def _counts(word: str) -> bool:
    return word[0].isdigit() or word in _IN_WORDS


def _in_order(some: Sequence[str], of: Sequence[str]) -> bool:
    """Whether all of these come in those, in the same order: «5 niños y 3 libros» is no «3 y 5»."""
    rest = iter(of)
    return all(one in rest for one in some)


def _claims_nothing(own: str, source: str, has: frozenset[str]) -> bool:
    if not _CLAIMS & frozenset(words(own)) <= has:
        return False
    here, there = fold(own), fold(source)
    return all(claim.search(there) for claim in _SETTLING if claim.search(here))


def _negations_agree(line: str, quote: str, language: str) -> bool:
    """A line denies only where the quote does, and no word is denied in one and not in the other."""
    here, there = _polarities(line, language), _polarities(quote, language)
    shared = here.keys() & there.keys()
    if any(here[stem] != there[stem] for stem in shared):
        return False
    return _negates(line) == _negates(quote) or (not _negates(line) and bool(shared))


def _polarities(said: str, language: str) -> dict[str, bool]:
    """Each content stem with whether its clause denies; one that is in both kinds is left out."""
    found: dict[str, set[bool]] = {}
    for clause in _PART.split(said):
        denies = _negates(clause)
        for stem in content_stems(clause, language):
            found.setdefault(stem, set()).add(denies)
    return {stem: kinds.pop() for stem, kinds in found.items() if len(kinds) == 1}


def _shares_enough(own: str, source: str, language: str) -> bool:
    stems, has = content_stems(own, language), frozenset(content_stems(source, language))
    return bool(stems) and sum(stem in has for stem in stems) >= SHARED * len(stems)


# Reading JSON as models write it.


def _claims(answer: str) -> list[Any] | None:
    """The points of the first thing that has some; of an answer cut short those that are whole. None
    where there is nothing to read."""
    for text in (answer, re.sub(r",(\s*[}\]])", r"\1", answer)):
        values = list(_values(text))
        for value in values:
            found = value.get("points") if isinstance(value, dict) else value
            if isinstance(found, list) and (not found or any(map(_is_a_claim, found))):
                return found
        alone = [value for value in values if _is_a_claim(value)]
        if alone:
            return alone
    return None


def _is_a_claim(value: object) -> bool:
    return isinstance(value, dict) and "id" in value and "quote" in value


def _values(text: str) -> Iterator[Any]:
    """JSON objects and lists wherever they begin, also within what cannot be read."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(MOST_STARTS):
        found = _OPENS.search(text, at)
        if found is None:
            return
        try:
            value, at = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            at = found.end()
        else:
            yield value


_OPENS = re.compile(r"[{\[]")
