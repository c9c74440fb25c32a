"""Who is named as somebody who knows, and who is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community.ids import CommunityId, PersonId
from community.knowing import Ground, Reason, choose, may_be_shown
from community.people import Member

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)


def member(number: int) -> Member:
    return Member(
        community_id=CommunityId(1), person_id=PersonId(number), name=f"P{number}", joined_at=NOW
    )


def ground(number: int, text: str = "telar") -> Ground:
    return Ground(person_id=PersonId(number), reason=Reason.OFFER, text=text)


def test_each_is_named_once_by_the_first_ground_and_no_more_than_so_many() -> None:
    grounds = [ground(1), ground(1, "otra cosa"), ground(2), ground(3), ground(4)]

    chosen = choose(grounds, map(member, range(1, 5)), now=NOW, most=3)

    assert [(one.name, one.ground.text) for one in chosen] == [
        ("P1", "telar"),
        ("P2", "telar"),
        ("P3", "telar"),
    ]


def test_who_is_no_member_or_is_left_out_is_not_named() -> None:
    grounds = [ground(1), ground(2), ground(9)]

    chosen = choose(
        grounds, [member(1), member(2)], now=NOW, most=3, without=frozenset({PersonId(1)})
    )

    assert [one.person_id for one in chosen] == [2]


def test_who_left_rests_or_hid_is_not_shown() -> None:
    assert may_be_shown(member(1), NOW)
    assert may_be_shown(replace(member(1), paused_until=NOW - timedelta(days=1)), NOW)
    for changes in (
        {"left_at": NOW},
        {"paused_until": NOW + timedelta(days=1)},
        {"hidden_from_search": True},
    ):
        assert not may_be_shown(replace(member(1), **changes), NOW)
