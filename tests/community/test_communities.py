"""A community begins, rests and ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from community.communities import (
    AlreadyActive,
    Community,
    Mode,
    NotPaused,
    PauseInThePast,
    State,
    activate,
    close,
    end_rest,
    pause,
    reopen,
    rest_ends_at,
)
from community.ids import ChatId, CommunityId

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
INVITED = Community(id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=NOW)


def test_only_one_activation_counts() -> None:
    running = activate(INVITED, NOW)

    assert running.is_active
    with pytest.raises(AlreadyActive):
        activate(running, NOW)


def test_a_discussion_is_read_only_where_it_runs_in_full() -> None:
    full = replace(INVITED, mode=Mode.FULL)

    assert not full.reads_discussion
    assert activate(full, NOW).reads_discussion


def test_a_closed_community_is_reopened_as_it_was() -> None:
    closed = close(replace(activate(INVITED, NOW), mode=Mode.FULL), NOW)
    again = reopen(closed, NOW + timedelta(days=3))

    assert closed.state is State.CLOSED
    assert (again.state, again.mode, again.ended_at) == (State.ACTIVE, Mode.FULL, None)


def test_a_rest_until_a_day_ends_that_morning() -> None:
    ends_at = rest_ends_at(INVITED, date(2027, 3, 3), NOW)  # a Wednesday

    assert ends_at == datetime(2027, 3, 3, 10, 0, tzinfo=UTC)  # 7:00 in Chile
    resting = pause(INVITED, NOW, ends_at)
    assert resting.is_paused(ends_at - timedelta(seconds=1))
    assert not resting.is_paused(ends_at)


def test_a_rest_until_a_silent_sunday_ends_on_monday() -> None:
    assert rest_ends_at(INVITED, date(2026, 11, 22), NOW) == datetime(
        2026, 11, 23, 10, 0, tzinfo=UTC
    )


def test_a_rest_does_not_end_before_it_begins() -> None:
    with pytest.raises(PauseInThePast):
        rest_ends_at(INVITED, date(2026, 11, 18), NOW)


def test_who_does_not_rest_cannot_be_woken() -> None:
    with pytest.raises(NotPaused):
        end_rest(INVITED, NOW)
    with pytest.raises(NotPaused):
        end_rest(pause(INVITED, NOW, NOW + timedelta(days=1)), NOW + timedelta(days=2))
