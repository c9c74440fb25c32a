"""A title that is too long is cut at a word."""

import pytest

from community.titles import cut

READING = "Lectura en parejas de distinto curso"


@pytest.mark.parametrize(
    ("line", "longest", "said"),
    [
        (READING, 36, READING),
        (READING, 35, "Lectura en parejas de distinto…"),
        (READING, 31, "Lectura en parejas de distinto…"),
        (READING, 30, "Lectura en parejas de…"),
        ("Huerta, surcos", 8, "Huerta…"),
        ("Interculturalidad bilingüe", 10, "Intercult…"),  # half of it would be gone
        ("ab", 1, "…"),
        ("", 5, ""),
    ],
)
def test_at_a_word_as_long_as_half_is_left(line: str, longest: int, said: str) -> None:
    assert cut(line, longest) == said
    assert len(said) <= longest
