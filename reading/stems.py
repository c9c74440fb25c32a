"""Words reduced to what they share, so that «talleres» meets «taller» and «niños» meets «ninos».

The one thing to know: text is folded *before* it is stemmed (no accents, ñ as n, small letters),
because people on phones write «coordinacion» and «coordinación» alike; what a search finds then
depends on the folded letters alone, the same on SQLite and PostgreSQL. Stems are for comparing,
never for showing.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

_STEMMERS: Mapping[str, str] = {"es": "spanish", "pt": "portuguese", "en": "english"}
_WORD = re.compile(r"[a-z0-9]+")

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

_STOP_WORDS: Mapping[str, frozenset[str]] = {
    "es": frozenset(
        """
        a al algo alguien algun alguna algunas algunos ante antes asi aun aunque bien cada casi como
        con contra cual cuales cuando cuanto de del desde donde dos durante e el ella ellas ellos en
        entonces entre era eran eres es esa esas ese eso esos esta estaba estado estamos estan estar
        estas este esto estos estoy fue fueron gran ha haber habia han has hasta hay he hemos hoy
        igual incluso la las le les lo los mas me mi mientras mis mucha muchas mucho muchos muy nada
        ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para parece
        pero poco por porque pues que quien quienes se sea sean ser seria si sido siempre sin sino
        sobre solo somos son soy su sus suya suyo tal tambien tampoco tan tanto te tener tengo ti
        tiene tienen toda todas todavia todo todos tu tus un una uno unos unas usted ustedes va vamos
        van vez veces y ya yo
        """.split()
    ),
    "pt": frozenset(
        """
        a ainda algo alguem algum alguma algumas alguns ante antes ao aos apenas aquela aquele
        aquilo as assim ate bem cada com como contra cuja da das de dela dele deles depois desde
        dessa desse desta deste do dos e ela elas ele eles em entao entre era eram essa essas esse
        esses esta estamos estao estar estava este esteja estes estou eu foi foram ha isso isto ja
        la lhe mais mas me mesmo meu meus mim minha muita muitas muito muitos na nada nao nas nem
        nenhum no nos nossa nossas nosso nossos num numa o onde os ou outra outras outro outros para
        pela pelas pelo pelos pois por porque quais qual quando que quem sao se seja sem sempre ser
        seu seus sim so sobre somos sou sua suas tal tambem tao te tem temos tenho ter teu tinha
        toda todas todo todos tu tudo um uma umas uns vai vamos vao vez vezes voce voces
        """.split()
    ),
    "en": frozenset(
        """
        a about all also am an and any are as at be because been being but by can could did do does
        doing don done else for from get go going gonna got had has have he her here him his how i
        if in into is it its just kind know let like ll m mean me might mm more my no not now of
        oh ok okay on one only or our out re really right s said say see she should so some sort
        such t than that the their them then there these they thing things think this those to too
        uh um up us ve very want was we well were what when where which who why will with would
        yeah yes you your
        """.split()
    ),
}


def fold(text: str) -> str:
    """`text` in small letters without accents; «ñ» is «n», and ornamental letters are plain."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def words(text: str) -> list[str]:
    """The folded words and numbers of `text`, in order: nothing but [a-z0-9]."""
    return _WORD.findall(fold(text))


def stems(text: str, language: str) -> list[str]:
    """The folded stem of each word of `text`, in order, stop words included.

    `language` is 'es', 'pt' or 'en', a locale such as 'pt_BR' too; any other counts as 'es'.
    """
    language = _known(language)
    return [_stem(word, language) for word in words(text)]


def content_stems(text: str, language: str) -> list[str]:
    """The stems of the words that carry meaning: no stop words, no single letters or digits."""
    language = _known(language)
    stop_words = _STOP_WORDS[language]
    return [_stem(w, language) for w in words(text) if len(w) > 1 and w not in stop_words]


def search_text(text: str, language: str) -> str:
    """What the full text index stores for `text`: its stems, with a space between."""
    return " ".join(stems(text, language))


def search_terms(query: str, language: str) -> list[str]:
    """The stems to look for, each once, as prefixes; safe to quote, for they are [a-z0-9] alone.

    Stop words count only when the query holds nothing else.
    """
    found = content_stems(query, language) or stems(query, language)
    return list(dict.fromkeys(found))


def language_of(text: str, *, default: str = "es") -> str:
    """'es', 'pt' or 'en': the language most of whose stop words `text` uses.

    `default` where they tie, as they do for «ok» and for a link.
    """
    found = words(text)
    votes = {
        language: sum(word in stop_words for word in found)
        for language, stop_words in _STOP_WORDS.items()
    }
    return max(votes, key=lambda language: (votes[language], language == _known(default)))


def _known(language: str) -> str:
    code = language[:2].lower()
    return code if code in _STEMMERS else "es"


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    """Snowball twice: its first pass takes «talleres» to «taller», but «taller» to «tall»."""
    for ending, full in _ENDINGS[language]:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            word = word.removesuffix(ending) + full
            break
    stemmer = _stemmer(language)
    return fold(stemmer(fold(stemmer(word))))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    # Imported late: the package loads thirty languages, and a quiet bot needs none.
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stem
