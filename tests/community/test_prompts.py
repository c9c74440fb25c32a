"""Prompts: words, windows, the weekly rhythm."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community import prompts
from community.communities import Community
from community.ids import ChatId, CommunityId, PromptId
from community.prompts import Prompt, PromptState

CHILE = ZoneInfo("America/Santiago")
MONDAY = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # 10:00 in Chile
DRAFT = Prompt(
    id=PromptId(1),
    community_id=CommunityId(1),
    text="",
    state=PromptState.DRAFT,
    created_at=MONDAY,
)
COMMUNITY = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1001),
    title="Red Ñuble",
    invited_at=MONDAY,
    prompt_weekday=0,
    prompt_time=time(17, 0),
)


@pytest.mark.parametrize(
    ("posted_on", "closes_on"),
    [
        (date(2026, 11, 16), date(2026, 11, 20)),  # Monday: this Friday
        (date(2026, 11, 18), date(2026, 11, 20)),  # Wednesday: two days are enough
        (date(2026, 11, 19), date(2026, 11, 27)),  # Thursday: one day is not
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 22), date(2026, 11, 27)),  # Sunday
    ],
)
def test_a_prompt_closes_on_a_friday_that_leaves_time_to_answer(
    posted_on: date, closes_on: date
) -> None:
    noon = datetime(posted_on.year, posted_on.month, posted_on.day, 12, tzinfo=CHILE)

    posted = prompts.post(DRAFT, noon, CHILE)

    assert prompts.last_day(posted, CHILE) == closes_on


def test_it_waits_until_the_very_end_of_its_last_day() -> None:
    posted = prompts.post(DRAFT, MONDAY, CHILE)

    assert posted.closes_at == datetime(2026, 11, 21, 0, 0, tzinfo=CHILE)


def test_a_question_too_long_for_a_phone_is_refused_with_its_length() -> None:
    with pytest.raises(prompts.QuestionTooLong) as refused:
        prompts.checked("a" * 4087)

    assert refused.value.about == 4087


def test_what_waits_for_its_day_can_be_moved_reworded_and_left_out() -> None:
    scheduled = prompts.schedule(DRAFT, MONDAY)
    tuesday = MONDAY + timedelta(days=1)

    assert prompts.schedule(scheduled, tuesday).due_at == tuesday
    assert prompts.word(scheduled, "¿Otra?").due_at == MONDAY
    assert prompts.cancel(scheduled).due_at is None


@pytest.mark.parametrize(
    "settled",
    [prompts.post(DRAFT, MONDAY, CHILE), prompts.cancel(DRAFT)],
    ids=["asked", "left out"],
)
def test_what_was_asked_or_left_out_is_settled(settled: Prompt) -> None:
    for again in (
        lambda: prompts.schedule(settled, MONDAY),
        lambda: prompts.word(settled, "¿Otra?"),
        lambda: prompts.post(settled, MONDAY, CHILE),
        lambda: prompts.cancel(settled),
    ):
        with pytest.raises(prompts.AlreadyAsked):
            again()


def test_the_weekly_hour_is_the_same_on_the_wall_when_the_clocks_change() -> None:
    # Chile puts its clocks back in the night before Sunday 4 April 2027.
    before = prompts.next_in_rhythm(COMMUNITY, after=datetime(2027, 3, 28, tzinfo=UTC))
    after = prompts.next_in_rhythm(COMMUNITY, after=before)

    assert [at.astimezone(CHILE).hour for at in (before, after)] == [17, 17]
    assert after - before == timedelta(days=7, hours=1)


def test_a_rhythm_in_silent_time_comes_at_the_first_allowed_moment() -> None:
    silent_mondays = replace(COMMUNITY, silent_weekdays="056")

    due_at = prompts.next_in_rhythm(silent_mondays, after=MONDAY)

    assert due_at.astimezone(CHILE) == datetime(2026, 11, 17, 7, 0, tzinfo=CHILE)
