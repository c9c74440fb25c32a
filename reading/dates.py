"""Dates as people write them: «el viernes», «antes del 4 de diciembre», «mañana a las 17».

The one thing to know: a wrong date is worse than a question. `read_moment` answers with a `Moment`
only when everybody would mean that day; otherwise with an `Unsure` and the days to choose from.
The choices are explained in docs/reading-dates.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reading.dates_en import ENGLISH
from reading.dates_es import SPANISH
from reading.dates_fallback import read_otherwise
from reading.dates_grammar import Language, Line
from reading.dates_meaning import Doubt, Meaning, Today
from reading.dates_phrases import Phrase, find_phrases
from reading.dates_pt import PORTUGUESE
from reading.dates_times import Hour, TimeSaid, in_part, read_parts, read_stretches, read_times
from reading.tokens import tokenize

__all__ = [
    "Doubt",
    "Moment",
    "Past",
    "Reading",
    "Unsure",
    "grammar_of",
    "read_duration",
    "read_moment",
    "read_time",
]

LATEST_HOUR = 20
"""«hoy a las 5», said at noon, is 17:00; «hoy a las 9» is not taken for 21:00 unasked."""

_CLEARLY_AN_HOUR = frozenset({"a", "as", "at", "desde", "tipo", "despues", "horas", "pasadas"})
_TRAILING = frozenset({"T", "P"})


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A day found in a text, never over. `start` and `end` are the phrase, in code points.

    The phrase includes what introduces it («antes del», «para el») and its time of day.
    """

    on: date  # in the community's zone
    at: time | None  # wall clock there; None when not said
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Unsure:
    """Something like a date that must be asked, with the days to come it may mean (or none).

    With `Doubt.HALF_OF_DAY`, `options` is one day and `at` the earlier of two hours, 12 h apart.
    """

    doubt: Doubt
    options: tuple[date, ...]
    at: time | None
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Past:
    """A date that is over and was said so clearly that it can only be refused."""

    on: date
    start: int
    end: int


Reading = Moment | Unsure | Past | None


def read_moment(text: str, *, now: datetime, zone: ZoneInfo, language: str) -> Reading:
    """When `text` says something is due, as of `now` (aware) in `zone`; None when it names no date.

    `language` is «es», «pt» or «en», with or without a country. Never raises for any text.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    grammar = grammar_of(language)
    today = Today(now=now.astimezone(zone))
    plain = Line.of(tokenize(text), grammar)
    clock = _Clock(plain, grammar)
    phrases, no_date = find_phrases(clock.line, grammar, today, text)
    if phrases:
        return _judged(phrases, clock, today)
    if plain.words and not clock.times:
        meant = read_otherwise(text, plain, no_date, grammar, today)
        if meant is not None:
            return _judged([meant], clock, today)
    return _time_alone(clock, today)


def read_duration(text: str, *, language: str) -> timedelta | None:
    """«2 semanas», «15 días», «un mes» (30 days); None unless exactly one is said."""
    grammar = grammar_of(language)
    stretches = read_stretches(Line.of(tokenize(text), grammar), grammar)
    return stretches[0] if len(stretches) == 1 and stretches[0] else None


def read_time(text: str, *, language: str) -> time | None:
    """«a las 17», «17h», «5 de la tarde», «19:30», «5pm», or a lone «17»; 24 h when not said.

    None when no time is said, more than one, or one that does not exist.
    """
    grammar = grammar_of(language)
    line = Line.of(tokenize(text), grammar)
    if len(line.words) == 1 and line.words[0].replace(".", ":").count(":") <= 1:
        line = Line.of(tokenize(f"{_an_hour(grammar)} {line.words[0]}"), grammar)
    times = read_times(line, grammar)
    return times[0].at if len(times) == 1 else None


def grammar_of(language: str) -> Language:
    """The grammar of «es», «pt» or «en», with or without a country; Spanish for any other."""
    return {"pt": PORTUGUESE, "en": ENGLISH}.get(language[:2].lower(), SPANISH)


def _an_hour(grammar: Language) -> str:
    return {"es": "a las", "pt": "às", "en": "at"}[grammar.code]


class _Clock:
    """The line with its times of day and parts of days folded into `T` and `P`."""

    def __init__(self, plain: Line, grammar: Language) -> None:
        self.times = read_times(plain, grammar)
        self._plain = plain
        taken = {word for said in self.times for word in range(said.first, said.after)}
        self._parts = [
            part for part in read_parts(plain, grammar) if taken.isdisjoint(range(part[0], part[1]))
        ]
        self.line = plain.merged(
            [(said.first, said.after, "T") for said in self.times]
            + [(first, after, "P") for first, after, _ in self._parts]
        )

    def around(self, phrase: Phrase) -> tuple[Phrase, tuple[TimeSaid, ...], str | None]:
        """The phrase with the times beside it, those times, and the part of the day."""
        first, after = phrase.first, phrase.after
        words = self.line.words
        while first > 0 and words[first - 1] in _TRAILING:
            first -= 1
        while after < len(words):
            step = 2 if words[after] in {",", "(", "-"} and after + 1 < len(words) else 1
            if words[after + step - 1] not in _TRAILING:
                break
            after += step
        times = tuple(self._times_in(first, after))
        if not times and len(self.times) == 1:
            times = tuple(
                said for said in self.times if self._plain.words[said.first] in _CLEARLY_AN_HOUR
            )
        parts = [part for _, _, part in self._parts]
        return phrase.over_words(first, after), times, parts[0] if len(parts) == 1 else None

    def _times_in(self, first: int, after: int) -> list[TimeSaid]:
        before = self.line.words[:first].count("T")
        return self.times[before : before + self.line.words[first:after].count("T")]


def _judged(phrases: Sequence[Phrase], clock: _Clock, today: Today) -> Reading:
    """One answer from all the dates in the text: those that only describe count last."""
    strongest = min(phrase.role for phrase in phrases)
    chosen = [
        phrase
        for phrase in phrases
        if phrase.role is strongest or (not phrase.role.only_describes and not phrase.meaning.over)
    ]
    first, times, part = clock.around(chosen[0])
    start, end = clock.line.spans[first.first][0], clock.line.spans[first.after - 1][1]
    meaning = _together(chosen, today)
    if strongest.only_describes:
        if meaning.over:
            return None
        meaning = Meaning(days=meaning.days, doubt=meaning.doubt or Doubt.AMBIGUOUS)
    if meaning.over:
        return Past(on=meaning.days[0], start=start, end=end)
    return _at_time(meaning, times, part, today, start, end)


def _together(phrases: Sequence[Phrase], today: Today) -> Meaning:
    meanings = [phrase.meaning for phrase in phrases]
    if all(meaning == meanings[0] for meaning in meanings):
        return meanings[0]
    days = {day for meaning in meanings for day in meaning.days if day >= today.day}
    if len(days) == 1 and all(not m.doubt and not m.over for m in meanings):
        return Meaning(days=tuple(days))
    doubts = {meaning.doubt for meaning in meanings}
    doubt = Doubt.REPEATS if doubts == {Doubt.REPEATS} else Doubt.AMBIGUOUS
    return Meaning(days=tuple(sorted(days)), doubt=doubt)


def _at_time(
    meaning: Meaning,
    times: Sequence[TimeSaid],
    part: str | None,
    today: Today,
    start: int,
    end: int,
) -> Moment | Unsure:
    """The day with its hour, when the hour leaves it sure."""

    def unsure(doubt: Doubt, options: tuple[date, ...], at: time | None) -> Unsure:
        return Unsure(doubt=doubt, options=options, at=at, start=start, end=end)

    at, hour = _hour(meaning, times, part, today)
    if meaning.doubt:
        return unsure(meaning.doubt, meaning.days, at)
    (on,) = meaning.days
    if hour is Hour.IMPOSSIBLE:
        return unsure(Doubt.NOT_UNDERSTOOD, (on,), None)
    if hour is Hour.MIDNIGHT:
        return unsure(Doubt.AMBIGUOUS, (on, on + timedelta(days=1)), at)
    if at and on == today.day and at <= today.now.time() and hour is Hour.CLEAR:
        return unsure(Doubt.JUST_MISSED, (today.after(1),), at)
    if hour is Hour.HALF_OF_DAY:
        return unsure(Doubt.HALF_OF_DAY, (on,), at)
    return Moment(on=on, at=at, start=start, end=end)


def _hour(
    meaning: Meaning, times: Sequence[TimeSaid], part: str | None, today: Today
) -> tuple[time | None, Hour]:
    if meaning.at or not times:
        return meaning.at, Hour.CLEAR
    if len({said.at for said in times}) > 1:
        return None, Hour.IMPOSSIBLE
    at, hour = times[0].at, times[0].hour
    if at is None or hour is not Hour.HALF_OF_DAY:
        return at, hour
    if part:
        placed = in_part(at, part)
        return placed, Hour.CLEAR if placed else Hour.IMPOSSIBLE
    later = at.replace(hour=at.hour + 12)
    if meaning.days == (today.day,) and at <= today.now.time():
        return (later, Hour.CLEAR) if later.hour <= LATEST_HOUR else (at, Hour.CLEAR)
    return at, hour


def _time_alone(clock: _Clock, today: Today) -> Reading:
    """«a las 17» and no day: today or tomorrow."""
    if len(clock.times) != 1 or clock.times[0].at is None:
        return None
    at = clock.times[0].at
    place = clock.line.words.index("T")
    start, end = clock.line.spans[place]
    tomorrow = today.after(1)
    options = (today.day, tomorrow) if at > today.now.time() else (tomorrow,)
    return Unsure(doubt=Doubt.AMBIGUOUS, options=options, at=at, start=start, end=end)
