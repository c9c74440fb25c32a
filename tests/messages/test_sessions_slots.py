"""What is said while a time is looked for fits a phone, with the longest that people may write."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from community import slots
from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId, SessionId, SlotId
from community.sessions import Draft
from community.slots import Availability, Slot
from locales.words import LANGUAGES, words_in
from messages import sessions_slots as says
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
COMMUNITY = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1001234567890), title="Red", invited_at=NOW
)
DRAFT = Draft(
    id=SessionId(1),
    community_id=CommunityId(1),
    title="Lectura <b>en voz alta</b> & más " * 200,
    called_by=None,
    created_at=NOW,
)
SLOTS = [
    Slot(
        id=SlotId(n),
        community_id=CommunityId(1),
        session_id=SessionId(1),
        on=date(2026, 11, 20) + timedelta(days=n),
        at=time(18),
    )
    for n in range(slots.MOST)
]
EVERYBODY = [
    Availability(
        slot_id=slot.id, person_id=PersonId(n), name=f"Persona {n}", school=f"Escuela {n % 3}"
    )
    for slot in SLOTS
    for n in range(40)
]


def everything(language: str) -> list[Message]:
    words = words_in(language, 2026)
    choice = slots.best(SLOTS, EVERYBODY, NOW, COMMUNITY.zone)
    assert choice is not None
    return [
        says.which_suit(DRAFT, SLOTS, EVERYBODY, COMMUNITY, NOW, words),
        says.best(DRAFT, choice, SLOTS, EVERYBODY, COMMUNITY, NOW, words),
        says.nobody(DRAFT, SLOTS, (), COMMUNITY, NOW, words),
        says.left_open(DRAFT, words),
        says.unclear("mañana o pasado " * 100, words),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_fits_and_names_nobody(language: str) -> None:
    for message in everything(language):
        assert len(message.text) < 700  # with the marks of HTML
        assert "Persona" not in message.text
        assert "<b>en voz" not in message.text
        assert all(len(button.label) <= 20 for row in message.keyboard for button in row)
        assert all(len(button.press.data) <= 64 for row in message.keyboard for button in row)


def test_the_reason_is_said_with_the_schools_that_are_there() -> None:
    choice = slots.best(SLOTS, EVERYBODY[:5], NOW, COMMUNITY.zone)
    assert choice is not None
    said = says.best(DRAFT, choice, SLOTS, EVERYBODY[:5], COMMUNITY, NOW, words_in("es", 2026)).text

    assert "Pueden 5 de 5, y están las 3 escuelas." in said
