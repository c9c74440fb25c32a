"""The bank: which question comes next, so that not all is one kind, none is out of season, none comes
twice in a year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import prompt_bank
from community.ids import CommunityId, PromptId
from community.prompt_bank import BANK, BY_KEY
from community.prompts import NOT_AGAIN_WITHIN, Prompt, PromptKind, PromptState
from community.school_year import YEARS, SchoolMoment, moments_on

MONDAY = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2030, 12, 31))
MOMENTS = st.frozensets(st.sampled_from(SchoolMoment), max_size=2)
PASTS = st.lists(
    st.tuples(st.sampled_from(sorted(BY_KEY)), st.integers(min_value=0, max_value=360)), max_size=64
)


def asked(key: str, on: datetime) -> Prompt:
    return Prompt(
        id=PromptId(1),
        community_id=CommunityId(1),
        text="…",
        kind=BY_KEY[key].kind,
        bank_key=key,
        state=PromptState.POSTED,
        created_at=on,
        posted_at=on,
    )


def past_of(drawn: list[tuple[str, int]]) -> list[Prompt]:
    return [asked(key, MONDAY - timedelta(days=days)) for key, days in drawn]


def test_there_are_sixty_or_more_and_about_as_many_of_each_kind() -> None:
    many = [sum(one.kind is kind for one in BANK) for kind in prompt_bank.HOW_MANY]

    assert len(BANK) >= 60
    assert min(many) >= 15
    assert max(many) - min(many) <= 2


@pytest.mark.parametrize("moment", SchoolMoment)
@pytest.mark.parametrize("kind", prompt_bank.HOW_MANY)
def test_each_kind_has_something_for_each_moment(kind: PromptKind, moment: SchoolMoment) -> None:
    assert [one for one in BANK if one.kind is kind and one.moment is moment]


def test_the_bank_offers_three_different_kinds() -> None:
    assert len({starter.kind for starter in prompt_bank.offer([])}) == 3


def test_the_kind_that_rested_longest_comes_first() -> None:
    day = timedelta(days=1)
    past = [
        asked("setback-1", MONDAY),
        asked("achievement-1", MONDAY - day),
        asked("concern-1", MONDAY - 3 * day),
        asked("challenge-1", MONDAY - 2 * day),
    ]

    offered = prompt_bank.offer(past, 4)

    assert [starter.kind for starter in offered] == [
        PromptKind.CONCERN,
        PromptKind.CHALLENGE,
        PromptKind.ACHIEVEMENT,
        PromptKind.SETBACK,
    ]


def test_the_moment_of_the_year_comes_first() -> None:
    offered = prompt_bank.offer([], 4, moments=frozenset({SchoolMoment.START}))

    assert {starter.moment for starter in offered} == {SchoolMoment.START}


@given(drawn=PASTS, moments=MOMENTS, beyond=st.integers(min_value=0, max_value=200))
def test_whatever_was_asked_three_fresh_ones_are_offered_while_there_are_any(
    drawn: list[tuple[str, int]], moments: frozenset[SchoolMoment], beyond: int
) -> None:
    past = past_of(drawn)
    used = {prompt.bank_key for prompt in past}

    offered = prompt_bank.offer(past, moments=moments, beyond=beyond)

    keys = [starter.key for starter in offered]
    assert len(keys) == len(set(keys)) == min(3, len(BANK) - len(used))
    assert not used & set(keys)


@given(drawn=PASTS, moments=MOMENTS)
def test_nothing_out_of_season_comes_while_something_fits(
    drawn: list[tuple[str, int]], moments: frozenset[SchoolMoment]
) -> None:
    past = past_of(drawn)
    used = {prompt.bank_key for prompt in past}
    fits = [one for one in BANK if one.key not in used and one.fits(moments)]

    offered = prompt_bank.offer(past, 3, moments=moments)

    assert all(starter.fits(moments) for starter in offered[: len(fits)])


@given(begins=DAYS, country=st.sampled_from([*sorted(YEARS), "EC", "other"]))
def test_two_years_of_weeks_repeat_nothing_within_one_and_the_kinds_change(
    begins: date, country: str
) -> None:
    past: list[Prompt] = []
    start = datetime(begins.year, begins.month, begins.day, 20, tzinfo=UTC)
    for week in range(104):
        now = start + timedelta(weeks=week)
        since = [one for one in past if one.posted_at and now - one.posted_at < NOT_AGAIN_WITHIN]
        (starter,) = prompt_bank.offer(since, 1, moments=moments_on(now.date(), country))
        past.append(asked(starter.key, now))

    keys, kinds = [one.bank_key for one in past], [one.kind for one in past]
    assert all(len(set(keys[at : at + 52])) == 52 for at in range(52))
    assert all(len(set(kinds[at : at + 4])) >= 3 for at in range(40))  # a school year
    # once little is left of what fits the season: still never four of a kind running
    assert all(len(set(kinds[at : at + 4])) >= 2 for at in range(100))


def test_going_on_through_the_offers_shows_all_and_then_the_first_again() -> None:
    seen = [
        starter.key
        for beyond in range(0, len(BANK), 3)
        for starter in prompt_bank.offer([], beyond=beyond)
    ]

    assert set(seen) == set(BY_KEY)
    assert prompt_bank.offer([], beyond=len(BANK)) == prompt_bank.offer([])
