"""Agreements by who says yes: sixty exchanges of teachers, and what must not be one."""

from datetime import UTC, datetime, timedelta

import pytest

from reading.assent import answer
from reading.proposals import proposes
from reading.summaries import Utterance, summarise
from tests.reading.exchanges import exchanges, score


def test_sixty_exchanges_are_read_as_their_people_meant_them() -> None:
    found = score(tuple(exchanges()))

    assert found.precision >= 0.8, found
    assert found.recall >= 0.8, found


def test_where_a_no_or_a_doubt_stands_it_is_not_agreed_yet() -> None:
    found = score(tuple(exchanges()), "open")

    assert found.precision >= 0.8, found
    assert found.recall >= 0.8, found


@pytest.mark.parametrize(
    "text",
    [
        "dale",
        "Ya po",
        "me parece",
        "siii",
        "👍",
        "@Ana sí",
        "No hay problema",
        "de una",
        "Topo!",
        "Me parece bien lo de los sábados",
        "me parece lo de Rosa",
        "me parece genial la idea",
    ],
)
def test_a_yes(text: str) -> None:
    assert answer(text) == "yes"


@pytest.mark.parametrize(
    "text",
    ["sí, pero el jueves no", "mejor el domingo", "no sé", "yo ese día no puedo", "👎", "discordo"],
)
def test_a_no_and_a_reservation(text: str) -> None:
    assert answer(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "jajaja dale",
        "sí, claro",
        "ya las mandé",
        "me parece que llueve",
        "me parece lo peor",
        "me parece el mejor día",
        "Siempre llueve",
    ],
)
def test_what_only_looks_like_a_yes(text: str) -> None:
    assert answer(text) is None


@pytest.mark.parametrize(
    "text",
    ["Usemos la pauta de Rosa", "¿Movemos la sesión?", "El viernes a las 5, ¿va?", "Let's meet"],
)
def test_a_proposal(text: str) -> None:
    assert proposes(text)


@pytest.mark.parametrize(
    "text",
    ["Tenemos pocos libros", "En la otra red acordamos ir", "Esperemos que llueva", "Ayer hagamos"],
)
def test_no_proposal(text: str) -> None:
    assert not proposes(text)


BANK = "Propongo que hagamos un banco de guías entre las tres escuelas"
ANSWERS = (
    ("Rosa", "Armo una carpeta con las guías y se la mando con el hermano mayor"),
    ("Pedro", BANK),
    ("Luis", "Con los que faltan hago tutoría de pares, un compañero les explica"),
    ("Marta", "Me parece muy bien lo del banco de guías, sumaría las de matemática"),
    ("Elena", "Dale, de acuerdo con el banco de guías"),
)
NO = ("Rosa", "Sí, pero el banco nos va a llenar de papeles, prefiero que sean audios")


@pytest.mark.parametrize(
    ("said", "agreed", "disputed"), [(ANSWERS, [BANK], []), ((*ANSWERS, NO), [], [BANK])]
)
def test_those_who_answer_a_question_of_the_bot_hear_one_another(
    said: tuple[tuple[str, str], ...], agreed: list[str], disputed: list[str]
) -> None:
    """All of them reply to a message that is not in the discussion, days apart."""
    at = datetime(2026, 12, 1, 12, tzinfo=UTC)
    read = summarise(
        [
            Utterance(
                id=number + 10,
                author_id=None,
                author=name,
                text=text,
                said_at=at + timedelta(hours=18 * number),
                reply_to=1,
            )
            for number, (name, text) in enumerate(said)
        ],
        language="es",
        max_points=8,
    )

    assert [one.proposal.quote for one in read.agreements if one.is_settled] == agreed
    assert [one.proposal.quote for one in read.agreements if one.is_disputed] == disputed


GOES_ON = "De acuerdo, el martes a las cinco nos juntamos por video"


@pytest.mark.parametrize(
    ("last", "is_agreed"),
    [
        (GOES_ON, True),
        ("Dale, hagamos también una lista de lo que falta", True),
        ("Propongo que nos juntemos el martes, por mí perfecto", False),
        ("De acuerdo, pero nos juntamos recién en marzo", False),
        ("Nos juntamos el martes por video y ahí vemos", False),
    ],
)
def test_whoever_begins_with_a_yes_says_yes_whatever_they_propose_then(
    last: str, is_agreed: bool
) -> None:
    at = datetime(2026, 12, 1, 12, tzinfo=UTC)
    said = [("Pedro", BANK), ("Luis", "Dale"), ("Elena", last)]
    read = summarise(
        [
            Utterance(
                id=number,
                author_id=None,
                author=name,
                text=text,
                said_at=at + timedelta(hours=number),
                reply_to=1,
            )
            for number, (name, text) in enumerate(said, start=10)
        ],
        language="es",
    )

    settled = [one.proposal.quote for one in read.agreements if one.is_settled]
    assert (BANK in settled) is is_agreed
