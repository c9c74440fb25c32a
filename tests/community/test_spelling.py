"""One letter wrong: the same as counting edits, and never missed for want of a shared half."""

from hypothesis import given
from hypothesis import strategies as st

from community.spelling import halves, is_near

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
