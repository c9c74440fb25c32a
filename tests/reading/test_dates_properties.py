"""What holds for any text at all."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.dates import Moment, Past, Reading, Unsure, read_duration, read_moment, read_time
from tests.reading.dated_phrases import phrases

ZONES = [
    ZoneInfo(name)
    for name in (
        "America/Santiago",
        "America/La_Paz",
        "America/Costa_Rica",
        "America/Mexico_City",
        "America/Sao_Paulo",
        "America/Asuncion",
        "Pacific/Easter",
    )
]
LANGUAGES = st.sampled_from(["es", "pt", "pt_BR", "en"])
NOWS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2032, 12, 31), timezones=st.just(UTC)
)
WORDS = """
    el la al del de antes para hasta próximo viernes lunes martes miércoles domingo sábado que viene
    semana mes fin de a las en 5 31 30/11 3/4 29 febrero diciembre mayo 2026 2027 99 0 0/0 1/13 hoy
    mañana pasado ayer quince días dos semanas 17:30 25:99 5pm tarde noche la en por y o , . ( ) :
    cada todos los primer último mediados fines principios quincena 12 de del año más menos cuarto
    sexta-feira segunda até dia amanhã próxima terça next Friday Dec 4th May the end of month tomorrow
    at noon midnight medianoche 31/2 2/30 9999999999 00:00 24:00 1. 1.5.26 4-dic-26 é ñ 🎒
    """
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)
TEXTS = st.one_of(st.text(max_size=120), SENTENCES)

unhurried = settings(suppress_health_check=[HealthCheck.too_slow])


def read(text: str, now: datetime, zone: ZoneInfo, language: str) -> Reading:
    return read_moment(text, now=now, zone=zone, language=language)


@unhurried
@given(text=TEXTS, now=NOWS, zone=st.sampled_from(ZONES), language=LANGUAGES)
def test_any_text_is_read_without_stumbling_and_never_into_the_past(
    text: str, now: datetime, zone: ZoneInfo, language: str
) -> None:
    found = read(text, now, zone, language)

    today = now.astimezone(zone).date()
    if found is None:
        return
    assert 0 <= found.start < found.end <= len(text)
    assert text[found.start : found.end].strip() == text[found.start : found.end]
    if isinstance(found, Moment):
        assert found.on >= today
        if found.at and found.on == today:
            assert found.at > now.astimezone(zone).time()
    if isinstance(found, Unsure):
        assert list(found.options) == sorted(set(found.options))
        assert all(day >= today for day in found.options)
    if isinstance(found, Past):
        assert found.on < today


@unhurried
@given(text=TEXTS, language=LANGUAGES)
def test_any_text_may_be_asked_for_a_time_or_a_stretch(text: str, language: str) -> None:
    at = read_time(text, language=language)
    stretch = read_duration(text, language=language)

    assert at is None or at.tzinfo is None
    assert stretch is None or stretch > timedelta(0)


def plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def meant(reading: Reading) -> object:
    if isinstance(reading, Unsure):
        return reading.doubt, reading.options, reading.at
    return reading and (type(reading), reading.on, getattr(reading, "at", None))


def test_accents_and_capitals_change_nothing() -> None:
    for language in ("es", "pt", "en"):
        for phrase, now, zone, _ in phrases(language):
            as_is = meant(read(phrase.lower(), now, zone, language))

            assert meant(read(phrase.upper(), now, zone, language)) == as_is, phrase
            assert meant(read(plain(phrase.lower()), now, zone, language)) == as_is, phrase
            decomposed = unicodedata.normalize("NFD", phrase.lower())
            assert meant(read(decomposed, now, zone, language)) == as_is, phrase


@unhurried
@given(
    day=st.dates(min_value=date(2027, 1, 1), max_value=date(2028, 12, 31)),
    now=st.datetimes(
        min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 30), timezones=st.just(UTC)
    ),
    zone=st.sampled_from(ZONES),
)
def test_a_day_with_its_year_is_that_day_however_it_is_written(
    day: date, now: datetime, zone: ZoneInfo
) -> None:
    for written in (
        f"{day.day}/{day.month}/{day.year}",
        f"antes del {day.day:02}-{day.month:02}-{day.year}",
        f"el {day.day} de {MONTHS[day.month - 1]} de {day.year}",
        f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    ):
        found = read(written, now, zone, "es")

        assert isinstance(found, Moment), written
        assert found.on == day


def test_a_very_long_text_is_read_in_a_blink() -> None:
    text = ("Rosa sube la pauta de la clase con 25 niños y 3/4 de los apoderados, " * 60)[:4000]
    text += " antes del 4 de diciembre de 2026"

    found = read(text, datetime(2026, 11, 18, 15, tzinfo=UTC), ZONES[0], "es")

    assert isinstance(found, Moment)
    assert str(found.on) == "2026-12-04"
