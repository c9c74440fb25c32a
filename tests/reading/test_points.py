"""What a message notes: with one hashtag all of it, with several each its own."""

import pytest

from community.minutes import PointKind
from reading.minutes import is_about, line_about
from reading.points import read_points

A, C, Q, D, N = (
    PointKind.AGREEMENT,
    PointKind.COMMITMENT,
    PointKind.QUESTION,
    PointKind.IDEA,
    PointKind.NOTE,
)


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("#acuerdo Leemos los martes", [(A, "Leemos los martes")]),
        ("Leemos los martes #Acuerdos", [(A, "Leemos los martes")]),
        ("Los martes #acuerdo leemos", [(A, "Los martes leemos")]),
        ("#acordo lemos às terças", [(A, "lemos às terças")]),
        ("#agreement we read on Tuesdays", [(A, "we read on Tuesdays")]),
        ("#dúvida e o material?", [(Q, "e o material?")]),
        ("＃nota ancha", [(N, "ancha")]),
        ("#compromiso Rosa sube la rúbrica", [(C, "Rosa sube la rúbrica")]),
        ("#acuerdo A. #duda ¿b?", [(A, "A."), (Q, "¿b?")]),
        (
            "#acuerdo leer\n#acuerdo escribir\n#idea contar",
            [(A, "leer"), (A, "escribir"), (D, "contar")],
        ),
        ("Leemos #acuerdo ¿Cuándo? #duda", [(A, "Leemos"), (Q, "¿Cuándo?")]),
        ("Hoy vimos esto: #acuerdo leer #duda ¿qué?", [(A, "Hoy vimos esto leer"), (Q, "¿qué?")]),
        ("una huerta #idea #nota", [(D, "una huerta")]),
        ("#practica Lectura #idea otra cosa", [(D, "Lectura otra cosa")]),
        ("#acuerdo", [(A, "")]),
        ("#acuerdo #duda", [(A, "")]),
        ("nada", []),
        ("https://x.org/#acuerdo", []),
        ("", []),
    ],
)
def test_what_a_message_notes(said: str, points: list[tuple[PointKind, str]]) -> None:
    assert read_points(said) == points


def test_three_hundred_points_in_one_message_are_read_in_order() -> None:
    said = "\n".join(f"#nota punto {number}" for number in range(300))

    assert read_points(said) == [(N, f"punto {number}") for number in range(300)]


def test_minutes_are_found_by_other_forms_of_all_the_words() -> None:
    text = "Lectura multigrado\nmartes 17 de noviembre\nPrestamos títeres entre escuelas"

    assert is_about("TITERE escuela", text, "es")
    assert is_about("los títeres", text, "es")
    assert is_about("multigr", text, "es")
    assert is_about("noviembre", text, "es")
    assert not is_about("títeres fracciones", text, "es")
    assert line_about("títeres", text, "es") == "Prestamos títeres entre escuelas"
