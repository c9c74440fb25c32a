"""Whether a word may be another one misspelt: one letter too many, missing, wrong, or two swapped.

The one thing to know: of a word with one mistake, its beginning or its end is unharmed. `halves`
says what must be the same, so that a sorted list of words need not be read to its end.
"""

SHORTEST = 4  # of shorter words too many are one letter apart
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
