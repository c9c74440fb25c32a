"""What would tell who somebody is, or how to reach them, found in a text by its shape.

The one thing to know: addresses, links, numbers long enough to find somebody (a telephone, a RUT, a
cédula, an account) and a name beside «alumno», «estudiante», «niña»… are found; dates, hours and money
are not meant. Other names have no shape: those of members are the business of reading/pseudonyms.py.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_CAPITALISED = r"[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ][^\W\d_]+"
_NAME = (
    rf"{_CAPITALISED}(?:\s+(?:(?:de|del|la|las|los|da|do|dos|das)\s+){{0,2}}{_CAPITALISED}){{0,3}}"
)
# Each begins where nothing of its kind stands before, so that a long text is gone through once.
_ADDRESSES = (
    re.compile(r"(?i)\b(?:https?|tg)://\S+|\b(?:www\.|t\.me/|wa\.me/)\S+"),
    re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<![\w@.])@\w{3,32}"),
    re.compile(
        r"(?i)(?<![\w.-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|cl|org|net|gob|gov|edu|io|ly|be|app|br|bo|cr"
        r"|gt|hn|ni|pa|mx|ar|pe|co|info)\b(?:/\S*)?"
    ),
)
_CHILD = re.compile(
    r"\b(?i:alumn[oa]s?|estudiantes?|niñ[oa]s?|chic[oa]s?|apoderad[oa]s?|alun[oa]s?|crianças?|menin[oa]s?"
    r"|students?|pupils?|child(?:ren)?|girls?|boys?)\b"
    r"(?i:\s+(?:llamad[oa]s?|chamad[oa]s?|called|named))?,?\s+"
    rf"({_NAME}(?:\s*,\s*{_NAME})*(?:\s+(?:y|e|and)\s+{_NAME})?)"
)
_LONG_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[().\-/–  ]{0,2}\d){5,}(?:\s?-\s?[\dkK])?(?!\w)")
_LEAST_DIGITS = 7
_DATES = re.compile(
    r"(?:\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d)"
    r"(?:\s+\d{1,2}[.:]?\d{0,2})?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_MONEY_BEFORE = re.compile(r"(?:\$|\bbs\.?|₡|\bq\.?|r\$|\blps?\.?)\s*$", re.I)
_MONEY_AFTER = re.compile(
    r"\s*(?:mil\b|millon|pesos|bolivianos|colones|quetzales|lempiras|soles|reais|d[oó]lares|dollars|bs\b)",
    re.I,
)


def spans_in(text: str) -> list[Span]:
    """The places in a text, in order and apart from one another."""
    found = sorted([*_addresses(text), *_numbers(text), *_children(text)])
    apart: list[Span] = []
    for start, end in found:
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
        said = match[0].strip()
        if not _is_an_amount(text, match, said):
            yield match.start(), match.end()


def _is_an_amount(text: str, match: re.Match[str], said: str) -> bool:
    """A date, a span of years, money, a count: or digits side by side that belong to nothing."""
    groups = re.findall(r"\d+", said)
    return (
        sum(map(len, groups)) < _LEAST_DIGITS
        or max(map(len, groups)) < 3
        or _DATES.fullmatch(said) is not None
        or _THOUSANDS.fullmatch(said) is not None
        or _MONEY_BEFORE.search(text[: match.start()]) is not None
        or _MONEY_AFTER.match(text, match.end()) is not None
    )


def _children(text: str) -> Iterator[Span]:
    for match in _CHILD.finditer(text):
        for name in re.finditer(_NAME, match[1]):
            yield match.start(1) + name.start(), match.start(1) + name.end()
