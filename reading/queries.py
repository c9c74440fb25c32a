"""What somebody looks for in the repertoire: «lectura rutina», «tipo:rutina fracciones».

The one thing to know: the name of a kind among other words asks for that kind *or* for the word, so
that «historia local» finds what is told about local history too. After «tipo:» it is the kind alone.
"""

import re
from dataclasses import replace

from community.finding import Sought, Term
from community.levels import Level
from community.practices import PracticeKind
from reading.levels import read_level
from reading.stems import fold, stems
from reading.stop_words import STOP_WORDS

LONGEST = 34  # bytes of all words together: a button under the list carries them
LONGEST_WORD = 20
_WORD = re.compile(r"[^\W_]+")
_SAID = re.compile(
    r"\b(?P<what>tipos?|clases?|kind|type|nivel|curso|grado|level|grade"
    r"|materia|asignatura|ramo|subject|disciplina)\s*[:=]\s*(?P<value>[^\s,;]+)",
    re.IGNORECASE,
)
_KIND_WORDS = frozenset(["tipo", "tipos", "clase", "clases", "kind", "type"])
_LEVEL_WORDS = frozenset(["nivel", "curso", "grado", "level", "grade"])
_NAMES = {
    PracticeKind.ROUTINE: "rutina rutinas rotina rotinas routine routines",
    PracticeKind.WORD: "palabra palabras palavra palavras word words",
    PracticeKind.TOOL: "herramienta herramientas ferramenta ferramentas tool tools",
    PracticeKind.STORY: "historia historias story stories",
    PracticeKind.GESTURE: "gesto gestos gesture gestures",
    PracticeKind.SYMBOL: "simbolo simbolos symbol symbols",
    PracticeKind.SETBACK: "tropiezo tropiezos tropeco tropecos setback setbacks",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}


def read_query(said: str, language: str) -> Sought:
    """What is looked for, of anything typed: words that carry meaning, as many as a button carries.

    Stop words count only when there is nothing else; what is no kind or level is a word like others.
    """
    sought = Sought()
    rest = said
    for named in _SAID.finditer(said):
        narrowed = _narrow(sought, named["what"].lower(), named["value"], language)
        if narrowed is not sought:
            sought, rest = narrowed, rest.replace(named[0], " ", 1)
    room = LONGEST - (len(sought.subject.word.encode()) if sought.subject else 0)
    return replace(sought, terms=read_terms(rest, language, room))


def _narrow(sought: Sought, what: str, value: str, language: str) -> Sought:
    if what in _KIND_WORDS:
        kind = _KINDS.get(fold(value).strip("."))
        return replace(sought, kind=kind) if kind is not None else sought
    if what in _LEVEL_WORDS:
        level = Level.MULTIGRADE if fold(value).startswith("multigra") else read_level(value)
        return replace(sought, level=level) if level is not None else sought
    terms = read_terms(value, language)
    return replace(sought, subject=terms[0]) if terms else sought


def read_terms(said: str, language: str, room: int = LONGEST) -> tuple[Term, ...]:
    """The words of a query, each once."""
    found = [_term(word, language) for word in _WORD.findall(said.lower())]
    terms = {term.stem: term for term in reversed(found) if term is not None}
    all_of_them = list(reversed(terms.values()))
    code = language[:2].lower()
    stop_words = STOP_WORDS.get(code, STOP_WORDS["es"])
    meaning = [t for t in all_of_them if len(t.folded) > 1 and t.folded not in stop_words]
    return _that_fit(meaning or all_of_them, room)


def _term(word: str, language: str) -> Term | None:
    """None for letters that fold to nothing, as of another script."""
    word = word[:LONGEST_WORD]
    folded = fold(word)
    stemmed = stems(folded, language)
    if len(stemmed) != 1:
        return None
    return Term(word=word, folded=folded, stem=stemmed[0], kind=_KINDS.get(folded))


def _that_fit(terms: list[Term], room: int) -> tuple[Term, ...]:
    """The first of them, until a button is full."""
    taken = list[Term]()
    for term in terms:
        room -= len(term.word.encode()) + 1
        if room < 0:
            break
        taken.append(term)
    return tuple(taken)
