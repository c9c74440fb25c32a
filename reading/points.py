"""What a message notes for the minutes of a session: «#acuerdo leemos los martes #duda ¿y el material?».

The one thing to know: with one hashtag, wherever it stands, the whole message is the point. With
several, each names what follows it, up to the next; where they come at the end, what stands before.
"""

import re
from collections.abc import Iterator

from community.minutes import PointKind
from reading.hashtags import Hashtag, hashtags_in, without_hashtags

KINDS: dict[Hashtag, PointKind] = {
    Hashtag.ACUERDO: PointKind.AGREEMENT,
    Hashtag.COMPROMISO: PointKind.COMMITMENT,
    Hashtag.DUDA: PointKind.QUESTION,
    Hashtag.IDEA: PointKind.IDEA,
    Hashtag.NOTA: PointKind.NOTE,
}

_TAG = re.compile(r"(?<![\w/&#])[#＃][\w\u0300-\u036f]+")


def read_points(text: str) -> list[tuple[PointKind, str]]:
    """Each point with its words; a hashtag with no words of its own gives an empty text."""
    pieces = list(_pieces(text))
    if len(pieces) < 2:
        return [(kind, without_hashtags(text)) for kind, _, _ in pieces]
    comes_after = not pieces[-1][2] and bool(pieces[0][1])
    said = [(kind, before if comes_after else after) for kind, before, after in pieces]
    if not comes_after and pieces[0][1]:
        said[0] = (said[0][0], f"{pieces[0][1]} {said[0][1]}".strip())
    with_words = [one for one in said if one[1]]
    return with_words or said[:1]


def _pieces(text: str) -> Iterator[tuple[PointKind, str, str]]:
    """Each of the five, with the words before it and after it, up to its neighbours."""
    found = [match for match in _TAG.finditer(text) if _kind(match[0]) is not None]
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    words = [
        without_hashtags(text[a:b]).strip(" \n\t,;:") for a, b in zip(ends, starts, strict=True)
    ]
    for number, match in enumerate(found):
        kind = _kind(match[0])
        assert kind is not None
        yield kind, words[number], words[number + 1]


def _kind(tag: str) -> PointKind | None:
    return next((KINDS[one] for one in hashtags_in(tag) if one in KINDS), None)
