"""Several dates in one sentence: «Lectura: jueves 18:00, viernes 17:00 o sábado 10:00».

The one thing to know: each part between commas and «o» is read alone. A part that may mean two
things makes the whole unclear: a slot that nobody meant would be voted for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from community.calendar import local_day
from reading.dates import Doubt, Moment, Past, Unsure, read_moment
from reading.sessions import EARLIEST, LOOSE_ENDS, is_hour_alone, read_hours

_BETWEEN = re.compile(r"[,;\n]|\s(?:o|u|ou|or|y|e|and)\s", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What one sentence proposes: a title, which may be empty, and times."""

    title: str
    times: tuple[tuple[date, time], ...]
    unclear: str = ""  # the part that could not be read for certain
    past: date | None = None  # a day that is over


@dataclass(frozen=True, kw_only=True)
class _Part:
    said: str
    on: date | None
    at: time | None
    is_unclear: bool = False
    past: date | None = None


def read_slots(text: str, *, now: datetime, zone: ZoneInfo, language: str) -> Proposed | None:
    """Two dates or more, each with its hour; None for what names fewer."""
    found: list[_Part] = []
    first: int | None = None
    last = 0
    for start, end in _stretches(text):
        part = _read(text[start:end], bool(found), now=now, zone=zone, language=language)
        if part is None:
            continue
        whole, begins, ends = part
        found.append(whole)
        first = start + begins if first is None else first
        last = start + ends
    if first is None or len(_days_and_hours(found)) < 2 or not any(part.at for part in found):
        return None
    title = f"{text[:first]} {text[last:]}"
    unclear = next((part.said for part in found if part.is_unclear), "")
    times = _complete(found)
    if not unclear and None in times:
        unclear = found[times.index(None)].said
    return Proposed(
        title=" ".join(title.split()).strip(LOOSE_ENDS),
        times=tuple(dict.fromkeys(one for one in times if one is not None)),
        unclear=unclear.strip(LOOSE_ENDS),
        past=next((part.past for part in found if part.past is not None), None),
    )


def _stretches(text: str) -> list[tuple[int, int]]:
    ends = [(found.start(), found.end()) for found in _BETWEEN.finditer(text)]
    starts = [0, *(after for _, after in ends)]
    return list(zip(starts, [*(before for before, _ in ends), len(text)], strict=True))


def _read(
    said: str, has_begun: bool, *, now: datetime, zone: ZoneInfo, language: str
) -> tuple[_Part, int, int] | None:
    """A part, and where its date stands in it; None where it names none."""
    when = read_moment(said, now=now, zone=zone, language=language)
    today = local_day(now, zone)
    if has_begun and (when is None or is_hour_alone(when, today)):
        hours = read_hours(said.strip(LOOSE_ENDS), language=language)
        if hours:
            hour = _Part(said=said, on=None, at=hours[0], is_unclear=len(hours) > 1)
            return hour, 0, len(said)
    if when is None:
        return None
    if isinstance(when, Past):
        return _Part(said=said, on=None, at=None, past=when.on), when.start, when.end
    if isinstance(when, Unsure):  # beside other words it may be a name; among dates it is a date
        date_alone = said[when.start : when.end]
        again = read_moment(date_alone, now=now, zone=zone, language=language)
        if isinstance(again, Moment):
            return _Part(said=said, on=again.on, at=again.at), when.start, when.end
    is_sure = isinstance(when, Moment) or _is_morning(when)
    on = when.on if isinstance(when, Moment) else when.options[0] if is_sure else None
    part = _Part(said=said, on=on, at=when.at, is_unclear=not is_sure)
    return part, when.start, when.end


def _is_morning(when: Unsure) -> bool:
    """«Sábado 10:00»: nobody meets at ten at night, and the button shows what was understood."""
    return (
        when.doubt is Doubt.HALF_OF_DAY
        and when.at is not None
        and when.at.hour >= EARLIEST
        and len(when.options) == 1
    )


def _days_and_hours(parts: Sequence[_Part]) -> list[_Part]:
    """What counts as a time of its own: an hour that completes the day before it does not."""
    counted: list[_Part] = []
    for part in parts:
        completes = part.on is None and part.past is None and not part.is_unclear
        if completes and counted and counted[-1].at is None:
            counted[-1] = _Part(said=counted[-1].said, on=counted[-1].on, at=part.at)
        else:
            counted.append(part)
    return counted


def _complete(parts: Sequence[_Part]) -> list[tuple[date, time] | None]:
    """Each with the day before it, or the hour after it, where it names none."""
    counted = _days_and_hours(parts)
    times: list[tuple[date, time] | None] = []
    for number, part in enumerate(counted):
        on = part.on or next((one.on for one in reversed(counted[:number]) if one.on), None)
        at = part.at or next((one.at for one in counted[number:] if one.at), None)
        times.append((on, at) if on is not None and at is not None else None)
    return times
