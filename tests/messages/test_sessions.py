"""What is said about sessions stays short on a phone, however long the words and many the people."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.calendar import at_wall
from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId, SessionId
from community.sessions import Attendance, Reply, Session, cancel, move
from locales.words import LANGUAGES, words_in
from messages import sessions as says
from messages import sessions_asking as asks
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
COMMUNITY = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1001234567890), title="Red", invited_at=NOW
)
SESSION = Session(
    id=SessionId(1),
    community_id=CommunityId(1),
    title="Lectura en voz alta " * 200,
    starts_at=at_wall(date(2026, 12, 23), time(18), COMMUNITY.zone),
    ends_at=at_wall(date(2026, 12, 23), time(18), COMMUNITY.zone) + timedelta(minutes=90),
    called_by=PersonId(7),
    created_at=NOW,
)
EVERYBODY = [
    Attendance(
        session_id=SessionId(1),
        community_id=CommunityId(1),
        person_id=PersonId(1000 + number),
        name=f"María de los Ángeles Fernández-Huenchullán {number}",
        reply=list(Reply)[number % 3],
        replied_at=NOW,
    )
    for number in range(120)
]
LONGEST = 600  # characters people read (issue 2: the budget of a 2G phone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits_the_budget(language: str) -> None:
    words = words_in(language)
    later = move(SESSION, SESSION.starts_at + timedelta(days=1), NOW)
    off = cancel(SESSION)
    said = [
        says.card(SESSION, EVERYBODY, COMMUNITY, NOW, words),
        says.card(off, EVERYBODY, COMMUNITY, NOW, words),
        says.moved(later, SESSION, EVERYBODY, COMMUNITY, words),
        says.called_off(off, EVERYBODY, COMMUNITY, words),
        says.shall_i_cancel(SESSION, COMMUNITY, words),
        says.reminder(SESSION, EVERYBODY, COMMUNITY, NOW, words),
        says.agenda([(SESSION, EVERYBODY)] * 5, {}, COMMUNITY, words),
        asks.which_day(SESSION, [], COMMUNITY, NOW, words, past="x" * 40),
    ]

    assert [_read(one) for one in said if len(_read(one)) > LONGEST] == []
    assert [b.label for one in said for row in one.keyboard for b in row if len(b.label) > 20] == []
    assert max(len(row) for one in said for row in one.keyboard) <= 3


def test_the_mention_of_somebody_who_comes_tells_them() -> None:
    later = move(SESSION, SESSION.starts_at + timedelta(days=1), NOW)

    said = says.moved(later, SESSION, EVERYBODY[:2], COMMUNITY, words_in("es")).text

    assert 'href="tg://user?id=1000"' in said
    assert "1001" not in said  # who cannot come is not called


@pytest.mark.parametrize("choice", ["", "d", "d.2026-13-40", "d.2026-11-26T9", "x.y.z", "d.ayer"])
def test_a_choice_that_is_not_ours_is_none(choice: str) -> None:
    assert asks.chosen(choice) is None


def _read(message: Message) -> str:
    return re.sub(r"<[^>]*>", "", message.text)
