"""What people are told of a model fits on a phone in every language, with the operator's longest words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.settings import LONGEST_TERM
from community.automatic_models import ModelTerms, with_model
from community.communities import Community, Mode, State
from community.configuration import Setting
from community.ids import ChatId, CommunityId, PersonId
from community.people import Member, Person
from locales.words import LANGUAGES, Words, words_in
from messages import configuration, privacy
from messages.text import Message

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
LONG = ("Universidad Católica de la Santísima Concepción, " * 3)[:LONGEST_TERM]
TERMS = ModelTerms(model=LONG, provider=LONG, country=LONG, retention=LONG, address="https://x/v1")
RED = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1001),
    title="Red de docentes rurales de la Región de Ñuble",
    state=State.ACTIVE,
    mode=Mode.FULL,
    country="CL",
    invited_at=NOW,
)
ON = with_model(RED, "yes", TERMS)
ROSA = Person(id=PersonId(7), name="Rosa", met_at=NOW, started_private_at=NOW)
MEMBER = Member(community_id=RED.id, person_id=ROSA.id, name="Rosa", joined_at=NOW)


def said(words: Words) -> Iterator[Message]:
    for red in (RED, ON, replace(ON, model_mark="of before")):
        yield configuration.card(red, words, TERMS)
        yield configuration.menu(Setting.MODEL, red, words, TERMS)
        yield configuration.announced([Setting.MODEL], red, words, TERMS)
        yield configuration.announced([Setting.MODE, Setting.MODEL], red, words, TERMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_short_and_every_button_too(language: str) -> None:
    for message in said(words_in(language)):
        assert len(re.sub(r"<[^>]*>", "", message.text)) <= 600, message.text
        for row in message.keyboard:
            assert len(row) <= 3
            assert all(len(button.label) <= 20 and "…" not in button.label for button in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_about_what_is_kept_has_room_for_it(language: str) -> None:
    words = words_in(language)
    shown = [
        privacy.notice(
            ON, words, reader=reader, member=MEMBER, private_url="https://t.me/x", terms=terms
        )
        for reader in (ROSA, None)
        for terms in (TERMS, None)
    ]

    lengths = [len(re.sub(r"<[^>]*>", "", message.text)) for message in shown]
    assert max(lengths) <= 800, lengths  # 610 without it, and three texts of the operator
    assert all((LONG in message.text) == (n % 2 == 0) for n, message in enumerate(shown))


def test_its_menu_says_whether_it_is_on_as_it_is() -> None:
    words = words_in("es")
    for red, is_on in ((RED, False), (ON, True), (replace(ON, model_mark="of before"), False)):
        menu = configuration.menu(Setting.MODEL, red, words, TERMS).text
        assert ("Está encendido." in menu, "Está apagado." in menu) == (is_on, not is_on)
