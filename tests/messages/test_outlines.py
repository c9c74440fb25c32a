"""Plans and choices fit a phone in every language: 600 characters, three buttons a row."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest

from community import outlines, prompts
from community.communities import Community
from community.ids import (
    ChatId,
    CommunityId,
    MessageId,
    OutlineId,
    PromptId,
    ThemeId,
    ThemeRoundId,
)
from community.outlines import LIBRARY, Outline, OutlineState, ReadyOutline
from community.prompt_origins import PlanOrigin, ThemeOrigin
from community.prompts import MAX_QUESTION, Prompt
from community.themes import SHOWN, Tally, Theme, ThemeRound
from locales.words import LANGUAGES, words_in
from messages import outlines as says
from messages import prompts as asks
from messages import themes as chooses
from messages.outline_library import steps_of, title_of
from messages.text import Message

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
HOME = Community(id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=NOW)
LONG = "palabra & <b>" * 100


def shown(message: Message) -> int:
    """How long it is as people read it."""
    assert all(len(row) <= 3 for row in message.keyboard)
    assert all(len(button.label) <= 20 for row in message.keyboard for button in row)
    return len(unescape(re.sub(r"<[^>]*>", "", message.text)))


def plan(title: str, key: str | None, texts: tuple[str, ...]) -> tuple[Outline, list[Prompt]]:
    days = tuple(range(1, len(texts) + 1))
    moments = outlines.ready_moments(ReadyOutline(key="", days=days), date(2026, 11, 30), HOME, NOW)
    outline = Outline(
        id=OutlineId(1),
        community_id=HOME.id,
        key=key,
        title=title,
        begun_by=None,
        created_at=NOW,
    )
    steps = [
        Prompt(
            id=PromptId(number),
            community_id=HOME.id,
            text=text,
            state=prompts.PromptState.DRAFT,
            created_at=NOW,
            due_at=moment,
            position=number,
        )
        for number, (text, moment) in enumerate(zip(texts, moments, strict=True), start=1)
    ]
    return outline, steps


@pytest.mark.parametrize("ready", LIBRARY, ids=lambda ready: ready.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ready_plan_its_steps_and_its_questions_fit(language: str, ready: ReadyOutline) -> None:
    words = words_in(language)
    outline, steps = plan(title_of(ready.key, words), ready.key, steps_of(ready.key, words))

    assert shown(says.card(outline, steps, HOME, words)) <= 600
    for step in steps:
        assert shown(says.step(step, outline, len(steps), HOME, words)) <= 600
        origin = PlanOrigin(title=outline.title, step=5, steps=5)
        posted = prompts.post(step, NOW, HOME.zone)
        assert shown(asks.posted(posted, words, HOME.zone, origin)) <= 600


@pytest.mark.parametrize("state", [OutlineState.DRAFT, OutlineState.RUNNING])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_plan_of_ones_own_fits(language: str, state: OutlineState) -> None:
    words = words_in(language)
    outline, steps = plan(LONG, None, (LONG[:MAX_QUESTION],) * outlines.MOST_STEPS)
    card = says.card(replace(outline, state=state), steps, HOME, words, doubtful=range(1, 9))

    assert shown(card) <= 600
    assert shown(says.library(outline, words)) <= 600
    assert shown(says.how_to_write(outline, words)) <= 600
    assert shown(says.which_day(outline, [date(2026, 12, 1)], words)) <= 600
    assert shown(says.step(steps[0], outline, 8, HOME, words)) <= 640  # 400 of them are theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_choice_and_its_result_fit(language: str) -> None:
    words = words_in(language)
    found = [
        Theme(
            id=ThemeId(number),
            community_id=HOME.id,
            text=LONG[:150],
            proposed_by=None,
            message_id=MessageId(number),
            proposed_at=NOW,
        )
        for number in range(SHOWN)
    ]
    tallies = [Tally(theme=theme, points=12) for theme in found]
    opened = ThemeRound(id=ThemeRoundId(1), community_id=HOME.id, opened_at=NOW, closes_at=NOW)

    assert shown(chooses.choice(opened, tallies, HOME, words)) <= 600
    assert shown(chooses.listed(found, 40, NOW, HOME, words)) <= 600
    assert shown(chooses.result(opened, tallies, tallies, NOW, HOME, words)) <= 600
    assert shown(chooses.result(opened, tallies, tallies, None, HOME, words)) <= 600
    assert len(chooses.given(found[0], 3, 0, words)) <= 200
    assert len(chooses.question(found[0], words)) <= MAX_QUESTION


@pytest.mark.parametrize("language", LANGUAGES)
def test_below_a_chosen_question_stands_who_proposed_it_or_nobody(language: str) -> None:
    words = words_in(language)
    _, (prompt, _) = plan("", None, ("¿…?", "¿…?"))
    posted = prompts.post(prompt, NOW, HOME.zone)

    named = asks.posted(posted, words, HOME.zone, ThemeOrigin(proposed_by="Rosa <b>"))
    unnamed = asks.posted(posted, words, HOME.zone, ThemeOrigin(proposed_by=None))
    plain = asks.posted(posted, words, HOME.zone)

    assert "Rosa &lt;b&gt;" in named.text
    assert len(unnamed.text.splitlines()) == len(plain.text.splitlines()) + 1
