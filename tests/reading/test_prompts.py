"""A reply to a chosen question: a moment, a rhythm, or other words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from reading.dates import Reading, read_moment
from reading.prompts import is_moment, weekdays_meant

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
CHILE = ZoneInfo("America/Santiago")


def read(text: str, language: str = "es") -> Reading:
    return read_moment(text, now=NOW, zone=CHILE, language=language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("el jueves a las 18", "es"),
        ("Mejor el jueves a las 18, por favor", "es"),
        ("ok, mañana a las 8", "es"),
        ("cada jueves a las 18", "es"),
        ("el 3 de noviembre", "es"),
        ("quinta às 18", "pt_BR"),
        ("on Thursday at 6pm", "en"),
    ],
)
def test_a_date_with_its_manners_is_a_moment(text: str, language: str) -> None:
    assert is_moment(text, read(text, language))


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué harán el viernes?",
        "Que harás el viernes con tus estudiantes?",
        "Cuéntanos qué pasó el viernes en la feria de ciencias",
        "Tu mejor recuerdo",
        "",
    ],
)
def test_a_question_is_words_though_a_day_is_in_it(text: str) -> None:
    assert not is_moment(text, read(text))


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [("todos los jueves a las 18", [3]), ("cada lunes", [0]), ("el jueves a las 18", [])],
)
def test_a_day_that_comes_round_is_a_rhythm(text: str, weekdays: list[int]) -> None:
    assert weekdays_meant(read(text)) == weekdays
