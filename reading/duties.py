"""Somebody named with something to do: «Rosa manda el acta el viernes», «responsable: Juan».

The one thing to know: narrow on purpose. The name opens the sentence, a verb of things teachers
take on follows at once, and what is usual, past or asked is no duty. Whoever is named may not know:
it is shown to be confirmed.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from reading.cues import asks, insults
from reading.dates import Moment, read_moment
from reading.discussion import LEAST_WORDS
from reading.people import TITLES, Known, Named, is_everybody, is_office, names_in
from reading.stems import fold, words
from reading.utterances import Utterance, word_count

LONGEST = 400  # letters: nobody is given a duty in more
OPENING = 70  # letters in which the names and the verb stand
_ARTICLES = frozenset({"el", "la", "los", "las", "o", "a", "os", "as"})
_MARKS = "-–—•*¡«\"'(.,:;"

_UTC = ZoneInfo("UTC")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What is taken on, as stems of regular verbs in -ar (Spanish and Portuguese share most).
AR_STEMS = _set("""
    envi mand prepar llev lev compr organiz coorden coordin revis redact arm avis public llam lig habl fal
    invit convid convoc junt entreg present busc cotiz confirm actualiz atualiz complet elabor gestion
    grab grav reserv contact contat averigu consult fotocopi copi anot registr digit orden pint instal
    arregl consert dibuj desenh carg recolect compartilh
    """)
_ER_IR = """
    escrib escrev imprim sub compart inscrib recog recolh
    """
_ODD = _set(
    """
    hace hacen hara haran trae traen traera traeran pide piden pedira pediran corrige corrigen
    consigue consiguen conseguira pone ponen pondra pondran cuelga cuelgan cuida cuidan cuidara
    modera moderan facilita facilitan crea crean creara toma toman tomara acompana acompanan
    traz trazem trara trarao faz fazem fara farao pede pedem consegue conseguem redige redigem sobe sobem
    poe poem cria criam toma tomam cuida cuidam ajusta ajustam corrigira
    sends brings writes prepares shares makes uploads organizes organises checks prints collects buys
    calls asks books reviews drafts invites posts takes finds
    """
)
_WILL = _set("va van vai vao debe deben deve devem tiene tienen tem will")
_LINKS = _set("a que to")
_PLEDGES = re.compile(
    r"(?:(?:se\s+)(?:encarga|encargan|compromete|comprometen|ocupa|ocupan|encarrega|encarregam|ofrece)"
    r"|(?:queda|quedan|fica|ficam)\s+(?:a\s+cargo|encargad[oa]s?|de|con|com|responsave(?:l|is))"
    r"|(?:esta|estao|estan)\s+(?:a\s+cargo|encargad[oa]s?))\b"
)
_HANDED_OVER = re.compile(
    r"\b(?:a\s+cargo\s*(?:de|:)|respons[aá]ve(?:l|is)\s*:|(?:responsable|encargad[oa])s?\s*:)\s*",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"""\b(?:
      siempre|nunca|jamas|ayer|anoche|antes|cada|tod[oa]s\s+l[oa]s|normalmente|a\s+veces|cuando|si|ojala
    | sempre|ontem|todo\s+dia|tod[oa]s\s+[oa]s|as\s+vezes|quando|se\s+(?:ele|ela|a|o)
    | always|never|usually|every|yesterday|when|if|sometimes
    )\b""",
    re.VERBOSE,
)


def _forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    third, plural, infinitive = set(_ODD), set[str](), set[str]()
    for stem in AR_STEMS:
        third |= {stem + end for end in ("a", "an", "am", "ara", "aran", "arao")}
        plural |= {stem + "amos", stem + "aremos"}
        infinitive.add(stem + "ar")
    for stem in _ER_IR.split():
        third |= {stem + end for end in ("e", "en", "em", "ira", "iran", "era", "erao", "irao")}
        plural |= {stem + end for end in ("imos", "emos", "iremos", "eremos")}
        infinitive |= {stem + "ir", stem + "er"}
    plural |= _set("hacemos haremos traemos pedimos corregimos ponemos fazemos trazemos faremos")
    infinitive |= _set(
        """
        hacer traer pedir corregir conseguir poner cuidar moderar facilitar crear tomar acompanar fazer
        trazer conseguir redigir criar por send bring write prepare share make upload organize check
        print collect buy call ask book review draft invite post take find
        """
    )
    return frozenset(third), frozenset(plural), frozenset(infinitive)


_THIRD, _PLURAL, _INFINITIVE = _forms()
_VERBS = (
    _THIRD
    | _PLURAL
    | _WILL
    | _set(
        "encarga encargan compromete comprometen ocupa ocupan encarrega encarregam ofrece"
        " queda quedan fica ficam esta estan estao"
    )
)


class Duties:
    """Reads duties among the people of one discussion."""

    def __init__(self, utterances: Sequence[Utterance], *, language: str) -> None:
        names = dict.fromkeys(_untitled(said.author) for said in utterances if said.author)
        self._known = [
            Known(person_id=number, name=name) for number, name in enumerate(names) if name
        ]
        self._called: dict[str, list[Known]] = defaultdict(list)
        for one in self._known:
            for name in words(one.name):
                self._called[name].append(one)
        self._openers = TITLES | self._called.keys()
        self._language = language

    def who(self, sentence: str, said_at: datetime) -> tuple[tuple[str, ...], bool]:
        """Who is to do what `sentence` says, and whether its author is among them; nobody, mostly."""
        if len(sentence) > LONGEST or not self._may_name(sentence):
            return (), False
        if word_count(sentence) < LEAST_WORDS:
            return (), False
        folded = fold(sentence)
        if _USUAL.search(folded) or asks(sentence) or insults(sentence):
            return (), False
        if people := self._handed_over(sentence):
            return people, False
        named = names_in(sentence[: 2 * OPENING], self._known_in(sentence))
        if named and not any(is_everybody(one.name) for one in named):
            if not self._acts(sentence[named[-1].end :], with_author=named):
                return (), False
            is_clear = any(one.candidates or one.name.startswith("@") for one in named)
            if not is_clear and not self._is_dated(sentence, said_at):
                return (), False
            return self._names(named), any(one.is_speaker for one in named)
        return (), False

    def _may_name(self, sentence: str) -> bool:
        """Cheap, and seldom true: a verb of duties near the beginning, and a name or title before it."""
        if "cargo" in sentence or "esponsa" in sentence or "ncargad" in sentence:
            return True
        opening = fold(sentence[:OPENING])
        parts = opening.split(None, 4)
        if not parts:
            return False
        first = parts[0].strip(_MARKS)
        if first in _ARTICLES and parts[1:]:
            first = parts[1]
        if first.startswith("@") or first in self._openers:
            return not _VERBS.isdisjoint(opening.split())
        return not _VERBS.isdisjoint(parts[1:4]) and _is_capital(sentence)

    def _known_in(self, sentence: str) -> list[Known]:
        """Those whose names may stand in it, so that no other is compared."""
        called = set(words(sentence)) & self._called.keys()
        numbers = {one.person_id for name in called for one in self._called[name]}
        return [one for one in self._known if one.person_id in numbers] if numbers else []

    def _acts(self, rest: str, *, with_author: Sequence[Named]) -> bool:
        said = words(rest[:60])
        if not said or not re.match(r"\s*[:\-–—]?\s*\w", rest):
            return False
        if _PLEDGES.match(fold(rest.strip(" :-–—"))):
            return True
        if said[0] in {"lo", "la", "los", "las", "o", "os", "as", "nos", "les", "le"} and said[1:]:
            said = said[1:]
        if said[0] in _THIRD and len(said) > 1:
            return True
        if any(one.is_speaker for one in with_author) and said[0] in _PLURAL:
            return True
        if said[0] not in _WILL:
            return False
        after = [word for word in said[1:3] if word not in _LINKS]
        return bool(after) and after[0] in _INFINITIVE

    def _is_dated(self, sentence: str, said_at: datetime) -> bool:
        read = read_moment(sentence, now=said_at, zone=_UTC, language=self._language)
        return isinstance(read, Moment)

    def _names(self, named: Sequence[Named]) -> tuple[str, ...]:
        return tuple(one.name for one in named if not one.is_speaker)

    def _handed_over(self, sentence: str) -> tuple[str, ...]:
        """«La minuta queda a cargo de Juan», «Responsable: Marta»."""
        handed = _HANDED_OVER.search(sentence)
        known = self._known_in(sentence) if handed else ()
        named = names_in(sentence[handed.end() :], known) if handed else ()
        return self._names(named) if any(one.candidates for one in named) else ()


def _is_capital(sentence: str) -> bool:
    return sentence.lstrip(_MARKS + " ")[:1].isupper()


def _untitled(author: str) -> str:
    """«Directora Elena» is called Elena."""
    parts = author.split()
    while len(parts) > 1 and (fold(parts[0]).strip(".") in TITLES or is_office(fold(parts[0]))):
        parts = parts[1:]
    return " ".join(parts)
