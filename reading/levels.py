"""School levels as people write them: «1º y 2º básico», «párvulos», «cuarto de primaria», «ensino médio».

The one thing to know: what spans more than one level, or is none, is not guessed. Several grades in
one room is no level of a practice: `Practice.multigrade` says that.
"""

import re

from community.levels import Level
from reading.stems import words

_BY_GRADE = {
    **dict.fromkeys((1, 2), Level.FIRST),
    **dict.fromkeys((3, 4), Level.THIRD),
    **dict.fromkeys((5, 6), Level.FIFTH),
    **dict.fromkeys((7, 8, 9), Level.SEVENTH),
}
_ORDINALS = {
    word: grade
    for grade, said in enumerate(
        (
            "primero primer primeira primeiro first",
            "segundo segunda second",
            "tercero tercer terceiro terceira third",
            "cuarto quarto quarta fourth",
            "quinto quinta fifth",
            "sexto sexta sixth",
            "septimo setimo seventh",
            "octavo oitavo eighth",
            "noveno nono ninth",
        ),
        1,
    )
    for word in said.split()
}
_INITIAL = frozenset(
    {"parvulo", "parvulos", "parvularia", "inicial", "kinder", "prekinder", "preescolar"}
    | {"infantil", "creche", "preschool", "kindergarten", "nursery", "early"}
)
_SECONDARY = frozenset(
    {"media", "medio", "secundaria", "secundario", "bachillerato", "preparatoria", "high", "upper"}
)


def read_level(said: str) -> Level | None:
    """The one level that `said` names, or None; also the word by which a Level is kept."""
    if said in set(Level):
        return Level(said) if said != Level.MULTIGRADE else None
    found = set(words(re.sub(r"[º°ª]", " ", said)))
    if found & _INITIAL:
        return Level.EARLY if not _grades(found) else None
    if found & _SECONDARY:
        return Level.SECONDARY
    levels = {_BY_GRADE[grade] for grade in _grades(found) if grade in _BY_GRADE}
    return levels.pop() if len(levels) == 1 else None


def _grades(found: set[str]) -> set[int]:
    numbers = {int(word) for word in found if word.isdecimal() and len(word) < 3}
    endings = (
        re.fullmatch(r"(\d)(?:ro|er|do|to|mo|vo|no|st|nd|rd|th|o|a)s?", word) for word in found
    )
    numbers |= {int(match[1]) for match in endings if match}
    return numbers | {_ORDINALS[word] for word in found if word in _ORDINALS}
