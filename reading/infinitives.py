"""What somebody says they will do, as a task: «llevo los libros» is «llevar los libros» beside a name.

The one thing to know: endings do not tell whether «subo» is of «subar» or «subir», so only verbs that
are known (what teachers take on, and a few odd ones) are turned; all else stays as it was said.
"""

import re

from reading.duties import AR_STEMS
from reading.stems import fold
from reading.verbs import is_infinitive

_ODD = {
    "hago": "hacer",
    "traigo": "traer",
    "pongo": "poner",
    "pido": "pedir",
    "corrijo": "corregir",
    "consigo": "conseguir",
    "recojo": "recoger",
    "subo": "subir",
    "escribo": "escribir",
    "imprimo": "imprimir",
    "comparto": "compartir",
    "inscribo": "inscribir",
    "cuido": "cuidar",
    "hare": "hacer",
    "pondre": "poner",
    "faco": "fazer",
    "trago": "trazer",
    "escrevo": "escrever",
    "peco": "pedir",
    "crio": "criar",
    "redijo": "redigir",
    "farei": "fazer",
    "trarei": "trazer",
}
_FUTURE = re.compile(r"(\w{2,}[aei]r)(?:é|ei)")
_OBJECTS = frozenset({"lo", "la", "los", "las", "le", "les"})


def as_a_task(what: str) -> str:
    """The words of a promise without «I»: «los mando yo el lunes» is «mandarlos el lunes». One with two
    verbs («grabo un audio y lo mando») stays as it was said: half of it turned would be neither."""
    said = what.split()
    if any(_infinitive(word) for word in said[3:]):
        return what
    verb = said[1:] if fold(" ".join(said[:1])) in {"voy", "vou"} else []
    if verb and fold(verb[0]) == "a":
        verb = verb[1:]
    if verb and is_infinitive(fold(verb[0])):
        return _opened(verb)
    if len(said) > 2 and fold(said[0]) in _OBJECTS:
        turned = _infinitive(said[1])
        rest = said[3:] if fold(said[2]) == "yo" else said[2:]
        return what if turned is None else _opened([turned + fold(said[0]), *rest])
    turned = _infinitive(said[0]) if said else None
    return what if turned is None else _opened([turned, *said[1:]])


def _infinitive(word: str) -> str | None:
    folded = fold(word)
    if folded in _ODD:
        return _ODD[folded]
    if found := _FUTURE.fullmatch(word.lower()):
        return fold(found[1])
    return f"{folded[:-1]}ar" if folded[:-1] in AR_STEMS and folded.endswith("o") else None


def _opened(said: list[str]) -> str:
    what = " ".join(said)
    return what[:1].upper() + what[1:]
