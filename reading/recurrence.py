"""How often something comes again: «cada viernes», «cada 15 días», «el 5 de cada mes».

The one thing to know: only what is simple is read, one rhythm that everybody would mean. «Dos veces
por semana», «los lunes y jueves», «el primer viernes de cada mes» are no answer, and are asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from reading.dates import grammar_of
from reading.dates_grammar import Line, Said
from reading.tokens import tokenize

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """Every `count` units. `start` and `end` are the phrase, in code points of the text."""

    count: int
    unit: Unit
    weekday: int | None = None  # Monday is 0; only with weeks
    day: int | None = None  # of the month; only with months
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class _Rhythm:
    count: int
    unit: Unit
    weekday: int | None = None
    day: int | None = None


_Means = Callable[[Said], _Rhythm | None]
_UNITS: Mapping[str, Unit] = {"day": "day", "week": "week", "month": "month"}
_AS_WEEKS = {7: 1, 8: 1, 14: 2, 15: 2}
"""Days as they are counted from Mexico to Chile: «cada 8 días» is every week, «cada 15» every two."""


def recurrence_in(text: str, *, language: str = "es") -> Recurrence | None:
    """The one rhythm `text` names; None when it names none, several, or one that is not simple."""
    grammar = grammar_of(language)
    line = Line.of(tokenize(text), grammar)
    taken: set[int] = set()
    found: list[Recurrence] = []
    for pattern, means in _RULES[grammar.code]:
        for first, after, match in line.found(grammar.pattern(pattern)):
            if not taken.isdisjoint(range(first, after)):
                continue
            taken.update(range(first, after))
            rhythm = means(Said(match=match, language=grammar))
            if rhythm is None:
                return None
            start, end = line.spans[first][0], line.spans[after - 1][1]
            found.append(Recurrence(**vars(rhythm), start=start, end=end))
    return found[0] if len(found) == 1 else None


def _not_simple(said: Said) -> None:
    """«los lunes y jueves»: a rhythm, and more than one can be kept."""


def _weekly(said: Said) -> _Rhythm:
    return _Rhythm(count=1, unit="week", weekday=said.weekday)


def _weekly_by_name(said: Said) -> _Rhythm:
    """«toda sexta»: a name that is a weekday only here."""
    return _Rhythm(count=1, unit="week", weekday=said.language.named_days[said.match["name"]])


def _fortnightly(said: Said) -> _Rhythm:
    return _Rhythm(count=2, unit="week", weekday=said.weekday)


def _monthly(said: Said) -> _Rhythm | None:
    return _Rhythm(count=1, unit="month", day=said.day) if 1 <= said.day <= 31 else None


def _every(said: Said) -> _Rhythm | None:
    """«cada semana», «cada dos semanas», «cada 15 días»."""
    count, unit = said.maybe("n") or 1, _UNITS.get(said.unit)
    if unit is None or not 1 <= count <= 60:
        return None
    if unit == "day" and count in _AS_WEEKS:
        return _Rhythm(count=_AS_WEEKS[count], unit="week")
    return _Rhythm(count=count, unit=unit)


def _each(count: int, unit: Unit) -> _Means:
    return lambda said: _Rhythm(count=count, unit=unit)


_RULES: Mapping[str, tuple[tuple[str, _Means], ...]] = {
    "es": (
        (r"(?:hasta|antes de) cada \w+", _not_simple),
        (
            r"(?:cada|los|todos los|los dias)(?: dias?)? {W}s?(?: ,)?(?: (?:[oyea,-]|al|los) {W}s?)+",
            _not_simple,
        ),
        (r"(?:primer|segundo|tercer|cuarto|ultimo) {W} (?:de|del|en) (?:cada )?mes", _not_simple),
        (r"(?:primer|segundo|tercer|cuarto|ultimo) {W} de cada \w+", _not_simple),
        (r"{W}s? (?:[yeo,]|y los|y el) (?:los )?{W}s? (?:de|en) cada {U}", _not_simple),
        (r"{D} (?:[yeo,]|y el|y los) {D2} de cada mes", _not_simple),
        (r"(?:los )?{W}s? (?:pasad[oa]s|anteriores)", _not_simple),
        (r"{N} veces (?:por|al|a la|cada|en) (?:{N2} )?{U}", _not_simple),
        (r"(?:el |los )?(?:dia |dias )?{D} de cada mes|cada dia {D}|todos los {D}", _monthly),
        (r"(?:un )?{W} (?:por medio|si y (?:el )?otro no|de por medio)", _fortnightly),
        (r"(?:cada|todas las) (?:{N} semanas?|otra semana) (?:el|los|en) {W}s?", _not_simple),
        (r"cada (?:otro|dos|2|segundo) {W}s?", _fortnightly),
        (r"(?:cada semana|todas las semanas)(?: ,)? (?:el|los) {W}s?", _weekly),
        (r"(?:cada|todos los|los dias|dias?|los)(?: dia)? {W}s?|{W}s", _weekly),
        (r"semana por medio|cada quincena|quincenalmente|quincenal", _each(2, "week")),
        (r"semanalmente|(?:una vez|1 vez) (?:por|a la|cada) semana", _each(1, "week")),
        (r"mensualmente|(?:una vez|1 vez) (?:por|al|cada) mes", _each(1, "month")),
        (r"diariamente|a diario|dia a dia", _each(1, "day")),
        (r"dia por medio", _each(2, "day")),
        (r"cada (?:{N} )?{U}|tod[oa]s l[oa]s {U}", _every),
    ),
    "pt": (
        (
            r"(?:cada|todas? as?|todos? os?|toda|todo|as|aos|nas) {W}s?(?: ,)?"
            r"(?: (?:[ea,-]|ou|as|aos) {W}s?)+",
            _not_simple,
        ),
        (r"(?:primeir[oa]|segund[oa]|terceir[oa]|quart[oa]|ultim[oa]) {W} (?:de cada|do) mes", _not_simple),
        (r"{N} vezes (?:por|ao|na|a cada) {U}", _not_simple),
        (r"(?:todo )?dia {D} de cada mes|todo dia {D}", _monthly),
        (r"{W} sim(?: ,)?(?: e)? {W} nao", _fortnightly),
        (r"(?:a cada|cada) (?:outra|duas|2) {W}s?", _fortnightly),
        (r"(?:cada|toda|todo|todas as|todos os|as|aos|nas) {W}s?|{W}s", _weekly),
        (
            r"(?:toda|todas as|as|nas|cada) (?P<name>segunda|terca|quarta|quinta|sexta)s?"
            r"(?: -)?(?: feiras?)?",
            _weekly_by_name,
        ),
        (r"quinzenalmente|quinzenal|a cada quinzena", _each(2, "week")),
        (r"semanalmente|uma vez por semana", _each(1, "week")),
        (r"mensalmente|uma vez por mes", _each(1, "month")),
        (r"diariamente", _each(1, "day")),
        (r"dia sim(?: ,)?(?: e)? dia nao", _each(2, "day")),
        (r"(?:a )?cada (?:{N} )?{U}|tod[oa]s? (?:[oa]s? )?{U}", _every),
    ),
    "en": (
        (r"(?:every|each|on) {W}s?(?: ,)?(?: (?:and|or|[,&/-]) {W}s?)+", _not_simple),
        (r"(?:first|second|third|fourth|last) {W} of (?:the|every|each) month", _not_simple),
        (r"(?:twice|{N} times) (?:a|per|every) {U}", _not_simple),
        (r"(?:the )?{D} of (?:every|each) month", _monthly),
        (r"(?:every|each) (?:other|second|two|2) {W}s?", _fortnightly),
        (r"(?:every|each|on) {W}s?(?<=s)|(?:every|each) {W}|{W}s", _weekly),
        (r"(?:every|each) other week|fortnightly|biweekly", _each(2, "week")),
        (r"(?:every|each) other day", _each(2, "day")),
        (r"(?:every|each) other month", _each(2, "month")),
        (r"weekly|once a week", _each(1, "week")),
        (r"monthly|once a month", _each(1, "month")),
        (r"daily|once a day", _each(1, "day")),
        (r"(?:every|each) (?:{N} )?{U}", _every),
    ),
}  # fmt: skip
