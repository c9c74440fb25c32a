"""A session in one sentence, and what a reply to its card wants."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.dates import Doubt, Moment, Reading, Unsure, read_moment
from reading.sessions import Wish, is_hour_alone, options, read_hours, read_session, read_wish

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile
CHILE = ZoneInfo("America/Santiago")


def when(text: str, language: str = "es") -> Reading:
    return read_moment(text, now=NOW, zone=CHILE, language=language)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Lectura multigrado el jueves 26 a las 18:00", "Lectura multigrado"),
        ("Lectura multigrado, el jueves 26 a las 18:00", "Lectura multigrado"),
        ("El jueves 26 a las 18:00: Lectura multigrado", "Lectura multigrado"),
        ("Reunión el jueves 26 a las 18:00 en El Molino", "Reunión en El Molino"),
        ("jueves 26 a las 18", ""),
        ("Lectura multigrado", "Lectura multigrado"),
    ],
)
def test_the_title_is_what_remains_without_the_date(said: str, title: str) -> None:
    assert read_session(said, now=NOW, zone=CHILE, language="es").title == title


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("se mueve al viernes 27 a las 18", Wish.MOVE),
        ("La movemos al viernes 27", Wish.MOVE),
        ("queda para el lunes 30", Wish.MOVE),
        ("mejor el viernes 27", Wish.MOVE),
        ("se posterga", Wish.MOVE),
        ("viernes 27 a las 18", Wish.MOVE),
        ("El viernes 27 llevo los libros", Wish.MAYBE_MOVE),
        ("se cancela", Wish.CANCEL),
        ("Cancelada por lluvia", Wish.CANCEL),
        ("Queda suspendida hasta el lunes", Wish.CANCEL),
        ("No habrá sesión", Wish.CANCEL),
        ("no se cancela", None),
        ("No se mueve", None),
        ("¿Se cancela?", None),
        ("¿y el viernes 27?", None),
        ("queda pan", None),
        ("Yo llego a las 17:30", None),
        ("Gracias", None),
        ("", None),
    ],
)
def test_what_a_reply_wants(said: str, wish: Wish | None) -> None:
    assert read_wish(said, when(said)) is wish


@pytest.mark.parametrize(
    ("said", "language", "wish"),
    [
        ("muda para sexta 27 às 18h", "pt", Wish.MOVE),
        ("foi cancelada", "pt", Wish.CANCEL),
        ("não foi cancelada", "pt", None),
        ("moved to Friday 27 at 18:00", "en", Wish.MOVE),
        ("It is cancelled", "en", Wish.CANCEL),
        ("It is not cancelled", "en", None),
    ],
)
def test_in_other_languages(said: str, language: str, wish: Wish | None) -> None:
    assert read_wish(said, when(said, language)) is wish


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(said: str) -> None:
    read = read_session(said, now=NOW, zone=CHILE, language="es")

    assert len(read.title) <= len(said)
    assert read_wish(said, read.when) in (*Wish, None)


def test_an_hour_without_its_half_of_the_day_is_offered_as_both() -> None:
    unsure = Unsure(
        doubt=Doubt.HALF_OF_DAY, options=(date(2026, 11, 26),), at=time(6), start=0, end=1
    )

    assert options(unsure, None) == [
        (date(2026, 11, 26), time(6)),
        (date(2026, 11, 26), time(18)),
    ]


def test_days_without_an_hour_take_the_one_that_is_known() -> None:
    unsure = Unsure(doubt=Doubt.AMBIGUOUS, options=(date(2026, 11, 26),), at=None, start=0, end=1)

    assert options(unsure, time(18)) == [(date(2026, 11, 26), time(18))]


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("18", [time(18)]),
        ("a las 10", [time(10)]),
        ("6 de la tarde", [time(18)]),
        ("a las 6", [time(6), time(18)]),
        ("cuando podamos", []),
    ],
)
def test_hours_in_reply_to_what_time(said: str, hours: list[time]) -> None:
    assert read_hours(said, language="es") == hours


def test_an_hour_alone_names_no_day() -> None:
    today = date(2026, 11, 16)

    assert is_hour_alone(when("a las 18"), today)
    assert not is_hour_alone(when("el 10 de noviembre a las 18"), today)
    assert isinstance(when("jueves 26 a las 18"), Moment)
    assert not is_hour_alone(when("jueves 26 a las 18"), today)
