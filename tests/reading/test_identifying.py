"""What tells who somebody is, or how to reach them, is found by its shape; dates and money are not it."""

from pathlib import Path

import pytest

from reading.identifying import spans_in, without_details, without_private
from tests.reading.labelled import BLIND, SEEN, measured, table

FOUND = """
Mi teléfono es +56 9 8765 4321, llámenme → +56 9 8765 4321
Fono 987654321. → 987654321
anoten: 9 8765 4321 → 9 8765 4321
la oficina es (02) 2345 6789 → (02) 2345 6789
WhatsApp 8765-4321 por favor → 8765-4321
en Bolivia 591 70012345 → 591 70012345
liga para (11) 98765-4321 → (11) 98765-4321
mi RUT es 12.345.678-5 → 12.345.678-5
rut 12345678-K, gracias → 12345678-K
RUT 9.876.543 - 2 → 9.876.543 - 2
CPF 123.456.789-09 → 123.456.789-09
cédula 1-1234-5678 → 1-1234-5678
CI 4567890 de La Paz → 4567890
DPI 1234 56789 0101 → 1234 56789 0101
cuenta corriente 00123456789 → 00123456789
escríbeme a rosa.quispe@escuela.cl → rosa.quispe@escuela.cl
ana+taller@correo.gob.bo sirve → ana+taller@correo.gob.bo
pregunten a @rosa_q en Telegram → @rosa_q
está en https://drive.google.com/d/abc?x=1. → https://drive.google.com/d/abc?x=1
subido a drive.google.com/abc, miren → drive.google.com/abc
www.escuela.cl/lista y ya → www.escuela.cl/lista
entren a t.me/joinchat/AbC → t.me/joinchat/AbC
mi alumna Martina Soto aprendió a leer → Martina Soto
el estudiante Juan de la Cruz faltó → Juan de la Cruz
los niños Juan y Pedro pelearon → Juan|Pedro
a menina Beatriz chorou → Beatriz
o aluno chamado Davi Souza → Davi Souza
my student Emily Brown reads → Emily Brown
la apoderada Carmen Díaz reclamó → Carmen Díaz
"""
NOT_FOUND = """
El 30/11/2026 a las 17:30
el 30-11-2026 nos vemos
2026-11-30 17:30
el período 2025-2026 fue duro
cuesta $ 150.000 el viaje
son 1.500.000 pesos en libros
Bs 1250000 para el techo
asistieron 45 niños y 3 docentes
páginas 10, 11, 12, 13, 14
del 2024 al 2026
1 2 3 4 5 6 7 8
la niña leyó sola
vale 2500000 colones
"""


def _lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


@pytest.mark.parametrize("line", _lines(FOUND))
def test_it_is_found_whole(line: str) -> None:
    text, _, wanted = line.partition(" → ")

    assert [text[start:end] for start, end in spans_in(text)] == wanted.split("|")


@pytest.mark.parametrize("text", _lines(NOT_FOUND))
def test_dates_hours_money_and_counts_are_left_alone(text: str) -> None:
    assert spans_in(text) == []


def test_places_are_apart_and_in_order() -> None:
    text = "a@b.cl, @rosa_q, https://a.b/c@d.cl y 987654321"
    spans = spans_in(text)

    assert [text[start:end] for start, end in spans] == [
        "a@b.cl",
        "@rosa_q",
        "https://a.b/c@d.cl",
        "987654321",
    ]


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("1", True),
        ("1.2-", False),
        ("(1)", False),
        ("a.b", False),
        ("a-", False),
        ("a", False),
        ("x.", False),
    ],
)
def test_a_text_made_to_be_slow_is_read_like_any_other(piece: str, found: bool) -> None:
    """With patterns that try every way of cutting it, this would not end."""
    text = piece * 4_000

    assert spans_in(text) == ([(0, len(text))] if found else [])


def test_of_two_hundred_sentences_nearly_every_number_and_address_is_found() -> None:
    figures = measured(SEEN)

    assert sum(one.sentences for one in figures.values()) == 200
    assert min(figures[kind].recall for kind in ("number", "phone", "email", "link")) >= 0.95
    assert figures["name"].recall >= 0.85  # measured, and promised to nobody
    assert sum(one.false for one in figures.values()) == 0


@pytest.mark.parametrize("path", [SEEN, BLIND])
def test_the_docs_say_how_much_is_found(path: Path) -> None:
    assert table(path) in Path("docs/llm.md").read_text("utf-8")


@pytest.mark.parametrize("piece", ["Ana ", "Ana, ", "a'", "M. ", "la niña Ana y ", "AB-1", "9 87 "])
def test_a_text_of_many_names_is_read_too(piece: str) -> None:
    """It would not end if every way of cutting it were tried."""
    assert len(without_details(piece * 4_000)) <= len(piece) * 4_000


def test_members_are_left_out_in_small_letters_too() -> None:
    said = "rosa y Rosa Quispe leen rosas; quispe, la Profe"

    assert without_details(said, ["Profe Rosa Quispe"]) == "… y … leen rosas; …, la Profe"


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("Mi alumna Daniela Quispe leyó; 76543210", "Mi alumna … leyó; …"),
        ("Escriban a rosa.q@gmail.com o wa.me/59176543210", "Escriban a … o …"),
        ("Meu aluno João Souza: +55 11 91234-5678", "Meu aluno …: …"),
        ("Está en https://ejemplo.cl/12345678 y lo sabe @rosaq", None),
        ("Somos 30 niños de Cochabamba, el 12-11-2026", None),
    ],
)
def test_what_no_group_should_read_goes_and_what_people_gave_to_follow_stays(
    said: str, leaves: str | None
) -> None:
    assert without_private(said) == (leaves or said)
