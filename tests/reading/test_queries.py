"""What somebody looks for, of anything typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.levels import Level
from community.practices import PracticeKind
from reading.queries import LONGEST, read_query


@pytest.mark.parametrize(
    ("typed", "stems", "kind", "level", "subject"),
    [
        ("lectura", ["lectur"], None, None, None),
        ("tipo:rutina lectura", ["lectur"], PracticeKind.ROUTINE, None, None),
        ("lectura tipo: Símbolos", ["lectur"], PracticeKind.SYMBOL, None, None),
        ("CLASE=herramienta", [], PracticeKind.TOOL, None, None),
        ("nivel:párvulos canciones", ["cancion"], None, Level.EARLY, None),
        ("curso:3 nivel:multigrado", [], None, Level.MULTIGRADE, None),
        ("materia:matemáticas juegos", ["jueg"], None, None, "matemat"),
        ("tipo:dinosaurio", ["tip", "dinosauri"], None, None, None),
        ("🌱 \u202e * AND", ["and"], None, None, None),
        ("de la", ["de", "la"], None, None, None),
        ("🌱", [], None, None, None),
        ("", [], None, None, None),
    ],
)
def test_words_and_what_a_practice_must_be(
    typed: str,
    stems: list[str],
    kind: PracticeKind | None,
    level: Level | None,
    subject: str | None,
) -> None:
    sought = read_query(typed, "es")

    assert [term.stem for term in sought.terms] == stems
    assert (sought.kind, sought.level) == (kind, level)
    assert (sought.subject.stem if sought.subject else None) == subject


def test_the_name_of_a_kind_among_words_may_mean_either() -> None:
    sought = read_query("historia local", "es")

    assert [term.kind for term in sought.terms] == [PracticeKind.STORY, None]
    assert sought.kind is None


@given(st.text(max_size=200))
def test_whatever_is_typed_fits_a_button(typed: str) -> None:
    sought = read_query(typed, "es")

    words = [term.word for term in (*sought.terms, *([sought.subject] if sought.subject else []))]
    assert sum(len(word.encode()) + 1 for word in words) <= LONGEST + 1
    assert all(word.isalnum() for word in words)
