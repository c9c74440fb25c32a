"""The people with whom a sentence begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.people import Known, find_known, names_in

ROSA = Known(person_id=1, name="Rosa Muñoz", username="rosa_m")
JUAN = Known(person_id=2, name="Juan Andrés Pérez")
LUZ = Known(person_id=3, name="Luz Soto")
ANA_ROJAS = Known(person_id=4, name="Ana Rojas")
ANA_SILVA = Known(person_id=5, name="Ana Silva", username="anasilva")
JOSE = Known(person_id=6, name="José Luis Catalán")
MEMBERS = [ROSA, JUAN, LUZ, ANA_ROJAS, ANA_SILVA, JOSE]


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("Rosa sube la pauta", [1]),
        ("Rosa y Juan suben la pauta", [1, 2]),
        ("Rosa, Juan y Luz suben la pauta", [1, 2, 3]),
        ("Rosa, Juan, Luz suben la pauta", [1, 2, 3]),
        ("Rosa & Luz: la pauta", [1, 3]),
        ("Rosa con Luz suben la pauta", [1, 3]),
        ("Rosa e Juan enviam a pauta", [1, 2]),
        ("Rosa and Juan send it", [1, 2]),
        ("la profe Rosa sube la pauta", [1]),
        ("La profesora Muñoz sube la pauta", [1]),
        ("don Juan sube la pauta", [2]),
        ("Sr. Pérez sube la pauta", [2]),
        ("la Rosa sube la pauta", [1]),
        ("@rosa_m sube la pauta", [1]),
        ("@ROSA_M y @anasilva suben la pauta", [1, 5]),
        ("@rosa_m @anasilva suben la pauta", [1, 5]),
        ("Ana Silva sube la pauta", [5]),
        ("Ana R. sube la pauta", [4]),
        ("Juan Pérez sube la pauta", [2]),
        ("Juan Andrés sube la pauta", [2]),
        ("Jose Luis graba el saludo", [6]),
        ("JOSE LUIS GRABA EL SALUDO", [6]),
        ("rosa y luz suben la pauta", [1, 3]),
        ("Rosa y Rosa suben la pauta", [1]),
    ],
)
def test_members_are_known_by_the_ways_people_call_them(sentence: str, ids: list[int]) -> None:
    assert [one.person_id for one in names_in(sentence, MEMBERS)] == ids


def test_a_name_that_two_bear_comes_back_with_both() -> None:
    (ana,) = names_in("Ana sube la pauta", MEMBERS)

    assert ana.person_id is None
    assert ana.name == "Ana"
    assert ana.candidates == (4, 5)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Pedro sube la pauta", ["Pedro"]),
        ("Pedro Lagos y Marta suben la pauta", ["Pedro Lagos", "Marta"]),
        ("Ana María de la Fuente sube la pauta", ["Ana María de la Fuente"]),
        ("don Hugo trae leña", ["Hugo"]),
        ("@nadie trae leña", ["@nadie"]),
        ("la municipalidad presta el bus", ["la municipalidad"]),
        ("El equipo de gestión revisa el plan", ["El equipo de gestión"]),
        ("Las familias traen semillas", ["Las familias"]),
        ("nosotros traemos leña", ["nosotros"]),
        ("todos traemos leña", ["todos"]),
        ("Muñoz sube la pauta", ["Muñoz"]),
    ],
)
def test_whom_nobody_knows_stays_text(sentence: str, names: list[str]) -> None:
    found = names_in(sentence, MEMBERS)

    assert [one.name for one in found] == names
    assert all(one.candidates == () for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Subo la pauta el viernes",
        "Subir la pauta",
        "Suben la pauta",
        "Sube la pauta",
        "Preparar una carta para la municipalidad",
        "Comprar carne para la feria",
        "el viernes",
        "la pauta",
        "12 fotos",
        "🎒",
    ],
)
def test_a_sentence_that_names_nobody_first_names_nobody(sentence: str) -> None:
    assert names_in(sentence, MEMBERS) == ()


def test_the_speaker_is_told_from_the_others() -> None:
    rosa, speaker = names_in("Rosa y yo subimos la pauta", MEMBERS)

    assert (rosa.person_id, rosa.is_speaker) == (1, False)
    assert (speaker.name, speaker.is_speaker) == ("yo", True)


def test_the_span_is_the_name_as_it_was_written() -> None:
    sentence = "La profe Rosa Mun\u0303oz y Juan suben la pauta"

    rosa, juan = names_in(sentence, MEMBERS)

    assert sentence[rosa.start : rosa.end] == "Rosa Mun\u0303oz"
    assert sentence[juan.start : juan.end] == "Juan"


def test_a_username_is_found_with_or_without_its_sign() -> None:
    assert find_known("@Rosa_M", MEMBERS) == (ROSA,)
    assert find_known("rosa_m", MEMBERS) == (ROSA,)
    assert find_known("@rosa", MEMBERS) == ()


@given(st.text(max_size=80))
def test_any_text_may_begin_with_anybody(text: str) -> None:
    for one in names_in(text, MEMBERS):
        assert 0 <= one.start < one.end <= len(text)
        assert one.name
