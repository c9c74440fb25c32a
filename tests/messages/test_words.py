"""Dates in words: with their year where it is not the year of now."""

from datetime import date

import pytest

from locales.words import words_in

IN_JANUARY = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("language", "day", "short"),
    [
        ("es", "viernes 15 de enero de 2027", "vie 15 ene 2027"),
        ("pt_BR", "sexta-feira 15 de janeiro de 2027", "sex 15 jan 2027"),
        ("en", "Friday 15 January 2027", "Fri 15 Jan 2027"),
    ],
)
def test_a_date_of_next_year_is_said_with_its_year(language: str, day: str, short: str) -> None:
    words = words_in(language, 2026)

    assert (words.day(IN_JANUARY), words.short_day(IN_JANUARY)) == (day, short)


def test_a_date_of_this_year_is_said_without_it() -> None:
    words = words_in("es", 2027)

    assert words.day(IN_JANUARY) == "viernes 15 de enero"
    assert words.short_day(IN_JANUARY) == "vie 15 ene"
