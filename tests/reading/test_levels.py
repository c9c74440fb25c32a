"""School levels as people write them."""

import pytest

from community.levels import Level
from reading.levels import read_level


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Párvulos", Level.EARLY),
        ("kínder", Level.EARLY),
        ("nivel inicial", Level.EARLY),
        ("educação infantil", Level.EARLY),
        ("1º y 2º básico", Level.FIRST),
        ("1ro de primaria", Level.FIRST),
        ("con tercero y cuarto", Level.THIRD),
        ("4.º", Level.THIRD),
        ("5to y 6to", Level.FIFTH),
        ("3º ano", Level.THIRD),
        ("séptimo y octavo", Level.SEVENTH),
        ("grade 8", Level.SEVENTH),
        ("enseñanza media", Level.SECONDARY),
        ("ensino médio", Level.SECONDARY),
        ("secundaria", Level.SECONDARY),
        ("third", Level.THIRD),  # as it is kept in a profile
        ("seventh", Level.SEVENTH),
    ],
)
def test_a_level_is_read(said: str, level: Level) -> None:
    assert read_level(said) is level


@pytest.mark.parametrize(
    "said", ["", "de 1º a 6º", "multigrado", "multigrade", "todos", "🌱", "2026", "40 estudiantes"]
)
def test_what_is_none_or_several_is_not_guessed(said: str) -> None:
    assert read_level(said) is None


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.MULTIGRADE])
def test_the_word_by_which_a_level_is_kept_is_read(level: Level) -> None:
    assert read_level(level.value) is level
