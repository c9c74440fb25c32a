"""The hashtags by which people hand something over: «#practica», «#pido», «#hecho».

The one thing to know: they are read kindly. Accents, case, plural and the three languages meet in
one canonical name, anywhere in a text or caption, with any punctuation glued to them. A hashtag
that is not ours is an ordinary word and stays in the text.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from reading.stems import fold


class Hashtag(StrEnum):
    """What a hashtag means, by its Spanish name (product.md §4)."""

    PRACTICA = "practica"
    PIDO = "pido"
    OFREZCO = "ofrezco"
    HECHO = "hecho"
    TEMA = "tema"
    GRACIAS = "gracias"
    ACUERDO = "acuerdo"
    COMPROMISO = "compromiso"
    NOTA = "nota"
    DUDA = "duda"
    IDEA = "idea"
    TROPIEZO = "tropiezo"
    LLEVADO = "llevado"


# Folded singulars: Spanish, Portuguese, English. A plural -s is taken off before looking here.
_SPELLINGS: Mapping[Hashtag, str] = {
    Hashtag.PRACTICA: "practica pratica practice",
    Hashtag.PIDO: "pido pedimos pedido peco ask asking need request",
    Hashtag.OFREZCO: "ofrezco ofrecemos oferta ofereco oferecemos offer",
    Hashtag.HECHO: "hecho hecha feito feita done",
    Hashtag.TEMA: "tema topic",
    Hashtag.GRACIAS: "gracia obrigado obrigada thank",
    Hashtag.ACUERDO: "acuerdo acordo agreement",
    Hashtag.COMPROMISO: "compromiso compromisso commitment",
    Hashtag.NOTA: "nota note",
    Hashtag.DUDA: "duda duvida question",
    Hashtag.IDEA: "idea ideia",
    Hashtag.TROPIEZO: "tropiezo tropeco stumble",
    Hashtag.LLEVADO: "llevado llevada levado levada taken",
}
_CANONICAL = {word: tag for tag, spellings in _SPELLINGS.items() for word in spellings.split()}

# Accents may come as letters of their own (U+0300 to U+036F), and phones offer a wide «＃» too.
# After a letter or in an address (…/#practica) it is no hashtag, as in Telegram.
_HASHTAG = re.compile(r"(?<![\w/&#])[#＃]([\w\u0300-\u036f]+)")
_WITH_SURROUNDINGS = re.compile(rf"(?<![ \t])[ \t]*(?:¡{_HASHTAG.pattern}!|{_HASHTAG.pattern})")
_EMPTY_BRACKETS = re.compile(r"(?<![ \t])[ \t]*\([\s,;.]*\)")
_LEFT_BEHIND = " \t:,;-–—.|"


def hashtags_in(text: str) -> tuple[Hashtag, ...]:
    """Our hashtags in `text`, in order of appearance, each once."""
    found = (_meaning(match) for match in _HASHTAG.finditer(text))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def hands_over(text: str, *, is_reply: bool) -> bool:
    """Whether a message of its own hands something to the bot: who writes it need not have read what
    others said, as who answers them has."""
    return not is_reply and bool(hashtags_in(text))


def without_hashtags(text: str) -> str:
    """`text` without our hashtags, and without the space and punctuation they leave behind."""
    bare = _WITH_SURROUNDINGS.sub(lambda match: "" if _meaning(match) else match[0], text)
    if bare == text:
        return text.strip()
    bare = _EMPTY_BRACKETS.sub("", bare)
    lines = (line.strip() for line in bare.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().lstrip(_LEFT_BEHIND)


def _meaning(match: re.Match[str]) -> Hashtag | None:
    word = fold(match[match.lastindex or 1])
    return _CANONICAL.get(word) or _CANONICAL.get(word.removesuffix("s"))
