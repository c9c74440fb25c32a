"""Times of day and stretches of time."""

from datetime import time, timedelta

import pytest

from reading.dates import read_duration, read_time


@pytest.mark.parametrize(
    ("text", "language", "at"),
    [
        ("a las 17", "es", time(17)),
        ("A LAS 17:30", "es", time(17, 30)),
        ("17h", "es", time(17)),
        ("17 hrs", "es", time(17)),
        ("17", "es", time(17)),
        ("17.30", "es", time(17, 30)),
        ("19:30", "es", time(19, 30)),
        ("19:30 hrs.", "es", time(19, 30)),
        ("5 de la tarde", "es", time(17)),
        ("las cinco de la tarde", "es", time(17)),
        ("5pm", "es", time(17)),
        ("5 p.m.", "es", time(17)),
        ("5:15 pm", "es", time(17, 15)),
        ("9 de la noche", "es", time(21)),
        ("8 de la mañana", "es", time(8)),
        ("a las 7 y media de la tarde", "es", time(19, 30)),
        ("cuarto para las 6 de la tarde", "es", time(17, 45)),
        ("al mediodía", "es", time(12)),
        ("a las 1930", "es", time(19, 30)),
        ("1930 hrs", "es", time(19, 30)),
        ("de 17:00 a 18:30", "es", time(17)),
        ("12 am", "es", time(0)),
        ("12 pm", "es", time(12)),
        ("às 17h30", "pt", time(17, 30)),
        ("às 5 da tarde", "pt", time(17)),
        ("meio-dia", "pt", time(12)),
        ("at 5pm", "en", time(17)),
        ("at 17:30", "en", time(17, 30)),
        ("noon", "en", time(12)),
        ("a las 25", "es", None),
        ("19:75", "es", None),
        ("5 escuelas", "es", None),
        ("mandar la carta a las 5 escuelas", "es", None),
        ("un taller de 8 hrs", "es", None),
        ("a las 17 o a las 18", "es", None),
        ("", "es", None),
        ("99", "es", None),
    ],
)
def test_a_time_of_day(text: str, language: str, at: time | None) -> None:
    assert read_time(text, language=language) == at


@pytest.mark.parametrize(
    ("text", "language", "stretch"),
    [
        ("2 semanas", "es", timedelta(weeks=2)),
        ("dos semanas", "es", timedelta(weeks=2)),
        ("15 días", "es", timedelta(days=15)),
        ("por quince dias", "es", timedelta(days=15)),
        ("un mes", "es", timedelta(days=30)),
        ("48 horas", "es", timedelta(hours=48)),
        ("una semana", "es", timedelta(weeks=1)),
        ("duas semanas", "pt", timedelta(weeks=2)),
        ("um mês", "pt", timedelta(days=30)),
        ("two weeks", "en", timedelta(weeks=2)),
        ("a month", "en", timedelta(days=30)),
        ("hasta el lunes", "es", None),
        ("2 semanas o 3 meses", "es", None),
        ("0 días", "es", None),
        ("", "es", None),
    ],
)
def test_a_stretch_of_time(text: str, language: str, stretch: timedelta | None) -> None:
    assert read_duration(text, language=language) == stretch
