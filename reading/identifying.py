"""What tells who somebody is, or how to reach them, wherever words leave: for a model, a file, a network.

The one thing to know: addresses, links, numbers long enough to find somebody (a telephone, a RUT, a
cédula, an account) and a name beside «alumno», «estudiante», «niña»… are found by their shape, members'
names because they are known. How much that finds is measured (docs/llm.md); other names are not
found, which is why a person reads before anything leaves.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from reading.people import Known
from reading.stems import fold

Span = tuple[int, int]

GAP = "…"

# What stands where.

_INITIAL = r"(?:(?:[A-ZÁÉÍÓÚÑ]|M[aª])\.\s?)?"
_CAPITALISED = rf"{_INITIAL}[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ](?:['’]?[^\W\d_])+"
_NAME = (
    rf"{_CAPITALISED}(?:\s+(?:(?:de|del|la|las|los|da|do|dos|das)\s+){{0,2}}{_CAPITALISED}){{0,3}}"
)
_NAMES = rf"{_NAME}(?:\s*,\s*{_NAME})*(?:\s+(?:y|e|and)\s+{_NAME})?"
# Each begins where nothing of its kind stands before, so that a long text is gone through once.
_LINK = re.compile(r"(?i)\b(?:https?|tg)://\S+|\b(?:www\.|t\.me/|wa\.me/)\S+")
_CHAT = re.compile(r"(?i)(?:https?://)?(?:wa\.me|t\.me|(?:api|chat)\.whatsapp\.com)/|tg://")
_MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+(?:@|\s@\s)[\w-]+(?:\.[\w-]+)+")
_ADDRESSES = (
    _LINK,
    _MAIL,
    re.compile(r"(?<![\w@.])@\w{3,32}(?:\.[a-z0-9_]+)*"),
    re.compile(
        r"(?i)(?<![\w.-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:(?:com|cl|org|net|gob|gov|edu|io|ly|be|app|br|bo"
        r"|cr|gt|hn|ni|pa|mx|ar|pe|co|info)\b(?:/\S*)?|(?:us|uk|tv|me|es|pt|eu|ec|uy|py|ve|sv)/\S+)"
    ),
)
_CHILD = (
    r"\b(?i:alumn(?:it)?[oa]s?|estudiantes?|niñ(?:it)?[oa]s?|chic[oa]s?|apoderad[oa]s?|alun[oa]s?"
    r"|estudantes?|crianças?|menin[oa]s?|students?|pupils?|child(?:ren)?|girls?|boys?)\b"
)
_WHICH = (
    r"(?i:\s+(?:nuev[oa]s?|nov[oa]s?|mí[oa]s?))?"
    r"(?i:\s+(?:de|del|do|da|con|com)\s+(?:pre)?-?(?:primero?|segundo|tercero?|terceiro|cuarto|quarto"
    r"|quinto|sexto|s[eé]ptimo|octavo|k[ií]nder|\d{1,2}[°º]?|tea)(?:\s+(?:básico|medio|año|ano|grado))?)?"
)
_CALLED = (
    r"(?i:\s+(?:que\s+)?(?:se\s+(?:llama|chama)n?|llamad[oa]s?|chamad[oa]s?|called|named)"
    r"|['’]s\s+name\s+is)?"
)
_CHILDREN = (
    re.compile(rf"{_CHILD}{_WHICH}{_CALLED},?\s+({_NAMES})"),
    re.compile(rf"{_CHILD}:\s*({_CAPITALISED}\s+{_NAME})"),
    re.compile(
        r"\b(?i:mam[áa]|pap[áa]|madre|padre|mãe|pai|mother|father)\s+(?:de|da|do|of)\s+(?:la\s+|el\s+)?"
        rf"({_NAME})"
    ),
    re.compile(
        rf"\b({_NAME}),\s+(?i:mi|minha|meu|my|una?|uma?)\s+{_CHILD}(?:\s+of\s+mine)?{_WHICH}"
        r"(?:\s+do\s+\w+\s+ano)?,"
    ),
    re.compile(
        r"\b(?!(?i:est[aeo]|es[aeo]|aquel|ell?[ae]|él|qui[eé]n|iss?t?o|it|s?he|this|that)\b)"
        rf"({_NAME})\s+(?i:es|é|is)\s+(?i:una?|mi|uma?|minha|meu|my)\s+{_CHILD}"
    ),
)
_LONG_NUMBER = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}-?)?\(?\+?\(?\d(?:[().\-/–  ]{0,2}\d){5,}(?:\s?-\s?[\dkK])?[A-Za-z]?(?!\w)"
)
_LEAST_DIGITS = 7
_IN_PAIRS = re.compile(r"(?:\D*56\s)?9(?:\s\d\d){4}")  # as telephones are dictated
_DATES = re.compile(
    r"(?:\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{1,2} \d{1,2} (?:19|20)\d\d|\d{4}-\d{2}-\d{2}"
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d)(?:\s+\d{1,2}[.:]?\d{0,2})?"
)
_PAGES = re.compile(r"\d{1,4}\s?[-–]\s?\d{1,4}")
_PAGES_BEFORE = re.compile(r"(?i)\b(?:p[aá]gs?|p[aá]ginas?|pages?|pp?)\b\.?\s*$")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DOCUMENT_BEFORE = re.compile(
    r"(?i)\b(?:rut|run|rg|cpf|dni|dui|dpi|c\.?i\.?|c[eé]dula|carn[eé]t?|identidad)\W*(?:(?:es|é)\W+)?$"
)
_MONEY_BEFORE = re.compile(r"(?:\$|\bbs\.?|₡|\bq\.?|r\$|\blps?\.?)\s*$", re.I)
_MONEY_AFTER = re.compile(
    r"\s*(?:mil\b|millon|pesos|bolivianos|colones|quetzales|lempiras|soles|reais|d[oó]lares|dollars|bs\b)",
    re.I,
)
_CUE_LETTERS = 40  # before a number, looked through for what it is


def without_details(text: str, names: Collection[str] = ()) -> str:
    """The words with «…» where one of these people's names or a detail stood; dates and money stay."""
    found = [*spans_in(text), *(span for span, _ in _members(frozenset(names)).spans_in(text))]
    return _with_gaps(text, _apart(found))


def private_spans_in(text: str) -> list[Span]:
    """What no group should read of somebody: telephones and other long numbers, mail, a chat's link, a
    name beside «alumno»; what is on the web and «@name» stay, for people gave them to be followed."""
    links = [match.span() for match in _LINK.finditer(text)]
    open_ones = [span for span in links if _CHAT.match(text, *span) is None]
    details = [
        *(span for span in links if span not in open_ones),
        *(match.span() for match in _MAIL.finditer(text)),
        *_numbers(text),
    ]
    apart = [one for one in details if not any(a <= one[0] < b for a, b in open_ones)]
    return _apart([*apart, *_children(text)])


def without_private(text: str) -> str:
    """The words with «…» where one of those stood."""
    return _with_gaps(text, private_spans_in(text))


def spans_in(text: str) -> list[Span]:
    """The places in a text, in order and apart from one another; names of members are not looked for."""
    return _apart([*_addresses(text), *_numbers(text), *_children(text)])


def _with_gaps(text: str, apart: Sequence[Span]) -> str:
    written, at = "", 0
    for start, end in apart:
        written, at = written + text[at:start] + GAP, end
    return written + text[at:]


def _apart(found: list[Span]) -> list[Span]:
    apart: list[Span] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _addresses(text: str) -> Iterator[Span]:
    for shape in _ADDRESSES:
        for match in shape.finditer(text):
            kept = match[0].rstrip(".,;:!?)»”\"'")
            yield match.start(), match.start() + len(kept)


def _numbers(text: str) -> Iterator[Span]:
    for match in _LONG_NUMBER.finditer(text):
        if not _is_an_amount(text, match):
            yield match.start(), match.end()


def _is_an_amount(text: str, match: re.Match[str]) -> bool:
    """A date, a span of years, money, a count: or digits side by side that belong to nothing."""
    said = match[0].strip()
    groups = re.findall(r"\d+", said)
    begins = match.start() + next(n for n, letter in enumerate(match[0]) if letter.isdecimal())
    before = text[max(0, begins - _CUE_LETTERS) : begins]
    if sum(map(len, groups)) < _LEAST_DIGITS:
        return True
    if _DOCUMENT_BEFORE.search(before):
        return False
    return (
        (max(map(len, groups)) < 3 and _IN_PAIRS.fullmatch(said) is None)
        or _DATES.fullmatch(said) is not None
        or _THOUSANDS.fullmatch(said) is not None
        or (_PAGES.fullmatch(said) is not None and _PAGES_BEFORE.search(before) is not None)
        or _MONEY_BEFORE.search(before) is not None
        or _MONEY_AFTER.match(text, match.end()) is not None
    )


def _children(text: str) -> Iterator[Span]:
    for shape in _CHILDREN:
        for match in shape.finditer(text):
            for name in re.finditer(_NAME, match[1]):
                yield match.start(1) + name.start(), match.start(1) + name.end()


# Whose names are known.

# with accents that are letters of their own, and characters that are there and not seen
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*)+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_INSIDE = _set("de del la las los da do das dos san santa von van di")
# what people put beside their name in Telegram, and say of everybody
_NO_NAMES = _INSIDE | _set(
    """
    profe profes profesor profesora prof maestro maestra director directora docente tio tia don dona sra
    sr srta miss seno professor professora teacher mr mrs ms escuela colegio liceo escola school jardin
    el o a os as y e the para con com por
    """
)
_LEAST_LETTERS = 3  # of a name in small letters; a shorter one counts with a capital


class Bearers:
    """People whose names are looked for word by word, in small letters too: «rosa», the colour, is
    taken for Rosa if there is one, for that costs a word and the other mistake costs a person."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._names: dict[str, frozenset[int]] = {}
        for one in known:
            for word in _WORD.findall(f"{one.name} {one.username or ''}"):
                folded = _folded(word)
                if len(folded) > 1 and folded not in _NO_NAMES:
                    whose = self._names.get(folded, frozenset())
                    self._names[folded] = whose | {one.person_id}

    def spans_in(self, text: str) -> Iterator[tuple[Span, frozenset[int]]]:
        """Names, each as long as its words can be the same person's, and whose each may be."""
        start = end = 0
        whose: frozenset[int] = frozenset()
        for match in _WORD.finditer(text):
            bearers = self._of(match[0])
            between = text[end : match.start()]
            if whose and (both := whose & bearers) and _joins(between):
                whose, end = both, match.end()
                continue
            if whose and not (fold(match[0]) in _INSIDE and _joins(between)):
                yield (start, end), whose
                whose = frozenset()
            elif whose:
                continue  # «Rosa de la Cruz»: what joins is part of it only if a name follows
            if bearers:
                start, end, whose = match.start(), match.end(), bearers
        if whose:
            yield (start, end), whose

    def _of(self, word: str) -> frozenset[int]:
        folded = _folded(word)
        if len(folded) < _LEAST_LETTERS and not word[0].isupper():
            return frozenset()
        return self._names.get(folded, frozenset())


@lru_cache(maxsize=2)
def _members(names: frozenset[str]) -> Bearers:
    return Bearers([Known(person_id=n, name=name) for n, name in enumerate(sorted(names))])


def _joins(between: str) -> bool:
    rest = _WORD.sub(lambda word: " " if fold(word[0]) in _INSIDE else word[0], between)
    return bool(rest) and not rest.strip(" \t.-_") and "\n" not in rest


def _folded(word: str) -> str:
    return fold(_UNSEEN.sub("", word))
