"""Answers put together by what they are about."""

import random

import pytest

from benchmarks.codes import BLIND, DATA, HELD_OUT, Coded, all_in_one, k_means, ours, read, score
from reading.codes import LONGEST_NAME, MOST_CODES, Answer, group, language_of, names, place
from reading.identifying import without_details

CORNER = [
    "Hay un rincón con cojines",
    "En el rincón leen con cojines",
    "Cojines y alfombra en el rincón",
]
RIVER = ["Fuimos al río a mirar aves", "Salimos al bosque y al río", "Aves del río y del bosque"]
EVERYTHING = [read(path) for path in sorted(DATA.glob("*.tsv"))]


def answers(*said: str) -> list[Answer]:
    return [Answer(id=number, text=text) for number, text in enumerate(said)]


def groups(*said: str, question: str = "", language: str = "es") -> set[frozenset[int]]:
    found = group(answers(*said), question=question, language=language)
    return {frozenset(code.answers) for code in found.codes}


def test_what_is_about_the_same_comes_together() -> None:
    assert groups(*CORNER, *RIVER) == {frozenset({0, 1, 2}), frozenset({3, 4, 5})}


def test_the_same_answers_give_the_same_codes() -> None:
    said = answers(*CORNER, *RIVER, "Nada por ahora")

    assert group(said, question="", language="es") == group(said, question="", language="es")


def test_what_is_like_nothing_else_stays_alone() -> None:
    found = group(answers(*CORNER, "Anduve con licencia"), question="", language="es")

    assert found.alone == (3,)


def test_the_words_of_the_question_put_nothing_together() -> None:
    said = ("El invierno es frío", "El invierno: mucha leña", "Invierno largo")

    assert groups(*said, question="¿Cómo es el invierno?") == set()


@pytest.mark.parametrize(
    "said", [(), ("",), ("ok", "👍", "..."), ("https://a.cl/1", "https://a.cl/2"), ("a",) * 50]
)
def test_what_says_nothing_is_under_no_code(said: tuple[str, ...]) -> None:
    found = group(answers(*said), question="", language="es")

    assert found.codes == ()
    assert len(found.alone) == len(said)


def test_three_languages_meet_in_what_they_are_about() -> None:
    said = (
        "Los cuentos en la biblioteca son lo mejor para leer con los niños",
        "A leitura de livros na biblioteca é o melhor para as crianças",
        "We read books in the library with the little ones",
        "El huerto y los animales de la zona",
        "As plantas da horta e os animais",
        "The garden, the plants and the animals of the forest",
    )

    assert groups(*said) == {frozenset({0, 1, 2}), frozenset({3, 4, 5})}


def test_a_long_message_pasted_forty_times_is_one_code_with_all_of_them() -> None:
    pasted = "Leemos en el rincón con cojines y alfombra. " * 90
    found = group(answers(*[pasted] * 40, *RIVER), question="", language="es")

    assert [set(code.answers) for code in found.codes] == [set(range(40)), {40, 41, 42}]
    assert found.alone == ()


def test_the_same_three_times_is_no_code_nor_are_words_that_say_nothing() -> None:
    found = group(
        answers(*["Leemos en el rincón con cojines"] * 3, *["ok"] * 9, *RIVER),
        question="",
        language="es",
    )

    assert [set(code.answers) for code in found.codes] == [{12, 13, 14}]


def test_one_person_alone_for_three_hundred_messages_is_grouped_all_the_same() -> None:
    draw = random.Random(1)
    said = [f"{draw.choice(CORNER + RIVER)} {number}" for number in range(300)]
    found = group(answers(*said), question="", language="es")

    assert 1 <= len(found.codes) <= MOST_CODES


def test_an_answer_has_two_codes_at_most() -> None:
    for coded in EVERYTHING:
        found = group(answers(*coded.answers), question=coded.question, language=coded.language)
        under = [number for code in found.codes for number in code.answers]
        assert max(under.count(number) for number in under) <= 2


def test_names_are_peoples_own_words_and_no_word_names_two() -> None:
    said = answers(*CORNER, *RIVER)
    found = names(said, [(0, 1, 2), (3, 4, 5)], question="", language="es")

    assert found == ["cojines, rincón, alfombra", "río, aves, bosque"]
    assert all(len(name) <= LONGEST_NAME for name in found)


def test_no_code_is_named_after_a_person() -> None:
    said = answers("Rosa trae los cojines", "Los cojines de Rosa", "Rosa y los cojines")

    assert names(said, [(0, 1, 2)], question="", language="es", avoid=["Rosa"]) == ["cojines"]


def test_what_comes_later_joins_the_code_it_is_near_to_or_none() -> None:
    there = [(one, 7) for one in answers(*CORNER)] + [
        (Answer(id=10 + one.id, text=one.text), 9) for one in answers(*RIVER)
    ]
    fresh = [Answer(id=20, text="Un rincón con cojines nuevos"), Answer(id=21, text="Hubo paro")]

    assert place(fresh, there, question="", language="es") == {20: 7, 21: None}


@pytest.mark.parametrize(
    ("said", "expected"),
    [("Los niños leen en la sala", "es"), ("Eles leram com as crianças", "pt"), ("ok", "es")],
)
def test_a_language_is_told_by_its_small_words(said: str, expected: str) -> None:
    assert language_of(said, "es") == expected


@pytest.mark.parametrize("coded", EVERYTHING, ids=lambda coded: coded.name)
def test_plain_ways_of_grouping_come_less_near_to_a_persons_codes(coded: Coded) -> None:
    found = score(ours(coded), coded.codes)

    for plain in (all_in_one, k_means):
        assert found.ari > score(plain(coded), coded.codes).ari


def test_the_figures_of_the_docs_hold() -> None:
    def mean(chosen: list[Coded]) -> float:
        return sum(score(ours(one), one.codes).ari for one in chosen) / len(chosen)

    blind = [one for one in EVERYTHING if one.name.startswith(BLIND)]
    held_out = [one for one in EVERYTHING if one.name in HELD_OUT]
    assert mean([one for one in EVERYTHING if one not in (*blind, *held_out)]) >= 0.55
    assert mean(held_out) >= 0.65
    assert mean(blind) >= 0.2


def test_names_telephones_and_children_are_left_out_of_what_leaves() -> None:
    said = "Rosa Quispe y rosa: llamen al +56 9 8765 4321, la alumna Josefina lee rosas. Quispe"

    assert without_details(said, frozenset({"Rosa Quispe", "Rosa", "Quispe"})) == (
        "… y …: llamen al …, la alumna … lee rosas. …"
    )
