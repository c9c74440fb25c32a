"""What is proposed with #tema: the words after it on its line, else the rest of the message."""

import re

from community.titles import cut
from reading.hashtags import Hashtag, hashtags_in, without_hashtags
from reading.stems import fold


def read_theme(text: str, longest: int) -> str:
    """The theme on one line, at most `longest` characters, cut at a word; '' if nothing is said."""
    theme = _after_the_hashtag(text) or without_hashtags(text)
    return cut(" ".join(theme.split()), longest)


def same(one: str, other: str) -> bool:
    """Whether two themes say the same but for case, accents and punctuation."""
    return _bare(one) == _bare(other)


def _after_the_hashtag(text: str) -> str:
    for line in text.splitlines():
        pieces = re.split(r"(?=[#＃])", line)
        for number, piece in enumerate(pieces):
            if hashtags_in(piece)[:1] == (Hashtag.TEMA,):
                return without_hashtags("".join(pieces[number:]))
    return ""


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
