"""Words reduced to what they share, so that «talleres» meets «taller» and «niños» meets «ninos».

The one thing to know: text is folded *before* it is stemmed (no accents, ñ as n, small letters),
because people on phones write «coordinacion» and «coordinación» alike; what a search finds then
depends on the folded letters alone, the same on SQLite and PostgreSQL. Stems are for comparing,
never for showing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cache, lru_cache

from reading.stop_words import STOP_WORDS

MOST_REMEMBERED = 20_000  # words
CLEAR_VOTES = 3  # small words of another language that tell it

_STEMMERS: Mapping[str, str] = {"es": "spanish", "pt": "portuguese", "en": "english"}
_NOTHING_BUT_WORDS = bytes(
    code if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789" else ord(" ") for code in range(256)
)
_MARKS = re.compile(r"[\u0300-\u036f\u20d0-\u20ff]")  # accents, once letters are taken apart

# Folding hides these endings from Snowball, or it leaves singular and plural apart.
_ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "es": (("ces", "z"),),
    "pt": (
        ("cao", "ção"),
        ("coes", "ção"),
        ("oes", "ão"),
        ("aes", "ão"),
        ("ais", "al"),
        ("eis", "el"),
        ("ois", "ol"),
        ("ns", "m"),
    ),
    "en": (),
}
_WORDS_AND_LINES = _NOTHING_BUT_WORDS[: ord("\n")] + b"\n" + _NOTHING_BUT_WORDS[ord("\n") + 1 :]


def fold(text: str) -> str:
    """`text` in small letters without accents; «ñ» is «n», and ornamental letters are plain."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", decomposed).casefold()


def words(text: str) -> list[str]:
    """The folded words and numbers of `text`, in order: nothing but [a-z0-9]."""
    plain = fold(text).encode("ascii", "replace").translate(_NOTHING_BUT_WORDS)
    return plain.decode("ascii").split()  # a pattern takes three times as long


def words_of_lines(text: str) -> list[list[str]]:
    """The same for each line of `text`, which is quicker than one after the other."""
    plain = fold(text).encode("ascii", "replace").translate(_WORDS_AND_LINES)
    return [line.split() for line in plain.decode("ascii").split("\n")]


def stems(text: str, language: str) -> list[str]:
    """The folded stem of each word of `text`, in order, stop words included.

    `language` is 'es', 'pt' or 'en', a locale such as 'pt_BR' too; any other counts as 'es'.
    """
    language = _known(language)
    return [_stem(word, language) for word in words(text)]


def content_stems(text: str, language: str) -> list[str]:
    """The stems of the words that carry meaning: no stop words, no single letters or digits."""
    return content_stems_of(words(text), language)


def content_stems_of(written: Iterable[str], language: str) -> list[str]:
    """The same of folded words."""
    return list(filter(None, map(_telling(language).__getitem__, written)))


def language_of(different: Set[str], usual: str) -> str:
    """The language that folded words are in, told by the small ones; `usual` unless it is clear."""
    usual = _known(usual)
    own = len(different & STOP_WORDS[usual])
    if own * 3 >= len(different):
        return usual  # no other language has twice as many of its own
    other = max(
        (code for code in _STEMMERS if code != usual),
        key=lambda code: len(different & STOP_WORDS[code]),
    )
    votes = len(different & STOP_WORDS[other])
    return other if votes >= CLEAR_VOTES and votes >= 2 * own else usual


def search_text(text: str, language: str) -> str:
    """What the full text index stores for `text`: its stems, with a space between."""
    return " ".join(stems(text, language))


def indexed(title: str, text: str, language: str) -> str:
    """What the repertoire's index is given: each word with its stem, as word:stem, in order; a bar
    between title and text."""
    return " | ".join(
        " ".join(
            f"{word}:{stem}" for word, stem in zip(words(said), stems(said, language), strict=True)
        )
        for said in (title, text)
    )


def search_terms(query: str, language: str) -> list[str]:
    """The stems to look for, each once, as prefixes; safe to quote, for they are [a-z0-9] alone.

    Stop words count only when the query holds nothing else.
    """
    found = content_stems(query, language) or stems(query, language)
    return list(dict.fromkeys(found))


def _known(language: str) -> str:
    code = language[:2].lower()
    return code if code in _STEMMERS else "es"


class _Telling(dict[str, str]):
    """The stem of each word that carries meaning, nothing for others; remembers as many as `_stem`."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        tells = len(word) > 1 and word not in STOP_WORDS[self._language]
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[word] = found = _stem(word, self._language) if tells else ""
        return found


@cache
def _telling(language: str) -> _Telling:
    return _Telling(_known(language))


@lru_cache(maxsize=MOST_REMEMBERED)
def _stem(word: str, language: str) -> str:
    """Snowball twice: its first pass takes «talleres» to «taller», but «taller» to «tall»."""
    for ending, full in _ENDINGS[language]:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            word = word.removesuffix(ending) + full
            break
    return _pass(_pass(word, language), language)


@lru_cache(maxsize=MOST_REMEMBERED)
def _pass(word: str, language: str) -> str:
    """Remembered too: many words meet after the first pass, and most of those change no more."""
    return fold(_stemmer(language)(word))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    # Imported late: the package loads thirty languages, and a quiet bot needs none.
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stem
