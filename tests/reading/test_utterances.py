"""What of an utterance can be quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.utterances import (
    MOST_SPANS,
    is_shouted,
    sentences,
    shortened,
    units,
    useful,
    with_gaps,
    word_count,
)
from tests.reading.discussion import said


@pytest.mark.parametrize(
    ("text", "words"),
    [("Hola, ¿qué tal?", 3), ("mira https://example.org/a", 1), ("👍 !!", 0), ("", 0)],
)
def test_words_are_those_of_the_author(text: str, words: int) -> None:
    assert word_count(text) == words


def test_sentences_end_where_sentences_end() -> None:
    assert sentences("Leímos 3.5 páginas. ¿Y ustedes? Nosotros\nnada más") == [
        "Leímos 3.5 páginas.",
        "¿Y ustedes?",
        "Nosotros",
        "nada más",
    ]


def test_a_long_sentence_is_cut_where_a_clause_ends() -> None:
    text = "Los lunes leemos en voz alta con los más grandes, y los martes"
    assert shortened(text, 11) == "Los lunes leemos en voz alta con los más grandes"


def test_a_long_sentence_without_clauses_is_cut_between_words() -> None:
    assert shortened("uno dos tres cuatro cinco", 3) == "uno dos tres"


def test_commands_repeats_and_short_answers_say_nothing() -> None:
    kept = useful(
        [
            said(1, "/resumen de la semana por favor"),
            said(2, "Leímos juntos en el patio"),
            said(3, "leímos  juntos en el PATIO"),
            said(4, "sí, claro"),
        ]
    )
    assert [utterance.id for utterance in kept] == [2]


def test_shouting_is_noticed_and_an_acronym_is_not() -> None:
    assert is_shouted("ESTO NO PUEDE SEGUIR ASI")
    assert not is_shouted("La UTP y la DAEM piden el PME de la escuela")


@given(text=st.text(max_size=600), longest=st.integers(5, 40))
def test_every_quote_is_verbatim_and_no_longer_than_asked(text: str, longest: int) -> None:
    for unit in units(said(1, text), longest=longest):
        assert unit.quote in text
        assert len(unit.quote.split()) <= max(longest, len(text.split()) if unit.whole else 0)
        assert unit.words > 0


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        (
            "terminan haciendo la tarea del chico. prefiero grupos",
            "…terminan haciendo la tarea del chico. prefiero grupos…",
        ),
        (
            "los grandes terminan haciendo la tarea del chico",
            "los grandes terminan haciendo la tarea del chico",
        ),
        ("Así aprenden todos.", "Así aprenden todos."),
        ("Así aprenden", "Así aprenden…"),
        ("Es otra cosa", "Es otra cosa"),
    ],
)
def test_what_is_cut_out_of_a_sentence_says_so(quote: str, shown: str) -> None:
    text = (
        "los grandes terminan haciendo la tarea del chico. prefiero grupos de 4 con un rol cada uno\n"
        "Así aprenden todos. Es otra cosa"
    )
    assert with_gaps(text, quote) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Sí. " * 1000,
        "Vamos ya. " * 400,
        "una palabra y otra " * 15 + "\n" + "😀\n" * 1800,
        "Vamos todas el martes. " * 170,
    ],
    ids=["a thousand yeses", "short sentences", "lines without a word", "one sentence again"],
)
def test_of_one_message_only_so_many_spans_are_looked_at(text: str) -> None:
    found = [unit.quote for unit in units(said(1, text))]

    assert 1 <= len(found) <= MOST_SPANS
    assert all(quote in text for quote in found)


def test_a_long_message_of_ordinary_sentences_is_looked_at_to_its_end() -> None:
    sentence = "El grupo de cuarto plantó {} lechugas en el huerto de la escuela junto al río."
    text = " ".join(sentence.format(number) for number in range(50))

    quotes = [unit.quote for unit in units(said(1, text), longest=40)]

    assert quotes[-1] == sentence.format(49)
    assert f"{sentence.format(48)} {sentence.format(49)}" in quotes
