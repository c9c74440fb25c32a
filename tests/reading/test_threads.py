"""Which conversation an utterance belongs to."""

from datetime import UTC, datetime, timedelta

from reading.threads import threads_of
from reading.utterances import Utterance

BEGINNING = datetime(2026, 11, 16, 12, tzinfo=UTC)


def said(
    number: int,
    minute: float,
    text: str,
    *,
    by: str = "",
    reply_to: int | None = None,
    topic: int | None = None,
) -> Utterance:
    return Utterance(
        id=number,
        author_id=None if by else number,
        author=by or f"persona {number}",
        text=text,
        said_at=BEGINNING + timedelta(minutes=minute),
        reply_to=reply_to,
        thread=topic,
    )


def sorted_into_threads(*utterances: Utterance) -> list[int]:
    stems = {u.id: tuple(dict.fromkeys(u.text.split())) for u in utterances}
    rarity = {stem: 1.0 for found in stems.values() for stem in found}
    found = threads_of(utterances, stems, rarity)
    return [found[utterance.id] for utterance in utterances]


def test_what_follows_soon_goes_on_with_the_same() -> None:
    assert sorted_into_threads(said(1, 0, "lectura"), said(2, 19, "porotos")) == [0, 0]


def test_after_a_silence_another_subject_opens_a_thread() -> None:
    assert sorted_into_threads(said(1, 0, "lectura"), said(2, 21, "porotos")) == [0, 1]


def test_after_a_silence_the_same_subject_goes_on() -> None:
    assert sorted_into_threads(
        said(1, 0, "lectura multigrado"),
        said(2, 60, "porotos"),
        said(3, 120, "lectura compartida"),
    ) == [0, 1, 0]


def test_twelve_hours_of_silence_end_a_thread() -> None:
    assert sorted_into_threads(said(1, 0, "lectura"), said(2, 13 * 60, "lectura")) == [0, 1]


def test_a_reply_belongs_where_it_replies_even_days_later() -> None:
    assert sorted_into_threads(
        said(1, 0, "lectura"), said(2, 60, "porotos"), said(3, 5000, "gracias", reply_to=1)
    ) == [0, 1, 0]


def test_topics_of_a_forum_stay_apart() -> None:
    assert sorted_into_threads(
        said(1, 0, "lectura", topic=7), said(2, 1, "lectura", topic=8), said(3, 2, "sí", topic=7)
    ) == [0, 1, 0]


def test_a_reply_to_something_unknown_is_placed_by_time() -> None:
    assert sorted_into_threads(said(1, 0, "lectura"), said(2, 1, "gracias", reply_to=99)) == [0, 0]


def test_threads_are_told_by_who_is_addressed_alone() -> None:
    assert sorted_into_threads(
        said(1, 0, "¿Cómo protegen el huerto de la helada?", by="Ana Soto"),
        said(2, 60, "Llegaron las tabletas y no hay internet", by="Luis"),
        said(3, 61, "Ana, nosotros con botellas", by="Rosa"),
        said(4, 62, "@luis cárgalas antes en tu casa", by="Paz"),
        said(5, 63, "¿y cuántas juntaron, Rosa?", by="Ana Soto"),
        said(6, 64, "gracias paz!", by="Luis"),
        said(7, 65, "como mil cuatrocientas", by="Rosa"),
        said(8, 66, "Hola Luis: con monitores resulta", by="Olga"),
        said(9, 67, "Rosa Díaz, qué paciencia", by="Ana Soto"),
    ) == [0, 1, 0, 1, 0, 1, 0, 1, 1]


def test_whoever_is_spoken_of_is_not_addressed() -> None:
    assert sorted_into_threads(
        said(1, 0, "huerto", by="Rosa"),
        said(2, 60, "tabletas", by="Luis"),
        said(3, 61, "Rosa manda el acta el viernes", by="Ana"),
        said(4, 62, "Rosa, Luis y Ana preparan la visita", by="Paz"),
        said(5, 63, "lo que dijo Rosa me sirvió", by="Paz"),
    ) == [0, 1, 1, 1, 1]


def test_a_name_two_people_bear_is_nobodys() -> None:
    assert sorted_into_threads(
        said(1, 0, "huerto", by="Rosa Díaz"),
        said(2, 60, "tabletas", by="Rosa Soto"),
        said(3, 61, "Rosa, ¿cuántas?", by="Ana"),
        said(4, 62, "Rosa Díaz, ¿cuántas?", by="Ana"),
        said(5, 63, "@rosadiaz ¿y cómo?", by="Ana"),
    ) == [0, 1, 1, 0, 0]


def test_who_was_addressed_days_ago_opens_anew() -> None:
    assert sorted_into_threads(
        said(1, 0, "huerto", by="Rosa"), said(2, 13 * 60, "Rosa, ¿y el taller?", by="Ana")
    ) == [0, 1]
