"""Dates as teachers write them: the three files beside this one, phrase by phrase.

The one rule above all: a phrase may be asked back, never be wrong in silence.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reading.dates import Doubt, Moment, Reading, Unsure, read_moment
from tests.reading.dated_phrases import phrases, written

SANTIAGO = ZoneInfo("America/Santiago")
A_WEDNESDAY = datetime(2026, 11, 18, 12, 0, tzinfo=SANTIAGO)


CASES = [(language, *phrase) for language in ("es", "pt", "en") for phrase in phrases(language)]


@pytest.mark.parametrize(
    ("language", "phrase", "now", "zone", "expected"),
    CASES,
    ids=[f"{language} {now:%d %b} {phrase}" for language, phrase, now, _, _ in CASES],
)
def test_a_phrase_is_read_as_the_file_says(
    language: str, phrase: str, now: datetime, zone: ZoneInfo, expected: str
) -> None:
    found = written(read_moment(phrase, now=now, zone=zone, language=language))

    assert found == expected or (expected == "?" and found.startswith("?"))


@pytest.mark.parametrize(("language", "at_least"), [("es", 150), ("pt", 40), ("en", 40)])
def test_nothing_is_wrong_in_silence(
    language: str, at_least: int, record_property: Callable[[str, object], None]
) -> None:
    counts = {"right": 0, "asked": 0, "wrong": 0}
    for phrase, now, zone, expected in phrases(language):
        found = written(read_moment(phrase, now=now, zone=zone, language=language))
        if found == expected or (expected == "?" and found.startswith("?")):
            counts["right"] += 1
        else:
            counts["asked" if found[0] in "?-" else "wrong"] += 1
    for name, count in counts.items():
        record_property(name, count)

    assert sum(counts.values()) >= at_least
    assert counts["wrong"] == 0


def read(phrase: str, *, now: datetime = A_WEDNESDAY, language: str = "es") -> Reading:
    return read_moment(phrase, now=now, zone=SANTIAGO, language=language)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Suben la rúbrica antes del 4 de diciembre, evidencia foto", "antes del 4 de diciembre"),
        ("Lo traigo para el viernes, ¿ya?", "para el viernes"),
        ("🎒🎒 Rosa sube el acta hasta el miércoles 25.", "hasta el miércoles 25"),
        ("Nos vemos mañana a las 17 en la sede", "mañana a las 17"),
        (
            "Queda el viernes, 4 de diciembre, a las 18:00 hrs.",
            "el viernes, 4 de diciembre, a las 18:00 hrs",
        ),
        ("El jueves en la tarde llevo los libros", "El jueves en la tarde"),
        ("Man\u0303ana, man\u0303ana a las 17", "Man\u0303ana, man\u0303ana a las 17"),
    ],
)
def test_the_span_holds_the_whole_phrase_with_what_introduces_it(text: str, phrase: str) -> None:
    found = read(text)

    assert found is not None
    assert text[found.start : found.end] == phrase


def test_tomorrow_is_the_communitys_and_not_utcs() -> None:
    late = datetime(2026, 11, 19, 2, 59, tzinfo=UTC)  # 23:59 of the 18th in Santiago

    assert read("mañana", now=late) == Moment(on=date(2026, 11, 19), at=None, start=0, end=6)


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("12 de noviembre", Doubt.JUST_MISSED),
        ("hoy a las 11:00", Doubt.JUST_MISSED),
        ("el miércoles", Doubt.AMBIGUOUS),
        ("el 31 de febrero", Doubt.NOT_UNDERSTOOD),
        ("cada lunes", Doubt.REPEATS),
        ("el viernes a las 7", Doubt.HALF_OF_DAY),
    ],
)
def test_an_unsure_reading_says_why(phrase: str, doubt: Doubt) -> None:
    found = read(phrase)

    assert isinstance(found, Unsure)
    assert found.doubt is doubt


def test_an_unsure_day_keeps_its_hour() -> None:
    found = read("el miércoles a las 17")

    assert isinstance(found, Unsure)
    assert found.at == time(17)
    assert found.options == (date(2026, 11, 18), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("days_ago", "asked"), [(1, True), (59, True), (60, True), (61, False), (200, False)]
)
def test_a_day_missed_by_at_most_sixty_days_is_asked_and_an_older_one_is_next_years(
    days_ago: int, asked: bool
) -> None:
    day = date.fromordinal(A_WEDNESDAY.date().toordinal() - days_ago)

    found = read(f"el {day.day}/{day.month:02}")

    if asked:
        assert isinstance(found, Unsure)
        assert found.doubt is Doubt.JUST_MISSED
    else:
        assert isinstance(found, Moment)
        assert found.on == day.replace(year=2027)


def test_what_the_grammar_does_not_know_is_left_to_dateparser_and_doubted() -> None:
    found = read("dezembro 4", language="pt")

    assert written(found) == "2026-12-04"


def test_a_time_without_a_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="aware"):
        read_moment("hoy", now=datetime(2026, 11, 18), zone=SANTIAGO, language="es")
