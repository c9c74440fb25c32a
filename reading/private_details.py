"""What would tell who somebody is, or how to reach them, left out of words before they leave a group.

The one thing to know: telephone numbers, addresses of mail and in Telegram, links, and identity
numbers (RUT, CPF, cédula) are found by their shape, and a name beside «alumno», «estudiante», «niña»… by
its capital letter. Other names are not found: that is why two people say yes before anything leaves.
"""

import re

GAP = "…"

_SHAPES = (
    re.compile(r"(?i)\b(?:https?://|www\.|t\.me/|wa\.me/)\S+"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # mail
    re.compile(r"(?<![\w@])@\w{4,32}"),  # Telegram
    re.compile(r"(?<![\w.])\d{1,2}\.?\d{3}\.?\d{3}\s?-\s?[\dkK](?!\w)"),  # RUT
    re.compile(r"(?<![\w.])\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\w)"),  # CPF
    re.compile(r"(?<![\w.])\d{1,2}-\d{4}-\d{4,5}(?!\w)"),  # cédula (Costa Rica, Panama)
    re.compile(r"(?<![\w.,/-])\+?\(?\d[\d\s().-]{6,16}\d(?![\w/])"),  # telephone
)
_CHILD = re.compile(
    r"(?i:\b(?:alumn[oa]|estudiante|niñ[oa]|chic[oa]|apoderad[oa]|alun[oa]|criança|menin[oa]|student|pupil|"
    r"child|girl|boy)\b)(?i:\s+(?:llamad[oa]|chamad[oa]|called|named))?\s+"
    r"([A-ZÁÉÍÓÚÑÂÊÔÃÕÇ][\w']+(?:\s+(?:(?:de|del|la|las|los|da|do|dos|das)\s+){0,2}"
    r"[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ][\w']+){0,3})"
)
_MONEY = re.compile(
    r"(?i)\s*(?:mil\b|pesos|bolivianos|colones|quetzales|soles|reais|d[oó]lares|dollars|bs)"
)
_DATES = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}-\d{2}-\d{2}")


def without_details(text: str) -> str:
    """The words with «…» in the place of what tells who, or how to reach them; dates and money stay."""
    for shape in _SHAPES:
        text = shape.sub(_gap_unless_date, text)
    return _CHILD.sub(_without_name, text)


def _gap_unless_date(match: re.Match[str]) -> str:
    said, rest = match[0], match.string[match.end() :]
    is_money = match.string[: match.start()].rstrip().endswith("$") or _MONEY.match(rest)
    return said if is_money or _DATES.fullmatch(said.strip()) else GAP


def _without_name(match: re.Match[str]) -> str:
    return match[0][: match.start(1) - match.start()] + GAP
