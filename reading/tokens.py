"""A text cut into folded words, numbers and signs that remember where they stood.

The one thing to know: positions always count code points of the *original* text, so that what was
understood can be cut out of it or shown in bold, however it was accented.
"""

import re
from dataclasses import dataclass

from reading.stems import fold

OPAQUE = "§"
"""The token that stands for an address, a mention, a hashtag or a file name: never read inside."""

NEW_LINE = "|"

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘´`", "'"))

_OPAQUE = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[a-z0-9._+-]+@[a-z0-9][a-z0-9.-]*\.[a-z]+"
    r"|(?<!\w)[@#]\w+"
    r"|(?<![\w.-])[\w-][\w.-]{0,99}\.(?:pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|mp[34]|ogg|m4a|zip|txt)(?!\w)"
)

_TOKEN = re.compile(
    r"§+"
    r"|\n"
    r"|[0-9]{1,2}:[0-9]{2}(?![0-9])"
    r"|[0-9]+(?:[/.-][0-9]+)+"
    r"|[0-9]+"
    r"|[^\W\d_§]+(?:'[^\W\d_§]+|[0-9]\w*)?"
    r"|\S"
)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A folded word, number or sign, and its place in the original text (code points)."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, folded; «17h» is two tokens, «30/11» and «17:30» are one each."""
    folded, places = _fold_with_places(text)
    hidden = _OPAQUE.sub(lambda found: OPAQUE * len(found[0]), folded)
    return [
        Token(
            text=_name(found[0]),
            start=places[found.start()],
            end=places[found.end() - 1] + 1,
        )
        for found in _TOKEN.finditer(hidden)
    ]


def one_slip_apart(written: str, meant: str) -> bool:
    """Whether one letter changed, missing, added or swapped with its neighbour turns one into two.

    >>> one_slip_apart("biernes", "viernes"), one_slip_apart("verde", "viernes")
    (True, False)
    """
    if abs(len(written) - len(meant)) > 1 or written == meant:
        return False
    same = 0
    while same < min(len(written), len(meant)) and written[same] == meant[same]:
        same += 1
    ours, theirs = written[same:], meant[same:]
    swapped = ours[:2] == theirs[:2][::-1] and ours[2:] == theirs[2:]
    return swapped or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]


def _name(piece: str) -> str:
    if piece.startswith(OPAQUE):
        return OPAQUE
    return NEW_LINE if piece == "\n" else piece


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place of the one it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(_DASHES)):
        for plain in "\n" if letter in "\n\r\v\f\u2028\u2029" else fold(letter):
            letters.append(plain)
            places.append(place)
    return "".join(letters), places
