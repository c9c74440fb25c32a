"""Whom a message names."""

import pytest

from reading.naming import named_in

NAMES = {1: "Rosa Quispe", 2: "Juan", 3: "Jo", 4: "María José Paz", 5: "A. B.", 6: "😀"}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Vienen 2: Rosa y <b>Juan</b>", {1, 2}),
        ("la rosa de los vientos", {1}),  # errs towards naming
        ("rosales y juanetes", set()),
        ("Un mensaje de Jo", {3}),
        ("MARÍA contó algo", {4}),
        ("José contó algo", set()),
        ("<a href='https://t.me/rosa'>aquí</a>", set()),
        ("5 &lt; 6, dice 😀", {6}),
        ("", set()),
    ],
)
def test_by_the_whole_name_or_its_first_word(said: str, named: set[int]) -> None:
    assert named_in(said, NAMES) == named
