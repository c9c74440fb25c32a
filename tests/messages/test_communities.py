"""What is said of a community fits a small phone, in every language."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from community.communities import Community, Mode
from community.configuration import Setting
from community.ids import ChatId, CommunityId, DueId, OutboxId
from community.schedule import Scheduled, Thing
from community.status import CommunityStatus, Lost, Step
from locales.words import LANGUAGES, Words, words_in
from messages import communities, configuration, homes, rests, schedule, settings, status
from messages.text import Message

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
TITLE = "Red de Aprendizaje Docente de las escuelas rurales multigrado de Ñuble <b>&"
RED = Community(
    id=CommunityId(123456),
    telegram_chat_id=ChatId(-1),
    title=TITLE,
    country="DO",
    zone_name="America/Santo_Domingo",
    bot_is_admin=True,
    prompt_weekday=2,
    prompt_time=time(17),
    paused_at=NOW,
    paused_until=NOW,
    invited_at=NOW,
)
SCHEDULED = [
    Scheduled(
        thing=thing,
        subject=1,
        dues=(DueId(7),),
        kinds=frozenset({"x.y"}),
        at=NOW,
        what="Una pregunta bastante larga sobre lo que pasa en la sala cuando llueve mucho",
        number=12,
    )
    for thing in (*Thing, Thing.PROMPT, Thing.SESSION)
]
STATUS = CommunityStatus(
    done=tuple(Step(kind="prompt.weekly", at=NOW) for _ in range(3)),
    planned=tuple(Step(kind="commitment.before", at=NOW) for _ in range(5)),
    waiting=3,
    lost=tuple(Lost(id=OutboxId(n), text="x" * 30) for n in range(3)),
)


def _said(words: Words) -> Iterator[Message]:
    for red in (RED, replace(RED, bot_is_admin=False, mode=Mode.FULL)):
        yield communities.introduction(red, words)
        yield communities.memory_choice(red, words)
        yield communities.memory_sure(red, words)
        yield communities.language_step(red, words)
        yield communities.country_step(red, words)
        for country in ("MX", "BR", "ES", "other"):
            yield communities.zone_step(replace(red, country=country), words)
        yield communities.mode_step(red, words)
        yield communities.activated(red, words)
        yield communities.remembered(red, words)
        yield homes.home(red, words)
        yield communities.closing(red, words)
        yield communities.closing_sure(red, words)
        yield configuration.card(red, words)
        yield configuration.announced(list(Setting), red, words)
        yield configuration.hours_menu(red, 2, words)
        for setting in Setting:
            yield configuration.menu(setting, red, words)
        yield rests.paused(red, words)
        yield rests.paused(replace(red, paused_until=None), words)
        yield status.community(red, STATUS, words)
    yield schedule.scheduled(SCHEDULED, RED, words)
    yield communities.not_allowed(words)
    yield settings.reads_all(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_short_and_every_button_too(language: str) -> None:
    for message in _said(words_in(language)):
        assert len(re.sub(r"<[^>]*>", "", message.text)) <= 600, message.text
        assert len(message.keyboard) == 0 or message.about is not None
        for row in message.keyboard:
            assert len(row) <= 3
            for button in row:
                assert len(button.label) <= 20, button.label
                assert "…" not in button.label or button.label.startswith(
                    ("Cerrar", "Encerrar", "Close")
                )
                assert button.press is not None
                assert button.press.about == message.about
                assert len(button.press.data.encode()) <= 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_groups_name_is_shown_as_it_is_written(language: str) -> None:
    home = homes.home(RED, words_in(language))

    assert "<b>Red de" in home.text
    assert "Ñuble <b>" not in home.text


def test_english_counts_in_english() -> None:
    one = replace(RED, weekly_cap=1)

    assert "at most 1 message on" in configuration.card(one, words_in("en")).text
    assert "a lo más 1 mensaje mío" in configuration.card(one, words_in("es")).text
