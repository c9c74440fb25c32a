"""Quiet hours as people write them: «21-7», «de 21:30 a 6», «from 9pm» is not one of them.

The one thing to know: two hours on the 24 h clock, or a word that means «none».
"""

import re
from datetime import time

from reading.stems import fold

_NONE = frozenset(
    {"no", "nunca", "nada", "nao", "none", "never", "off", "ninguna", "ninguno", "nenhum"}
)
_HOUR = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:h|hs|hrs|horas|hours)?"
_HOURS = re.compile(
    rf"(?:de|desde|from|das|das as|entre|between)?\s*(?:las|as)?\s*{_HOUR}"
    rf"\s*(?:-|–|—|a|as|y|e|to|until|hasta|ate|and)\s*(?:las|as)?\s*{_HOUR}"
)


def read_quiet_hours(words: str) -> tuple[time, time] | None:
    """(from, to) on the wall; two equal times for «no»; None when it is not understood."""
    folded = fold(words).strip().rstrip(".")
    if folded in _NONE:
        return time(0), time(0)
    found = _HOURS.fullmatch(folded)
    if found is None:
        return None
    from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in found.groups())
    if max(from_hour, to_hour) > 24 or max(from_minute, to_minute) > 59:
        return None
    return time(from_hour % 24, from_minute), time(to_hour % 24, to_minute)
