"""A plan as guides type it on a phone: one step a line, with a day or without."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.outlines import Wish
from reading.outlines import read_steps
from reading.themes import read_theme, same

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # a Monday morning in Chile
ZONE = ZoneInfo("America/Santiago")


def read(line: str, language: str = "es") -> tuple[Wish, str, bool]:
    (step,) = read_steps(line, now=NOW, zone=ZONE, language=language)
    return step.wish, step.text, step.is_doubtful


@pytest.mark.parametrize(
    ("line", "language", "wish", "words"),
    [
        ("día 3: contamos", "es", Wish(day=3), "contamos"),
        ("Dia 12 contamos", "pt_BR", Wish(day=12), "contamos"),
        ("Day 2 - we tell", "en", Wish(day=2), "we tell"),
        ("lunes: contamos", "es", Wish(weekday=0), "contamos"),
        ("el miércoles contamos qué pasó", "es", Wish(weekday=2), "contamos qué pasó"),
        ("Quarta-feira: contamos", "pt_BR", Wish(weekday=2), "contamos"),
        ("friday – we tell", "en", Wish(weekday=4), "we tell"),
        ("jueves a las 18: vemos", "es", Wish(on=date(2026, 11, 19), at=time(18)), "vemos"),
        ("2 de diciembre: vemos", "es", Wish(on=date(2026, 12, 2)), "vemos"),
        ("2 de diciembre a las 10: vemos", "es", Wish(on=date(2026, 12, 2), at=time(10)), "vemos"),
        ("2 de diciembre a las 5: vemos", "es", Wish(on=date(2026, 12, 2), at=time(17)), "vemos"),
        ("30/11: vemos", "es", Wish(on=date(2026, 11, 30)), "vemos"),
        ("contamos lo del lunes", "es", Wish(), "contamos lo del lunes"),
        ("3 cuentos de la casa", "es", Wish(), "3 cuentos de la casa"),
        ("• 2) ¿qué viste?", "es", Wish(), "2) ¿qué viste?"),
    ],
)
def test_a_line_says_its_day_at_its_beginning_or_not_at_all(
    line: str, language: str, wish: Wish, words: str
) -> None:
    assert read(line, language) == (wish, words, False)


def test_a_day_that_is_over_is_in_doubt_and_empty_lines_are_none() -> None:
    assert read("3 de enero de 2020: vemos") == (Wish(), "vemos", True)
    assert read_steps("\n \n", now=NOW, zone=ZONE, language="es") == []


def test_a_day_and_nothing_else_is_the_words() -> None:
    assert read("viernes") == (Wish(), "viernes", False)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for step in read_steps(text, now=NOW, zone=ZONE, language="es"):
        assert step.text


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("#tema fracciones", "fracciones"),
        ("Hola a todas. #Temas: fracciones, con piedras\n\nGracias", "fracciones, con piedras"),
        ("Fracciones con piedras #tema", "Fracciones con piedras"),
        ("uno\n#tema\ndos", "uno dos"),
        ("#tema", ""),
        ("#practica leer #tema leer en pareja", "leer en pareja"),
        ("#tema " + "palabra " * 600, "palabra " * 17 + "palabra…"),
    ],
)
def test_a_theme_is_what_follows_on_its_line_else_the_message(text: str, theme: str) -> None:
    assert read_theme(text, 150) == theme


def test_themes_are_the_same_but_for_case_accents_and_punctuation() -> None:
    assert same("¿Cómo leer?", "como LEER")
    assert not same("leer", "leer más")
