"""People, members and guides: what is decided without anybody watching."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community import people
from community.ids import CommunityId, PersonId
from community.people import Member, Person
from community.retention import KEPT_FOR, Kept, kept_since

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
HOME = CommunityId(1)
ROSA = Person(id=PersonId(7), name="Rosa", met_at=NOW)
MEMBER = Member(community_id=HOME, person_id=ROSA.id, name="Rosa", joined_at=NOW)


def test_who_arrives_is_a_member() -> None:
    assert people.arrive(None, ROSA, HOME, NOW) == MEMBER


def test_who_comes_back_is_the_member_they_were() -> None:
    gone = people.leave(replace(MEMBER, belongs=True), NOW)

    assert people.arrive(gone, ROSA, HOME, NOW) == replace(MEMBER, belongs=True)


def test_a_guide_who_leaves_is_no_guide_on_coming_back() -> None:
    gone = people.leave(people.name_guide(MEMBER), NOW)

    assert not people.arrive(gone, ROSA, HOME, NOW).is_guide


def test_who_wants_nothing_kept_is_not_noted_on_arrival() -> None:
    with pytest.raises(people.KeepsNothing):
        people.arrive(None, people.keep_nothing(ROSA, NOW), HOME, NOW)


def test_who_is_merely_unknown_is_not_told_that_they_keep_nothing() -> None:
    assert people.known(MEMBER, ROSA) == MEMBER
    with pytest.raises(people.InNoCommunity):
        people.known(None, ROSA)
    with pytest.raises(people.KeepsNothing):
        people.known(MEMBER, people.keep_nothing(ROSA, NOW))


def test_a_guide_is_named_once() -> None:
    guide = people.name_guide(MEMBER)

    with pytest.raises(people.AlreadyGuide):
        people.name_guide(guide)


@pytest.mark.parametrize("member", [None, MEMBER])
def test_nobody_can_be_released_who_is_no_guide(member: Member | None) -> None:
    with pytest.raises(people.NotAGuide):
        people.release_guide(member)


def test_a_wish_keeps_the_instant_it_was_first_said() -> None:
    wished = people.keep_nothing(ROSA, NOW)

    assert people.keep_nothing(wished, NOW + timedelta(days=1)) == wished
    assert people.may_keep(wished) == ROSA


def test_who_asked_for_it_is_not_written_to() -> None:
    started = replace(ROSA, started_private_at=NOW)

    assert started.can_be_written
    assert not people.write_nothing(started, NOW).can_be_written
    assert people.may_write(people.write_nothing(started, NOW)).can_be_written


def test_a_rest_ends_at_its_instant() -> None:
    resting = replace(MEMBER, paused_until=NOW + timedelta(days=14))

    assert resting.is_resting(NOW)
    assert not resting.is_resting(NOW + timedelta(days=14))
    assert not MEMBER.is_resting(NOW)


@pytest.mark.parametrize(
    ("kind", "days"),
    [(Kept.UPDATES, 7), (Kept.DISCUSSION, 30), (Kept.FILES, 365), (Kept.DEEDS, 365)],
)
def test_periods_are_those_that_were_promised(kind: Kept, days: int) -> None:
    assert kept_since(kind, NOW) == NOW - timedelta(days=days)


def test_everything_that_goes_has_a_period() -> None:
    assert set(KEPT_FOR) == set(Kept)
