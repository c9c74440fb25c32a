"""Three points each, ties, and the months' choices."""

from datetime import UTC, datetime, timedelta

import pytest

from community import themes
from community.communities import Community
from community.ids import ChatId, CommunityId, MessageId, PersonId, ThemeId, ThemeRoundId
from community.themes import Theme, ThemePoints, ThemeRound

NOW = datetime(2026, 12, 1, 13, 0, tzinfo=UTC)  # the first Tuesday, 10:00 in Chile
HOME = Community(id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=NOW)
ROUND = ThemeRound(
    id=ThemeRoundId(1), community_id=HOME.id, opened_at=NOW, closes_at=NOW + themes.OPEN_FOR
)
ROSA = PersonId(7)
LATER = timedelta(seconds=10)


def theme(number: int) -> Theme:
    return Theme(
        id=ThemeId(number),
        community_id=HOME.id,
        text=f"tema {number}",
        proposed_by=ROSA,
        message_id=MessageId(number),
        proposed_at=NOW - timedelta(days=20 - number),
    )


def tapped(*numbers: int) -> dict[ThemeId, int]:
    """What somebody holds after taps on these, each some seconds after the other."""
    mine: dict[ThemeId, ThemePoints] = {}
    for turn, number in enumerate(numbers):
        given = themes.give(
            list(mine.values()), ROUND, theme(number), ROSA, NOW + (turn + 1) * LATER
        )
        mine[given.theme_id] = given
    return {number: one.points for number, one in mine.items() if one.points}


@pytest.mark.parametrize(
    ("taps", "held"),
    [
        ((1,), {1: 1}),
        ((1, 2, 3), {1: 1, 2: 1, 3: 1}),
        ((1, 1, 2), {1: 2, 2: 1}),
        ((1, 1, 1), {1: 3}),
        ((1, 1, 1, 1), {}),
        ((1, 1, 2, 1, 3), {2: 1, 3: 1}),
    ],
)
def test_a_tap_gives_while_there_is_something_to_give_and_then_takes_back(
    taps: tuple[int, ...], held: dict[int, int]
) -> None:
    assert tapped(*taps) == held


def test_a_fourth_point_is_none_and_a_closed_choice_takes_none() -> None:
    with pytest.raises(themes.NoPointsLeft):
        tapped(1, 2, 3, 4)
    with pytest.raises(themes.ChoiceOver):
        themes.give([], themes.close(ROUND, None, NOW), theme(1), ROSA, NOW)


def test_a_second_tap_within_three_seconds_is_the_same() -> None:
    first = themes.give([], ROUND, theme(1), ROSA, NOW)

    assert themes.give([first], ROUND, theme(1), ROSA, NOW + timedelta(seconds=2)) == first


def test_with_equal_points_the_earliest_proposed_leads() -> None:
    def points(number: int, how_many: int) -> ThemePoints:
        return ThemePoints(
            theme_id=ThemeId(number),
            round_id=ROUND.id,
            person_id=ROSA,
            community_id=HOME.id,
            points=how_many,
            given_at=NOW,
        )

    tallies = themes.tallied([theme(3), theme(1), theme(2)], [points(3, 2), points(2, 2)])

    assert [one.theme.id for one in tallies] == [1, 2, 3]
    assert [one.theme.id for one in themes.leading(tallies)] == [2, 3]
    assert themes.leading(themes.tallied([theme(1)], [])) == []


def test_the_choice_is_on_the_first_tuesday_and_closes_when_the_bot_may_write() -> None:
    assert themes.next_round_at(HOME, NOW - timedelta(days=20)) == NOW
    assert themes.next_round_at(HOME, NOW) == datetime(2027, 1, 5, 13, 0, tzinfo=UTC)
    # five days later is a Sunday, which is silent
    assert themes.closes_at(HOME, NOW) == datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
    assert themes.was_this_month(ROUND, HOME, NOW + timedelta(days=20))
    assert not themes.was_this_month(ROUND, HOME, NOW + timedelta(days=31))
    assert not themes.was_this_month(None, HOME, NOW)


def test_an_edit_changes_what_is_open_and_nothing_else() -> None:
    assert themes.corrected(theme(1), "otro").text == "otro"
    assert themes.corrected(theme(1), "").text == "tema 1"
    assert themes.corrected(themes.choose(theme(1)), "otro").text == "tema 1"
