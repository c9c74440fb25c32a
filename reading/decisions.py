"""What is written after /decidir: perhaps how many days it is open, and the proposal."""

import re
import unicodedata
from typing import NamedTuple

from reading.stems import fold

_NUMBERS = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "quince": 15,
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_WEEK = 7
# a colon or a dash must follow: «3 días de campamento en marzo» is what is proposed
_HOW_LONG = re.compile(
    r"\s*(?:en |em |in )?(?P<number>\d{1,4}|[a-z]+) (?P<unit>dias?|days?|semanas?|weeks?)"
    r"(?:\s*[:;–—-]\s*|\s*$)"
)


class Proposal(NamedTuple):
    """The proposal, and how many days it is to be open if that was said."""

    text: str
    days: int | None = None


def read_decision(said: str) -> Proposal:
    """«3 días: usamos el cuaderno viajero»."""
    said = unicodedata.normalize(
        "NFC", said
    )  # so that folding keeps its length as far as it is read
    found = _HOW_LONG.match(fold(said))
    if found is None:
        return Proposal(said.strip())
    number = found["number"]
    days = int(number) if number.isdigit() else _NUMBERS.get(number)
    if days is None:
        return Proposal(said.strip())
    is_weeks = found["unit"][0] in "sw"
    return Proposal(said[found.end() :].strip(), days * _WEEK if is_weeks else days)
