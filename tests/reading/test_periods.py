"""Stretches of the past as people ask for them."""

from datetime import date

import pytest

from reading.periods import Period, read_period

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("said", "language", "expected"),
    [
        ("30", "es", Period(first=date(2026, 10, 18), last=TODAY, days=30)),
        ("1", "es", Period(first=TODAY, last=TODAY, days=1)),
        (" 30 Días. ", "es", Period(first=date(2026, 10, 18), last=TODAY, days=30)),
        ("2 semanas", "es", Period(first=date(2026, 11, 3), last=TODAY, days=14)),
        ("octubre", "es", Period(first=date(2026, 10, 1), last=date(2026, 10, 31))),
        ("setiembre", "es", Period(first=date(2026, 9, 1), last=date(2026, 9, 30))),
        ("noviembre", "es", Period(first=date(2026, 11, 1), last=date(2026, 11, 30))),
        ("diciembre", "es", Period(first=date(2025, 12, 1), last=date(2025, 12, 31))),
        ("Octubre 2025", "es", Period(first=date(2025, 10, 1), last=date(2025, 10, 31))),
        ("outubro de 2025", "pt_BR", Period(first=date(2025, 10, 1), last=date(2025, 10, 31))),
        ("October", "en", Period(first=date(2026, 10, 1), last=date(2026, 10, 31))),
    ],
)
def test_days_and_months_are_understood(said: str, language: str, expected: Period) -> None:
    assert read_period(said, today=TODAY, language=language) == expected


@pytest.mark.parametrize(
    "said",
    ["", "0", "366", "99999", "octubre 2027", "diciembre 2026", "hola", "-3", "٣٠ ٣", "30 31"],
)
def test_anything_else_is_not_understood(said: str) -> None:
    assert read_period(said, today=TODAY, language="es") is None
