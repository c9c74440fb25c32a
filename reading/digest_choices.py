"""When somebody wants their digest, as they write it: «lunes 8», «mensual», «sexta às 17:30», «none».

The one thing to know: all three languages are read at once; people write /boletin in the one they
think in. An hour is on the 24 h clock, unless «pm» or «de la tarde» says otherwise.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import TypeVar

from community.digest_choices import DigestKind, Often
from reading.stems import fold

_DAYS = (
    r"lunes|segundas?(?:-feira)?|mondays?|mon",
    r"martes|tercas?(?:-feira)?|tuesdays?|tue",
    r"miercoles|quartas?(?:-feira)?|wednesdays?|wed",
    r"jueves|quintas?(?:-feira)?|thursdays?|thu",
    r"viernes|sextas?(?:-feira)?|fridays?|fri",
    r"sabados?|saturdays?|sat",
    r"domingos?|sundays?|sun",
)
_OFTEN = {
    Often.MONTHLY: r"mensual(?:mente)?|mensal(?:mente)?|monthly|mes|month|mensuales",
    Often.NEVER: (
        r"ningun[oa]?|nunca|no|nada|nenhum[a]?|nao|none|never|off|quitar|basta|parar|stop|remover"
    ),
    Often.WEEKLY: r"semanal(?:mente)?|semana|weekly|week|si|sim|yes|on",
}
_KINDS = {
    DigestKind.COORDINATOR: r"coordinacion|coordinador[a]?|coordenacao|coordenador[a]?|coordination|red",
    DigestKind.GUIDE: r"guias?|facilitar|facilita|guides?|facilitation|facilitacion|facilitacao",
    DigestKind.MEMBER: r"miembros?|grupo|membros?|members?|group|mio|meu|mine",
}
_HOUR = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*(?:h|hs|hrs|horas|hours)?\b"
    r"\s*(am|pm|a\.m\.|p\.m\.|de la (?:manana|tarde|noche)|da (?:manha|tarde|noite))?"
)
_AFTERNOON = ("pm", "p.m.", "tarde", "noche", "noite")


@dataclass(frozen=True, kw_only=True)
class WantedDigest:
    """What was read; what was not said is None."""

    kind: DigestKind | None = None
    often: Often | None = None
    weekday: int | None = None  # Monday is 0
    at: time | None = None
    is_hour_impossible: bool = False  # a number was said that is no hour of a day

    @property
    def is_empty(self) -> bool:
        """Nothing about when."""
        return (
            self.often is None
            and self.weekday is None
            and self.at is None
            and not self.is_hour_impossible
        )


def read_digest_choice(words: str) -> WantedDigest:
    """What of it is understood."""
    folded = fold(words)
    day = next(
        (number for number, names in enumerate(_DAYS) if re.search(rf"\b(?:{names})\b", folded)),
        None,
    )
    at, number = _hour(folded), _HOUR.search(folded)
    return WantedDigest(
        kind=_first(_KINDS, folded),
        often=_first(_OFTEN, folded),
        weekday=day,
        at=at,
        is_hour_impossible=number is not None and at is None,
    )


T = TypeVar("T")


def _first(meanings: Mapping[T, str], folded: str) -> T | None:
    return next(
        (one for one, words in meanings.items() if re.search(rf"\b(?:{words})\b", folded)), None
    )


def _hour(folded: str) -> time | None:
    found = _HOUR.search(folded)
    if found is None:
        return None
    hour, minute, part = int(found[1]), int(found[2] or 0), found[3] or ""
    if any(sign in part for sign in _AFTERNOON) and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None
