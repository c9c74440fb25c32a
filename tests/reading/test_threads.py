"""Which conversation an utterance belongs to."""

from datetime import UTC, datetime, timedelta

from reading.threads import threads_of
from reading.utterances import Utterance

BEGINNING = datetime(2026, 11, 16, 12, tzinfo=UTC)


def said(
    number: int, minute: float, text: str, *, reply_to: int | None = None, topic: int | None = None
) -> Utterance:
    return Utterance(
        id=number,
        author_id=number,
        author=f"persona {number}",
        text=text,
        said_at=BEGINNING + timedelta(minutes=minute),
        reply_to=reply_to,
        thread=topic,
    )


def sorted_into_threads(*utterances: Utterance) -> list[int]:
    stems = {u.id: frozenset(u.text.split()) for u in utterances}
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
