"""Sessions: what can be called, answered, moved and cancelled, and when reminders come."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community import sessions
from community.calendar import Quiet, at_wall
from community.ids import CommunityId, PersonId, SessionId
from community.people import Person
from community.sessions import (
    Draft,
    Reply,
    Session,
    SessionCancelled,
    SessionInThePast,
    SessionStarted,
    SessionState,
)
from community.sessions_calendar import DAY_BEFORE_STEP, HOUR_BEFORE_STEP, reminders

CHILE = ZoneInfo("America/Santiago")
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile
THURSDAY = at_wall(date(2026, 11, 26), time(18), CHILE)
DRAFT = Draft(
    id=SessionId(1),
    community_id=CommunityId(1),
    title="Lectura multigrado",
    called_by=PersonId(7),
    created_at=NOW,
)
SESSION = sessions.call(DRAFT, THURSDAY, NOW)
ROSA = Person(id=PersonId(8), name="Rosa", met_at=NOW)


def test_a_draft_has_no_instant_until_day_and_hour_are_known() -> None:
    with_day = replace(DRAFT, meant_on=date(2026, 11, 26))

    assert sessions.planned_at(DRAFT, CHILE) is None
    assert sessions.planned_at(with_day, CHILE) is None
    assert sessions.planned_at(replace(with_day, meant_time=time(18)), CHILE) == THURSDAY


def test_a_called_session_keeps_what_the_draft_said() -> None:
    called = sessions.call(DRAFT, THURSDAY, NOW)

    assert called == Session(
        id=SessionId(1),
        community_id=CommunityId(1),
        title="Lectura multigrado",
        starts_at=THURSDAY,
        ends_at=THURSDAY + timedelta(minutes=90),
        called_by=PersonId(7),
        created_at=NOW,
    )


@pytest.mark.parametrize("late", [timedelta(0), timedelta(minutes=1), timedelta(days=400)])
def test_nobody_is_called_into_the_past(late: timedelta) -> None:
    with pytest.raises(SessionInThePast):
        sessions.call(DRAFT, NOW - late, NOW)


def test_an_answer_carries_who_and_when() -> None:
    answer = sessions.answer(SESSION, ROSA, Reply.MAYBE, NOW)

    assert (answer.person_id, answer.name, answer.reply, answer.replied_at) == (
        ROSA.id,
        "Rosa",
        Reply.MAYBE,
        NOW,
    )


def test_nobody_answers_a_session_that_began_or_was_cancelled() -> None:
    with pytest.raises(SessionStarted):
        sessions.answer(SESSION, ROSA, Reply.YES, THURSDAY)
    with pytest.raises(SessionCancelled):
        sessions.answer(sessions.cancel(SESSION), ROSA, Reply.YES, NOW)


def test_a_move_raises_the_sequence_and_the_same_date_changes_nothing() -> None:
    later = sessions.move(SESSION, THURSDAY + timedelta(days=1), NOW)

    assert (later.starts_at, later.sequence) == (THURSDAY + timedelta(days=1), 1)
    assert sessions.move(later, later.starts_at, NOW) is later


def test_no_session_moves_into_the_past_or_after_its_end() -> None:
    with pytest.raises(SessionInThePast):
        sessions.move(SESSION, NOW, NOW)
    with pytest.raises(SessionStarted):
        sessions.move(SESSION, THURSDAY + timedelta(days=9), THURSDAY + timedelta(hours=1))
    with pytest.raises(SessionCancelled):
        sessions.move(sessions.cancel(SESSION), THURSDAY + timedelta(days=1), NOW)


def test_cancelling_twice_is_cancelling_once() -> None:
    off = sessions.cancel(SESSION)

    assert (off.state, off.sequence) == (SessionState.CANCELLED, 1)
    assert sessions.cancel(off) is off


# Reminders.


def planned(on: date, at: time, *, now: datetime = NOW, quiet: Quiet | None = None) -> list[str]:
    """«kind day hour» of each reminder, on the wall in Chile."""
    steps = reminders(at_wall(on, at, CHILE), now=now, quiet=quiet or Quiet(), zone=CHILE)
    names = {DAY_BEFORE_STEP: "day", HOUR_BEFORE_STEP: "hour"}
    return [f"{names[kind]} {when.astimezone(CHILE):%a %d %H:%M}" for kind, when in steps]


def test_a_day_and_an_hour_before() -> None:
    assert planned(date(2026, 11, 26), time(18)) == ["day Wed 25 18:00", "hour Thu 26 17:00"]


def test_in_the_night_the_last_allowed_hour_before() -> None:
    assert planned(date(2026, 11, 26), time(21)) == ["day Wed 25 19:00", "hour Thu 26 19:00"]
    assert planned(date(2026, 11, 26), time(7, 30)) == ["day Wed 25 07:30", "hour Wed 25 19:00"]


def test_on_a_silent_day_before_it_and_only_once() -> None:
    assert planned(date(2026, 11, 28), time(10)) == ["day Fri 27 10:00", "hour Fri 27 19:00"]
    assert planned(date(2026, 11, 29), time(10)) == ["day Fri 27 19:00"]


def test_what_would_be_over_is_left_out() -> None:
    assert planned(date(2026, 11, 16), time(15)) == ["hour Mon 16 14:00"]
    assert planned(date(2026, 11, 16), time(10, 30)) == []
    assert planned(date(2026, 11, 17), time(10)) == ["hour Tue 17 09:00"]


def test_18_00_stays_18_00_over_a_change_of_clocks() -> None:
    before = datetime(2027, 3, 29, 13, 0, tzinfo=UTC)  # Chile turns its clocks on 3 April 2027

    assert planned(
        date(2027, 4, 5), time(18), now=before, quiet=Quiet(silent_weekdays=frozenset())
    ) == [
        "day Sun 04 18:00",
        "hour Mon 05 17:00",
    ]
