"""Quiet hours as people write them."""

from datetime import time

import pytest

from reading.quiet_hours import read_quiet_hours


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("21-7", (time(21), time(7))),
        ("21:30-6", (time(21, 30), time(6))),
        ("de 21 a 7", (time(21), time(7))),
        ("De las 22h a las 6h", (time(22), time(6))),
        ("das 21 às 7", (time(21), time(7))),
        ("from 21:00 to 7:00", (time(21), time(7))),
        ("20 - 24", (time(20), time(0))),
        ("no", (time(0), time(0))),
        ("Não", (time(0), time(0))),
    ],
)
def test_hours_are_understood(written: str, meant: tuple[time, time]) -> None:
    assert read_quiet_hours(written) == meant


@pytest.mark.parametrize("written", ["", "patata", "21", "25-7", "21:75-7", "21-7-9", "9pm"])
def test_anything_else_is_not(written: str) -> None:
    assert read_quiet_hours(written) is None
