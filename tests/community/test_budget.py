"""How often the bot may speak without being asked."""

from datetime import UTC, datetime

import pytest

from community.budget import counted_since, has_room, next_room_at
from community.communities import Community
from community.ids import ChatId, CommunityId

WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # 12:00 in Chile


@pytest.fixture
def community() -> Community:
    return Community(
        id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=WEDNESDAY
    )


def test_a_day_and_a_week_begin_on_the_communitys_wall(community: Community) -> None:
    day, week = counted_since(community, WEDNESDAY)

    assert day == datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
    assert week == datetime(2026, 11, 16, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "this_week", "fits"), [(0, 0, True), (0, 4, True), (1, 1, False), (0, 5, False)]
)
def test_one_a_day_and_five_a_week(
    community: Community, today: int, this_week: int, fits: bool
) -> None:
    assert has_room(community, today=today, this_week=this_week) is fits


def test_a_full_day_waits_for_the_end_of_the_night(community: Community) -> None:
    again = next_room_at(community, WEDNESDAY, this_week=1)

    assert again == datetime(2026, 11, 19, 10, 0, tzinfo=UTC)  # Thursday, 7:00


def test_a_full_week_waits_for_monday(community: Community) -> None:
    again = next_room_at(community, WEDNESDAY, this_week=5)

    assert again == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # Monday, 7:00
