"""When a community grows or goes quiet, and when nobody says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community.communities import Community
from community.digests import Week
from community.ids import ChatId, CommunityId

MAY = datetime(2026, 5, 25, 12, 0, tzinfo=UTC)  # lessons, in Chile
DAYS = timedelta(days=1)
HOME = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1001),
    title="Red Ñuble",
    country="CL",
    invited_at=datetime(2025, 4, 1, tzinfo=UTC),
    activated_at=datetime(2025, 4, 1, tzinfo=UTC),
)


def growing(until: datetime, home: Community = HOME) -> Week:
    return Week(
        community=home,
        since=until - 7 * DAYS,
        until=until,
        active=8,
        answers=12,
        answers_before=8,
        last_answer_at=until - DAYS,
    )


def going_quiet(until: datetime, home: Community = HOME) -> Week:
    return replace(growing(until, home), answers=0, last_answer_at=until - 16 * DAYS)


def test_in_weeks_of_lessons_it_is_said() -> None:
    assert growing(MAY).is_growing
    assert going_quiet(MAY).goes_quiet


@pytest.mark.parametrize(
    "until",
    [
        datetime(2026, 6, 29, 12, 0, tzinfo=UTC),  # the winter holidays
        datetime(2026, 7, 27, 12, 0, tzinfo=UTC),  # after them, held against them
        datetime(2026, 11, 30, 12, 0, tzinfo=UTC),  # the year ends
        datetime(2027, 1, 18, 12, 0, tzinfo=UTC),  # summer
        datetime(2027, 3, 22, 12, 0, tzinfo=UTC),  # begun again, held against the summer
    ],
)
def test_around_holidays_and_the_end_of_the_year_it_is_not(until: datetime) -> None:
    assert not growing(until).is_growing
    assert not going_quiet(until).goes_quiet


def test_where_the_school_year_is_not_known_every_week_is_ordinary() -> None:
    assert growing(datetime(2027, 1, 18, tzinfo=UTC), replace(HOME, country="EC")).is_growing


@pytest.mark.parametrize(("weeks", "is_said"), [(3, False), (7.9, False), (8, True)])
def test_of_a_young_community_it_is_not(weeks: float, is_said: bool) -> None:
    young = replace(HOME, activated_at=MAY - timedelta(weeks=weeks))

    assert growing(MAY, young).is_growing is is_said
    assert going_quiet(MAY, young).goes_quiet is is_said


def test_of_one_at_rest_it_is_not() -> None:
    assert not going_quiet(MAY, replace(HOME, paused_at=MAY - 20 * DAYS)).goes_quiet


def test_of_one_whose_rest_is_over_it_is_not_while_the_rest_is_compared() -> None:
    assert not replace(growing(MAY), rests=1).is_growing
    assert not replace(going_quiet(MAY), rests=1).goes_quiet
