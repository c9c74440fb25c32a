"""Taking a practice to a school: when one asks, and one thing at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.calendar import allows
from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId, PracticeId, TransferId
from community.transfers import (
    ASK_AFTER,
    Asking,
    NotYourTransfer,
    Outcome,
    Transfer,
    ends,
    follow_up_at,
    must_be_theirs,
    next_school_day,
    told,
)

NOW = datetime(2026, 11, 18, 20, tzinfo=UTC)
RED = Community(id=CommunityId(1), telegram_chat_id=ChatId(-100), title="Red", invited_at=NOW)
TAKEN = Transfer(
    id=TransferId(1),
    community_id=RED.id,
    practice_id=PracticeId(1),
    person_id=PersonId(2),
    name="Luis",
    taken_at=NOW,
)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)),
    st.sampled_from(["America/Santiago", "America/La_Paz", "America/Costa_Rica", "Asia/Tokyo"]),
    st.sampled_from(["56", "", "01"]),
)
def test_one_asks_in_school_hours_of_a_school_day(
    taken_at: datetime, zone: str, silent: str
) -> None:
    community = replace(RED, zone_name=zone, silent_weekdays=silent)

    for at in (follow_up_at(community, taken_at), next_school_day(community, taken_at)):
        wall = at.astimezone(community.zone)
        assert 8 <= wall.hour < 17
        assert allows(at, community.quiet, community.zone)
    assert follow_up_at(community, taken_at) - taken_at > ASK_AFTER - timedelta(days=1)


def test_after_the_outcome_one_thing_is_asked_and_then_another() -> None:
    ended = ends(TAKEN, Outcome.PARTLY, NOW)

    assert (ended.outcome, ended.asking) == (Outcome.PARTLY, Asking.WHAT)
    assert told(ended).asking is Asking.STUDENTS
    assert told(told(ended)).asking is None
    assert told(told(told(ended))).asking is None


def test_the_question_is_for_who_took_it() -> None:
    must_be_theirs(TAKEN, PersonId(2))
    for somebody in (PersonId(3), None):
        with pytest.raises(NotYourTransfer):
            must_be_theirs(TAKEN, somebody)
