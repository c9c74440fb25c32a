"""Whether a word may be another one misspelt: one letter too many, missing, wrong, or two swapped; or
written as it sounds («frasiones», «aser»).

The one thing to know: of a word with one mistake, its beginning or its end is unharmed. `halves`
says what must be the same, so that a sorted list of words need not be read to its end.
"""

import re
from collections.abc import Iterable, Iterator

SHORTEST = 4  # of shorter words too many are one letter apart
MOST_SOUNDING = 80
# What may be written for one sound, of folded words; «-»: nothing.
_SOUNDS = (
    (r"x", "cc xc s cs"),
    (r"cc", "x c"),
    (r"ss", "c s"),
    (r"(?<!s)s(?!s)", "c z cc sc x ss"),
    (r"(?<!c)c(?=[ei])", "s z cc sc"),
    (r"z", "s c"),
    (r"ll", "y"),
    (r"y", "ll"),
    (r"b", "v"),
    (r"v", "b"),
    (r"g(?=[ei])", "j"),
    (r"j", "g"),
    (r"^gu?(?=e)", "hu"),
    (r"k", "c qu"),
    (r"h", "-"),
    (r"^(?=[aeiou])", "h"),
)
_PLURALS = ("es", "s")


def halves(word: str) -> tuple[str, str]:
    """A beginning and an end, one of which a misspelt `word` shares with the one that was meant."""
    middle = (len(word) - 1) // 2
    return word[:middle], word[middle + 1 :]


def forms(word: str) -> tuple[str, ...]:
    """A word that may be misspelt in singular and plural: the other one may be the known one."""
    found = [word, f"{word}s", f"{word}es"]
    found += [word.removesuffix(ending) for ending in _PLURALS if word.endswith(ending)]
    return tuple(form for form in found if len(form) >= SHORTEST)


def as_it_sounds(word: str) -> tuple[str, ...]:
    """Words that sound like `word` where people say s for c and z, b for v, ll for y, and no h: those
    that differ in one place first, then in two."""
    once = list(_sounding(word))
    twice = (other for one in once for other in _sounding(one))
    return tuple(dict.fromkeys(other for other in (*once, *twice) if other != word))[:MOST_SOUNDING]


def meant_among(word: str, known: Iterable[str]) -> str | None:
    """Of some known words the one an unknown `word` may mean: as it sounds, then one letter away."""
    if len(word) < SHORTEST:
        return None
    there = sorted(set(known))
    sounding = next((one for one in as_it_sounds(word) if one in there), None)
    return sounding or next((one for one in there if is_near(word, one)), None)


def _sounding(word: str) -> Iterator[str]:
    for pattern, others in _SOUNDS:
        for found in re.finditer(pattern, word):
            for other in others.split():
                written = "" if other == "-" else other
                yield f"{word[: found.start()]}{written}{word[found.end() :]}"


def is_near(a: str, b: str) -> bool:
    """Whether one letter inserted, left out, changed, or two neighbours swapped, make `a` of `b`."""
    if len(a) > len(b):
        a, b = b, a
    if a == b or len(b) - len(a) > 1:
        return False
    start = next((at for at, letter in enumerate(a) if letter != b[at]), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start + 1 : start + 2] + a[start] == b[start : start + 2]
    return a[start + 1 :] == b[start + 1 :] or (swapped and a[start + 2 :] == b[start + 2 :])
