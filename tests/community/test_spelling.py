"""One letter wrong: the same as counting edits, and never missed for want of a shared half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.spelling import as_it_sounds, halves, is_near, meant_among

WORDS = st.text(alphabet="abc", min_size=1, max_size=7)


def edits(word: str) -> set[str]:
    """All that one mistake makes of a word, the plain way."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    gone = {a + b[1:] for a, b in cuts if b}
    wrong = {a + letter + b[1:] for a, b in cuts if b for letter in "abc"}
    more = {a + letter + b for a, b in cuts for letter in "abc"}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return (gone | wrong | more | swapped) - {word}


@given(a=WORDS, b=WORDS)
def test_near_is_one_edit_away(a: str, b: str) -> None:
    assert is_near(a, b) == (b in edits(a))


@given(word=st.text(alphabet="abc", min_size=4, max_size=9))
def test_a_mistake_leaves_a_half_unharmed(word: str) -> None:
    start, end = halves(word)

    assert all(other.startswith(start) or other.endswith(end) for other in edits(word))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fraxiones", "fracciones"),
        ("frasiones", "fracciones"),
        ("fracsiones", "fracciones"),
        ("aser", "hacer"),
        ("ielo", "hielo"),
        ("conbersar", "conversar"),
        ("serebro", "cerebro"),
        ("disiplina", "disciplina"),
        ("exelente", "excelente"),
        ("yuvia", "lluvia"),
        ("gerto", "huerto"),
        ("guerto", "huerto"),
        ("jente", "gente"),
        ("kioscos", "quioscos"),
    ],
)
def test_a_word_written_as_it_sounds_is_known(written: str, meant: str) -> None:
    assert meant in as_it_sounds(written)
    assert meant_among(written, ["mesa", meant, "zapatos"]) == meant


def test_of_known_words_one_letter_away_counts_and_nothing_else_does() -> None:
    assert meant_among("huertp", ["mesa", "huerto"]) == "huerto"
    assert meant_among("dinosaurio", ["mesa", "huerto"]) is None
    assert meant_among("paz", ["pan"]) is None
    assert len(as_it_sounds("s" * 20)) <= 80
