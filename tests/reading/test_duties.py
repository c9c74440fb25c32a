"""Somebody named with something to do, and what only looks like it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from reading.actions import Action
from reading.summaries import summarise
from tests.reading.discussion import BEGINNING, said

UTC_ZONE = ZoneInfo("UTC")
PEOPLE = [
    said(number, "Buenas tardes a todas y todos", by=name)
    for number, name in enumerate(("Rosa Díaz", "Directora Elena", "Juan", "Marta"), start=1)
]


def read(text: str, *, by: str = "Directora Elena", language: str = "es") -> list[Action]:
    return list(summarise([*PEOPLE, said(9, text, by=by)], language=language).actions)


@pytest.mark.parametrize(
    ("text", "who", "days"),
    [
        ("Rosa manda el acta el viernes", ("Rosa Díaz",), 4),
        ("Juan y Marta preparan la feria", ("Juan", "Marta"), None),
        ("La profe Rosa lleva los libros mañana", ("Rosa Díaz",), 1),
        ("Marta va a pedir las cotizaciones", ("Marta",), None),
        ("Juan: trae el proyector el jueves", ("Juan",), 3),
        ("Rosa se encarga de la convivencia", ("Rosa Díaz",), None),
        ("Rosa queda a cargo de la carta", ("Rosa Díaz",), None),
        ("La minuta queda a cargo de Juan", ("Juan",), None),
        ("Responsable: Marta, con la lista de útiles", ("Marta",), None),
        ("@pepita comparte el enlace del video", ("@pepita",), None),
        ("Pedro Lagos revisa los cuadernos el viernes", ("Pedro Lagos",), 4),
        ("Elena escribe la carta a la municipalidad", ("Elena",), None),
        ("Rosa y yo preparamos la rúbrica", ("Rosa Díaz", "Directora Elena"), None),
    ],
)
def test_whoever_is_named_with_a_duty_is_a_candidate(
    text: str, who: tuple[str, ...], days: int | None
) -> None:
    (action,) = read(text)

    assert action.unit.quote == text
    assert action.who == who
    due = None if days is None else BEGINNING.date() + timedelta(days=days)
    assert action.due_on(UTC_ZONE, "es") == due


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Juan e Marta organizam as barracas da festa", "pt"),
        ("Rosa vai convidar o formador de matemática", "pt"),
        ("Juan brings the chairs on Friday", "en"),
        ("Marta will send the list to the parents", "en"),
    ],
)
def test_in_the_other_languages_too(text: str, language: str) -> None:
    assert [action.unit.quote for action in read(text, language=language)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa siempre manda el acta tarde",
        "Rosa mandó el acta el viernes",
        "¿Rosa manda el acta el viernes?",
        "Rosa, manda el acta el viernes",
        "Si Rosa manda el acta la leemos",
        "Rosa no manda el acta el viernes",
        "Rosa va a llegar tarde el viernes",
        "Rosa tiene razón en lo del acta",
        "Rosa lleva",
        "Alemania envía libros a todo el mundo",
        "El alcalde manda en esta comuna",
        "Todos mandan el acta el viernes",
        "La lluvia corta el camino el viernes",
        "lo que manda Rosa me sirve mucho",
        "Cuando Juan prepara la clase resulta mejor",
    ],
)
def test_what_only_looks_like_a_duty_is_none(text: str) -> None:
    assert read(text) == []


def test_minutes_that_list_duties_line_by_line_give_one_each() -> None:
    found = read("Acuerdos de hoy\nRosa corrige la pauta\nJuan pide el bus el jueves\nVarios")

    assert [action.who for action in found] == [("Rosa Díaz",), ("Juan",)]
    assert found[1].due_on(UTC_ZONE, "es") == date(2026, 11, 19)


@pytest.mark.parametrize(
    "text",
    [
        "Acordemos mandar las guías el viernes",
        "Hagamos entrega de los libros el viernes",
        "Hagamos compra comunitaria de libros el viernes",
        "Acordemos entrega de guías el viernes",
        "Propongo que el viernes acordemos la fecha y voy a ver",
    ],
)
def test_what_is_proposed_to_all_is_nobodys_promise(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        (
            "Acordemos usar la tabla los martes, yo imprimo las copias el viernes, de a poco",
            "yo imprimo las copias el viernes, de a poco",
        ),
        (
            "Quedamos en que yo llevo los libros el viernes, y nos juntamos el martes",
            "yo llevo los libros el viernes",
        ),
        ("Nos juntamos el martes y me encargo de la lista", "me encargo de la lista"),
    ],
)
def test_beside_a_proposal_the_promise_alone_is_one(text: str, promise: str) -> None:
    (action,) = read(text)

    assert action.unit.quote == promise
    assert action.who == ("Directora Elena",)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Yo grabo un audio leyendo el cuento y lo mando por teléfono", False),
        ("Yo llevo la maleta viajera de casa en casa", False),
        ("Yo llevo la maleta el viernes", True),
        ("Voy a llevar la maleta a la reunión", True),
        ("Me encargo de la maleta viajera este mes", True),
        ("Eu levo a mala de livros na sexta-feira", True),
        ("Vou levar a mala de livros para a reunião", True),
    ],
)
def test_whoever_answers_a_question_of_the_bot_tells_what_they_do(text: str, is_one: bool) -> None:
    language = "pt" if text.startswith(("Eu", "Vou")) else "es"
    answer = said(9, text, by="Rosa", reply_to=1)  # the bot's question: not in the discussion
    others = [
        said(number, "Buenas tardes a todas", by="Juan", reply_to=1) for number in range(2, 5)
    ]

    found = list(summarise([*others, answer], language=language).actions)

    assert bool(found) == is_one


def test_the_same_words_in_talk_are_a_promise() -> None:
    assert read("Yo llevo la maleta viajera de casa en casa", by="Rosa")
