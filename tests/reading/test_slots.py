"""Several dates in one sentence, as people who call a session write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from reading.sessions import read_manner, read_session, says_it_stops
from reading.slots import read_slots

CHILE = ZoneInfo("America/Santiago")
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile


def read(text: str, language: str = "es") -> tuple[str, list[str], str] | None:
    found = read_slots(text, now=NOW, zone=CHILE, language=language)
    if found is None:
        return None
    return found.title, [f"{on:%d} {at:%H:%M}" for on, at in found.times], found.unclear


@pytest.mark.parametrize(
    ("text", "title", "times"),
    [
        (
            "Lectura: jueves 18:00, viernes 17:00 o sábado 10:00",
            "Lectura",
            "19 18:00|20 17:00|21 10:00",
        ),
        (
            "Lectura y escritura, jueves 18:00 o viernes 17:00",
            "Lectura y escritura",
            "19 18:00|20 17:00",
        ),
        ("jueves 26 18:00, viernes 27 17:00, lunes 30 18:30", "", "26 18:00|27 17:00|30 18:30"),
        ("Lectura, jueves 18:00 o 19:00", "Lectura", "19 18:00|19 19:00"),
        ("Lectura jueves o viernes a las 18", "Lectura", "19 18:00|20 18:00"),
        ("Lectura, jueves 18:00, jueves 18:00, viernes 18:00", "Lectura", "19 18:00|20 18:00"),
        ("Taller: jueves 26 a las 4 de la tarde; viernes 27 5pm", "Taller", "26 16:00|27 17:00"),
    ],
)
def test_each_time_is_read_and_the_title_is_what_remains(text: str, title: str, times: str) -> None:
    assert read(text) == (title, times.split("|"), "")


@pytest.mark.parametrize(
    ("text", "language", "times"),
    [
        ("Leitura: quinta-feira 18:00 ou sexta-feira 17:00", "pt_BR", "19 18:00|20 17:00"),
        (
            "Reading: Thursday at 18:00, Friday at 17:00 or Saturday 10am",
            "en",
            "19 18:00|20 17:00|21 10:00",
        ),
    ],
)
def test_in_the_other_languages_too(text: str, language: str, times: str) -> None:
    found = read(text, language)
    assert found is not None
    assert found[1:] == (times.split("|"), "")


@pytest.mark.parametrize(
    "text",
    [
        "jueves 26 a las 18:00",
        "Cuentos, canciones y juegos el jueves 26 a las 18",
        "Lectura, jueves 26, a las 18:00",
        "Lectura jueves o viernes",
        "Lectura multigrado",
        "",
    ],
)
def test_one_date_or_none_is_no_choice(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("Lectura jueves a las 6 o viernes a las 6", "Lectura jueves a las 6"),
        ("Lectura 31 de febrero a las 18, viernes 17:00", "Lectura 31 de febrero a las 18"),
        ("X, jueves 18:00 y viernes", "viernes"),
    ],
)
def test_what_may_mean_two_things_is_asked_and_not_guessed(text: str, unclear: str) -> None:
    found = read(text)
    assert found is not None
    assert found[2] == unclear


@pytest.mark.parametrize(
    ("text", "kind", "rhythm"),
    [
        ("Lectura cada dos semanas el jueves", "live", "fortnightly"),
        ("Lectura, quincenal, el jueves", "live", "fortnightly"),
        ("Lectura cada 15 días", "live", "fortnightly"),
        ("Lectura todos los jueves", "live", "weekly"),
        ("Leitura toda semana", "live", "weekly"),
        ("Reading every other week", "live", "fortnightly"),
        ("Microcentro Itata una vez al mes", "microcentre", "monthly"),
        ("Círculo asincrónico", "asynchronous", None),
        ("Leitura assíncrona", "asynchronous", None),
        ("Lectura en voz alta", "live", None),
        ("El mes del libro", "live", None),
    ],
)
def test_how_people_meet_and_how_often_is_in_the_words(
    text: str, kind: str, rhythm: str | None
) -> None:
    assert read_manner(text)[:2] == (kind, rhythm)


def test_the_words_of_manner_are_no_part_of_the_title_and_the_microcentre_is() -> None:
    def title(text: str) -> str:
        return read_session(text, now=NOW, zone=CHILE, language="es").title

    assert title("Círculo asincrónico de lectura, lunes 23 a las 14:00") == "Círculo de lectura"
    assert title("Taller cada semana, el martes 24 a las 18:00") == "Taller"
    assert title("Microcentro Itata el jueves 26 a las 16:00") == "Microcentro Itata"


@pytest.mark.parametrize("text", ["ya no se repite", "Terminamos la serie", "não se repete mais"])
def test_a_series_is_ended_by_saying_so(text: str) -> None:
    assert says_it_stops(text)
    assert not says_it_stops(f"¿{text}?")
