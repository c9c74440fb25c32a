"""Prompts as people read them: short enough for a phone, in every language."""

from dataclasses import replace
from datetime import UTC, datetime, time
from html import unescape
from re import sub

import pytest

from community import prompt_bank, prompts
from community.communities import Community
from community.ids import ChatId, CommunityId, PromptId
from community.prompt_origins import PlanOrigin
from community.prompt_windows import LONGEST_WITH_A_LINE, CameIn, Window, takes_a_line
from community.prompts import MAX_QUESTION, Prompt, PromptKind, PromptState
from locales.words import LANGUAGES, words_in
from messages import prompts as says
from messages import prompts_times as times
from messages import prompts_windows as over
from messages.prompt_bank import QUESTIONS, question

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
HOME = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1001), title="Red Ñuble", invited_at=NOW
)
DRAFT = Prompt(
    id=PromptId(2**53),
    community_id=HOME.id,
    text="",
    state=PromptState.DRAFT,
    created_at=NOW,
)


def as_read(html: str) -> str:
    return unescape(sub(r"<[^>]*>", "", html))


def test_every_question_of_the_bank_has_words() -> None:
    assert set(QUESTIONS) == set(prompt_bank.BY_KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_of_the_longest_questions_fits_a_phone(language: str) -> None:
    words = words_in(language)
    longest = {
        kind: max(
            (s for s in prompt_bank.BANK if s.kind is kind),
            key=lambda starter: len(question(starter.key, words)),
        )
        for kind in PromptKind
        if kind is not PromptKind.OWN
    }
    three = sorted(longest.values(), key=lambda s: len(question(s.key, words)))[-3:]

    offered = says.offered(DRAFT, three, words, words)

    assert len(as_read(offered.text)) <= 600


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_question_fits_a_phone_with_how_to_answer_it(language: str) -> None:
    asked = prompts.post(replace(DRAFT, text="&" * MAX_QUESTION), NOW, HOME.zone)

    assert len(as_read(says.posted(asked, words_in(language), HOME.zone).text)) <= 600


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_read_at_one_glance(language: str) -> None:
    words = words_in(language)
    said = {key: question(key, words) for key in QUESTIONS}

    assert [key for key, text in said.items() if len(text) > 150] == []
    assert [key for key, text in said.items() if "!" in text or "¡" in text] == []
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_question_fits_a_phone_wherever_it_is_shown(language: str) -> None:
    words = words_in(language)
    draft = replace(DRAFT, text="x" * MAX_QUESTION)
    waits = prompts.schedule(draft, NOW)
    weekly = replace(HOME, prompt_weekday=2, prompt_time=time(17, 0))
    shown = (
        times.when(draft, words),
        times.preview(draft, HOME, NOW, words, words),
        times.preview(waits, HOME, NOW, words, words),
        times.settled(waits, words, weekly, is_moved=True),
        times.which_day(draft, [], words, is_silent=True),
        times.which_weekday(draft, [], words),
    )

    assert [
        len(as_read(message.text)) for message in shown if len(as_read(message.text)) > 600
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prompt_that_takes_a_note_along_fits_a_phone(language: str) -> None:
    words = words_in(language)
    asked = prompts.post(replace(DRAFT, text="x" * LONGEST_WITH_A_LINE), NOW, HOME.zone)
    earlier = Window(prompt=asked, came_in=CameIn(answers=112, people=101, schools=47))
    before = over.before_the_next([earlier], HOME, words)
    origin = PlanOrigin(title="x" * 90, step=10, steps=12)

    said = says.posted(asked, words, HOME.zone, origin=origin, before=before)

    assert takes_a_line(asked)
    assert not takes_a_line(replace(asked, text=f"{asked.text}x"))
    assert len(as_read(said.text)) <= 600


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_on_windows_fit_a_phone(language: str) -> None:
    words = words_in(language)
    asked = prompts.post(replace(DRAFT, text="palabra " * 50), NOW, HOME.zone)
    window = Window(prompt=asked, came_in=CameIn(answers=112, people=101, schools=47))

    for message in (
        over.note([window] * 5, HOME, words),
        over.nothing_came([window] * 5, HOME, words),
    ):
        assert len(as_read(message.text)) <= 600


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_short_and_their_data_fits_telegram(language: str) -> None:
    words = words_in(language)
    for starter in prompt_bank.BANK:
        chosen = prompts.word(DRAFT, "…", starter.kind, starter.key)
        waits = prompts.schedule(chosen, NOW)
        for message in (
            says.offered(DRAFT, [starter], words, words, 64),
            times.when(chosen, words),
            times.preview(chosen, HOME, NOW, words, words),
            times.preview(waits, HOME, NOW, words, words),
            times.settled(waits, words, HOME),
            times.which_day(chosen, [NOW.date()] * 6, words),
            times.which_hour(chosen, NOW.date(), [NOW.time()] * 6, words),
            times.which_moment(chosen, [(NOW.date(), NOW.time())] * 9, words),
            times.which_weekday(chosen, range(7), words),
            times.which_weekly_hour(chosen, 6, [NOW.time()], words),
        ):
            for row in message.keyboard:
                assert len(row) <= 3
                for button in row:
                    assert button.press is not None
                    assert len(button.press.data.encode()) <= 64
                    assert len(button.label) <= 20


def test_an_offer_of_a_used_up_bank_asks_for_own_words() -> None:
    offered = says.offered(DRAFT, [], words_in("es"), words_in("es"))

    assert "Responde a este mensaje con una tuya" in offered.text
    assert offered.keyboard == ()
