"""What leaves the house names nobody, and every piece of it is found again letter by letter."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.people import Known
from reading.pseudonyms import Disguise
from reading.utterances import Utterance
from reading.wording import LONGEST_MESSAGE, MOST_LETTERS, asked, disguised
from tests.reading import discussion

ROSA = Known(person_id=1, name="Rosa Quispe", username="rosa_q")
ANA = Known(person_id=2, name="Ana Soto")
CRUZ = Known(person_id=3, name="Rosa de la Cruz 🌻")
LUIS = Known(person_id=4, name="Profe Luis")
EVERYBODY = [ROSA, ANA, CRUZ, LUIS]
NUMBERS = {one.name: one.person_id for one in EVERYBODY}


def said(number: int, text: str, *, by: str, reply_to: int | None = None) -> Utterance:
    """By somebody with a number where the name is a member's."""
    said = discussion.said(number, text, by=by, reply_to=reply_to)
    return replace(said, author_id=NUMBERS.get(by))


def talk(*lines: tuple[str, str]) -> list[Utterance]:
    return [said(number, text, by=by) for number, (by, text) in enumerate(lines, start=1)]


def sent(
    *lines: tuple[str, str], known: list[Known] | None = None, language: str = "es"
) -> list[str]:
    disguise = Disguise(talk(*lines), EVERYBODY if known is None else known, language=language)
    return [one.text for one in disguise.sent]


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Rosa Quispe trae los dados", "Docente 2 trae los dados"),
        ("ROSA QUISPE y ana soto traen dados", "Docente 2 y Docente 3 traen dados"),
        ("que lo diga quispe, o Luis", "que lo diga Docente 2, o Docente 3"),
        ("Rosa de la Cruz lo sabe", "Docente 2 lo sabe"),
        ("la cruz de Rosa de verdad", "la Docente 2 de verdad"),
        ("Ana-Soto, ana.soto y ANA_SOTO", "Docente 2, Docente 2 y Docente 2"),
        ("Ana\nSoto", "Docente 2\nDocente 2"),
        ("R\u200bosa Quis\u00adpe trae dados", "Docente 2 trae dados"),
        ("A\u0301na Soto trae dados", "Docente 2 trae dados"),
        ("@rosa_q lo tiene, @otra_persona no", "Docente 2 lo tiene, [dato 1] no"),
        ("el archivo lista_quispe_2026.pdf", "el archivo lista_Docente 2_2026.pdf"),
        ("la profe Marta no es de aquí", "la profe Marta no es de aquí"),
    ],
)
def test_members_are_numbers_however_they_are_written(text: str, leaves: str) -> None:
    assert sent(("Quien habla", text)) == [leaves]


def test_a_name_two_people_bear_is_a_number_of_its_own() -> None:
    disguise = Disguise(
        talk(("Rosa Quispe", "Hola"), ("Rosa de la Cruz 🌻", "Rosa dijo que sí")),
        EVERYBODY,
        language="es",
    )

    assert [one.by for one in disguise.sent] == ["Docente 1", "Docente 2"]
    assert disguise.sent[1].text == "Docente 3 dijo que sí"


def test_who_speaks_without_being_a_member_any_more_is_hidden_too() -> None:
    assert sent(("Ana", "Ya lo dijo Marcela"), ("Marcela Ríos", "Así es"), known=[]) == [
        "Ya lo dijo Docente 2",
        "Así es",
    ]


def test_contacts_and_children_are_left_out_and_said_to_be() -> None:
    assert sent(("Ana", "Llama al 987654321 por la alumna Martina Pérez, o a a@b.cl")) == [
        "Llama al [dato 1] por la alumna [dato 2], o a [dato 3]"
    ]


def test_the_numbers_are_called_as_nobody_calls_anything_here() -> None:
    assert sent(("Ana Soto", "La regla docente 4 del manual, Ana")) == [
        "La regla docente 4 del manual, Persona 1"
    ]
    assert sent(("Ana Soto", "Ana reads"), language="en") == ["Teacher 1 reads"]
    assert sent(("Ana Soto", "Ana lê"), language="pt_BR") == ["Docente 1 lê"]


def test_what_was_sent_is_found_in_what_was_said_letter_by_letter() -> None:
    text = "Hola, ANA  soto: llama al 987654321, o a la escuela de Rosa  de la Cruz, ¿ya?"
    (one,) = Disguise([said(7, text, by="Luis")], EVERYBODY, language="es").sent

    assert one.text == "Hola, Docente 2: llama al [dato 1], o a la escuela de Docente 3, ¿ya?"
    for part, was in (
        ("Docente 2: llama al [dato 1]", "ANA  soto: llama al 987654321"),
        ("escuela de Docente 3, ¿ya?", "escuela de Rosa  de la Cruz, ¿ya?"),
        ("Hola", "Hola"),
        (one.text, text),
    ):
        at = one.text.index(part)
        assert one.original(at, at + len(part)) == was
    at = one.text.index("ente 2")
    assert one.original(at, at + 6) is None


WORDS = st.sampled_from(
    [
        "Rosa",
        "quispe",
        "ANA",
        "Soto",
        "de la",
        "cruz",
        "987654321",
        "a@b.cl",
        "leímos",
        "😀",
        ",",
        "\n",
        "en voz",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_whatever_is_sent_has_no_name_and_gives_back_the_whole(pieces: list[str]) -> None:
    text = " ".join(pieces)
    (one,) = Disguise([said(1, text, by="Luis")], EVERYBODY, language="es").sent

    assert one.original(0, len(one.text)) == text
    lower = one.text.lower()
    assert not [
        name for name in ("rosa", "quispe", "ana", "soto", "cruz", "@", "98765") if name in lower
    ]
    for piece in one.pieces:
        assert one.original(*piece.sent) == text[slice(*piece.original)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Docente 1 llama", True),
        ("los docentes 1 y 2 llaman", True),
        ("docente 88 llama", True),
        ("ana llama", True),
        ("llama Soto", True),
        ("un docente llama", False),
        ("se llama por la mañana", False),
    ],
)
def test_whether_anybody_is_named_can_be_told(words: str, names: bool) -> None:
    disguise = Disguise(talk(("Ana Soto", "Llamen por la mañana")), EVERYBODY, language="es")

    assert disguise.names_anybody(words) is names


def test_a_request_holds_pseudonyms_numbers_of_ours_and_nothing_else() -> None:
    heard = [
        said(9001, "Leí con Ana en voz alta cada mañana", by="Rosa Quispe"),
        said(9005, "Ana Soto: mi número es 987654321", by="Ana Soto", reply_to=9001),
        said(9009, "/resumen por favor de hoy", by="Ana Soto"),
        said(9010, "ok, ya", by="Ana Soto"),
    ]
    disguise = disguised(heard, EVERYBODY, language="es")
    system, user = asked(disguise, language="es", most=6)

    assert (system["role"], user["role"]) == ("system", "user")
    assert json.loads(user["content"]) == {
        "messages": [
            {"id": 1, "by": "Docente 1", "text": "Leí con Docente 2 en voz alta cada mañana"},
            {"id": 2, "by": "Docente 2", "text": "Docente 2: mi número es [dato 1]", "reply_to": 1},
        ]
    }
    everything = json.dumps([system, user], ensure_ascii=False).lower()
    assert not [word for word in ("rosa", "quispe", "soto", "9001", "987") if word in everything]


def test_a_long_discussion_is_sent_as_far_as_there_is_room_the_chosen_first() -> None:
    long = "palabra tras palabra " * 40
    heard = [said(n, f"{n} {long}", by="Ana") for n in range(1, 101)]
    heard.append(said(200, "x " * LONGEST_MESSAGE, by="Ana"))
    disguise = disguised(heard, [], language="es", first={3})
    ids = [one.said.id for one in disguise.sent]

    assert 3 in ids
    assert 100 in ids
    assert 4 not in ids
    assert 200 not in ids
    assert ids == sorted(ids)
    assert sum(len(one.text) for one in disguise.sent) <= MOST_LETTERS
