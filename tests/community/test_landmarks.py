"""Landmarks: what is worth a line, once, and when."""

from datetime import UTC, datetime, timedelta

from community.communities import Community
from community.ids import ChatId, CommunityId, PracticeId
from community.landmarks import Landmark, LandmarkKind, anniversary, next_at, passed_with, to_tell

NOW = datetime(2026, 12, 3, 15, 30, tzinfo=UTC)  # Thursday, 12:30 in Santiago


def community(activated_at: datetime = NOW) -> Community:
    return Community(
        id=CommunityId(1),
        telegram_chat_id=ChatId(-1),
        title="Red Ñuble",
        invited_at=activated_at,
        activated_at=activated_at,
    )


def reached(kind: LandmarkKind, number: int = 1, days_ago: int = 5) -> Landmark:
    return Landmark(
        kind=kind,
        number=number,
        reached_at=NOW - timedelta(days=days_ago),
        practice_id=PracticeId(1),
    )


def test_of_what_is_counted_only_the_highest_is_told_and_the_smaller_pass_with_it() -> None:
    ten, more = reached(LandmarkKind.PRACTICES, 10), reached(LandmarkKind.PRACTICES, 25, days_ago=1)

    assert to_tell([ten, more], set(), NOW) == (more,)
    assert passed_with(more) == ("practices:10", "practices:25")


def test_what_was_told_or_is_long_ago_is_no_news() -> None:
    told, old = reached(LandmarkKind.TRIED), reached(LandmarkKind.SEEN, days_ago=63)

    assert to_tell([told, old], {"tried:1"}, NOW) == ()


def test_three_at_most_and_those_that_say_most_first() -> None:
    found = [
        reached(kind)
        for kind in (
            LandmarkKind.PRACTICES,
            LandmarkKind.RESOLVED,
            LandmarkKind.YEARS,
            LandmarkKind.THREE_SCHOOLS,
        )
    ]

    assert [one.kind for one in to_tell(found, set(), NOW)] == [
        LandmarkKind.YEARS,
        LandmarkKind.THREE_SCHOOLS,
        LandmarkKind.RESOLVED,
    ]


def test_a_year_together_is_of_the_calendar() -> None:
    began = datetime(2025, 12, 3, 15, 0, tzinfo=UTC)

    assert anniversary(community(began), NOW - timedelta(days=1)) is None
    first = anniversary(community(began), NOW)
    assert first is not None
    assert (first.number, first.reached_at) == (1, NOW)
    assert anniversary(community(NOW), NOW) is None


def test_it_comes_on_the_first_thursday_of_a_month_at_noon() -> None:
    assert next_at(community(), after=NOW - timedelta(minutes=1)) == NOW
    assert next_at(community(), after=NOW) == datetime(2027, 1, 7, 15, 30, tzinfo=UTC)
    new_year = datetime(2027, 1, 7, 15, 30, tzinfo=UTC)
    assert next_at(community(), after=new_year) == datetime(2027, 2, 4, 15, 30, tzinfo=UTC)
