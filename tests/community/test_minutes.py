"""When points are gathered, which session they belong to, and what becomes of minutes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community import minutes
from community.ids import CommunityId, MessageId, MinutesId, PersonId, PointId, SessionId
from community.minutes import Minutes, MinutesState, Point, PointKind
from community.sessions import Draft, Session, SessionKind, call, cancel

BEGINS = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ANA, ROSA, JUAN = PersonId(1), PersonId(2), PersonId(3)


def session(
    number: int = 1, *, kind: SessionKind = SessionKind.LIVE, thread: int | None = None
) -> Session:
    draft = Draft(
        id=SessionId(number),
        community_id=CommunityId(1),
        title=f"Encuentro {number}",
        kind=kind,
        called_by=ANA,
        created_at=BEGINS - DAY,
        thread_id=thread,
    )
    return call(draft, BEGINS + number * timedelta(minutes=1), BEGINS - DAY)


LIVE, OF_DAYS = session(), session(2, kind=SessionKind.ASYNCHRONOUS)
DRAFTED = minutes.close(minutes.begin(LIVE, BEGINS + HOUR), BEGINS + 5 * HOUR)


@pytest.mark.parametrize(
    ("last", "closes"),
    [
        (None, timedelta(hours=3)),
        (timedelta(minutes=10), timedelta(hours=3, minutes=10)),
        (timedelta(hours=2), timedelta(hours=5)),
        (timedelta(hours=24), timedelta(hours=25, minutes=30)),  # a day after its end, at most
    ],
)
def test_a_live_session_gathers_until_it_was_quiet_for_three_hours(
    last: timedelta | None, closes: timedelta
) -> None:
    last_at = None if last is None else LIVE.starts_at + last

    assert minutes.closes_at(LIVE, last_at) == LIVE.starts_at + closes


def test_one_of_some_days_gathers_until_its_end_however_quiet_it_is() -> None:
    assert minutes.closes_at(OF_DAYS, None) == OF_DAYS.ends_at
    assert minutes.is_on(OF_DAYS, None, OF_DAYS.starts_at + 4 * DAY)
    assert not minutes.is_on(OF_DAYS, None, OF_DAYS.ends_at)


def test_before_it_begins_and_once_it_is_cancelled_or_closed_nothing_is_gathered() -> None:
    kept = minutes.begin(LIVE, BEGINS + HOUR)

    assert minutes.is_on(LIVE, kept, BEGINS + HOUR)
    assert not minutes.is_on(LIVE, None, LIVE.starts_at - timedelta(seconds=1))
    assert not minutes.is_on(cancel(LIVE), kept, BEGINS + HOUR)
    assert not minutes.is_on(LIVE, kept, kept.closes_at)
    assert not minutes.is_on(LIVE, minutes.close(kept, BEGINS), BEGINS + HOUR)


def test_a_late_point_never_closes_minutes_earlier() -> None:
    kept = minutes.begin(LIVE, BEGINS + 2 * HOUR)

    assert minutes.noted(kept, LIVE, BEGINS + HOUR).closes_at == kept.closes_at


def test_the_announcement_then_the_topic_then_the_live_then_the_latest_is_meant() -> None:
    later, elsewhere = session(3), session(4, thread=77)
    on = [LIVE, OF_DAYS, later, elsewhere]

    def chosen(thread: int | None, replied_to: int | None) -> tuple[int, int]:
        reply = None if replied_to is None else SessionId(replied_to)
        found = minutes.choose(on, thread_id=thread, replied_to=reply)
        assert found is not None
        return found.session.id, len(found.others)

    assert chosen(77, 2) == (2, 0)
    assert chosen(77, None) == (4, 0)
    assert chosen(None, None) == (4, 3)
    assert minutes.choose([OF_DAYS, LIVE], thread_id=None, replied_to=None) == minutes.Chosen(
        session=LIVE, others=(OF_DAYS,)
    )
    assert minutes.choose([], thread_id=None, replied_to=None) is None


def test_one_approval_is_enough_and_a_second_finds_it_done() -> None:
    published = minutes.publish(DRAFTED, ANA, BEGINS)

    assert (published.state, published.published_by) == (MinutesState.PUBLISHED, ANA)
    with pytest.raises(minutes.MinutesPublished):
        minutes.publish(published, JUAN, BEGINS)
    with pytest.raises(minutes.MinutesPublished):
        minutes.discard(published)
    with pytest.raises(minutes.MinutesDiscarded):
        minutes.publish(minutes.discard(DRAFTED), ANA, BEGINS)
    with pytest.raises(minutes.StillGathering):
        minutes.publish(minutes.begin(LIVE, BEGINS), ANA, BEGINS)


def test_published_minutes_can_be_corrected_and_discarded_ones_not() -> None:
    published = minutes.publish(DRAFTED, ANA, BEGINS)

    assert minutes.reword(published, "Otra vez todo", JUAN).text == "Otra vez todo"
    for one, no in (
        (minutes.discard(DRAFTED), minutes.MinutesDiscarded),
        (minutes.begin(LIVE, BEGINS), minutes.StillGathering),
    ):
        with pytest.raises(no):
            minutes.reword(one, "Otra vez todo", JUAN)
    with pytest.raises(minutes.NothingReworded):
        minutes.reword(DRAFTED, "¡muchas gracias!", JUAN)


def test_who_wrote_it_who_noted_it_and_guides_take_it_back() -> None:
    point = Point(
        id=PointId(1),
        community_id=CommunityId(1),
        minutes_id=MinutesId(1),
        kind=PointKind.IDEA,
        text="Una huerta",
        person_id=ROSA,
        name="Rosa",
        noted_by=JUAN,
        message_id=MessageId(1),
        noted_at=BEGINS,
    )

    for by, is_guide in ((ROSA, False), (JUAN, False), (ANA, True), (None, True)):
        minutes.must_be_theirs(point, by, is_guide=is_guide)
    for by in (ANA, None):
        with pytest.raises(minutes.NotYourPoint):
            minutes.must_be_theirs(replace(point, person_id=None), by, is_guide=False)


def test_minutes_bear_the_name_and_the_date_of_their_session() -> None:
    kept: Minutes = minutes.begin(LIVE, BEGINS)

    assert (kept.title, kept.held_at) == (LIVE.title, LIVE.starts_at)
