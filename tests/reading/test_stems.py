"""Stems: what people write differently and mean alike meets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.stems import (
    content_stems,
    fold,
    indexed,
    language_of,
    search_terms,
    search_text,
    stems,
    words,
)


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("es", "coordinación coordinacion coordinaciones COORDINACIÓN"),
        ("es", "taller talleres Taller"),
        ("es", "niño niños niña ninos nino"),
        ("es", "lápiz lápices lapices"),
        ("es", "fracción fracciones fraccion"),
        ("es", "tecnología tecnologías tecnologia"),
        ("es", "joven jóvenes"),
        ("es", "trabajo trabajamos trabajaron trabajando"),
        ("es", "evaluar evaluación evaluaciones evaluamos"),
        ("es", "país países paises"),
        ("es", "mujer mujeres"),
        ("pt", "coordenação coordenações coordenacao"),
        ("pt", "papel papéis"),
        ("pt", "criança crianças crianca"),
        ("pt", "lição lições licoes"),
        ("pt", "jovem jovens"),
        ("pt", "avaliação avaliar avaliamos"),
        ("en", "workshop workshops"),
        ("en", "reading readings"),
    ],
)
def test_accents_plurals_and_inflections_meet(language: str, family: str) -> None:
    assert len(set(stems(family, language))) == 1


@pytest.mark.parametrize(
    ("one", "another"), [("lectura", "escritura"), ("escuela", "escala"), ("primo", "primaria")]
)
def test_different_words_stay_apart(one: str, another: str) -> None:
    assert stems(one, "es") != stems(another, "es")


def test_folding_leaves_small_plain_letters() -> None:
    assert fold("¿AÑO Nº 3, Çedilla?") == "¿ano no 3, cedilla?"
    assert fold("𝗣𝗿𝗮́𝗰𝘁𝗶𝗰𝗮") == "practica"


def test_words_are_letters_and_numbers_alone() -> None:
    assert words("¡2° básico: «sumas», 3x2! 😀") == ["2", "basico", "sumas", "3x2"]


def test_content_leaves_out_what_every_sentence_has() -> None:
    assert content_stems("La lectura es para todos los niños y yo", "es") == ["lectur", "nin"]
    assert content_stems("A leitura é para todas as crianças", "pt") == ["leitur", "crianc"]
    assert content_stems("The reading is for all of the children", "en") == ["read", "children"]


def test_a_locale_counts_as_its_language_and_an_unknown_one_as_spanish() -> None:
    assert stems("coordenações", "pt_BR") == stems("coordenações", "pt")
    assert stems("talleres", "qu") == stems("talleres", "es")


def test_a_search_finds_what_the_index_holds() -> None:
    index = search_text("Tres talleres de coordinación con niñas", "es").split()

    for query in ("taller", "coordinacion", "niñas", "ninos", "TALLERES!"):
        assert set(search_terms(query, "es")) <= set(index)


def test_a_search_for_small_words_alone_still_looks_for_them() -> None:
    assert search_terms("el taller de lectura, taller", "es") == ["tall", "lectur"]
    assert search_terms("para que", "es") == stems("para que", "es")
    assert search_terms('"*()', "es") == []


@given(query=st.text(), language=st.sampled_from(["es", "pt", "en"]))
def test_terms_are_safe_to_quote_whatever_people_type(query: str, language: str) -> None:
    for term in search_terms(query, language):
        assert term
        assert term.isascii()
        assert term.isalnum()
        assert term == term.lower()


@given(text=st.text(), language=st.sampled_from(["es", "pt", "en"]))
def test_each_word_found_is_in_the_index(text: str, language: str) -> None:
    assert set(search_terms(text, language)) <= set(search_text(text, language).split())


def test_what_the_index_is_given_tells_words_with_their_stems_and_the_title_apart() -> None:
    assert indexed("Fracción", "Las niñas", "es") == "fraccion:fraccion | las:las ninas:nin"


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("nós não temos mais que uma sala e as crianças ficam juntas", "es", "pt"),
        ("I have the children of all grades and they read with each other", "es", "en"),
        ("en mi escuela los niños leen con los abuelos", "pt_BR", "es"),
        ("no se puede", "es", "es"),
        ("ok, gracias", "en", "en"),
        ("", "pt", "pt"),
    ],
)
def test_a_message_is_in_its_own_language_where_small_words_say_so(
    text: str, usual: str, language: str
) -> None:
    assert language_of(frozenset(words(text)), usual) == language
