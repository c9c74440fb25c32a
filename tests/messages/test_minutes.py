"""Minutes stay readable on a phone, however many points and however long."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html import unescape

import pytest

from community.calendar import at_wall
from community.communities import Community
from community.ids import ChatId, CommunityId, MessageId, MinutesId, PersonId, PointId, SessionId
from community.minutes import Minutes, MinutesState, Point, PointKind
from community.prompts import Media
from locales.words import LANGUAGES, words_in
from messages import minutes as says
from messages import minutes_finding as finds
from messages.minutes import Told
from messages.text import MAX_TEXT, Message

NOW = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
COMMUNITY = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1001234567890), title="Red", invited_at=NOW
)
LONGEST = 600  # characters people read of one message


def told(
    many: int, said: str, *, text: str | None = None, title: str = "Lectura", chat: int = -1001
) -> Told:
    return Told(
        minutes=Minutes(
            id=MinutesId(7),
            community_id=CommunityId(1),
            session_id=SessionId(1),
            title=title,
            held_at=at_wall(date(2026, 11, 17), time(18), COMMUNITY.zone),
            state=MinutesState.DRAFT,
            closes_at=NOW,
            text=text,
        ),
        points=[
            Point(
                id=PointId(number),
                community_id=CommunityId(1),
                minutes_id=MinutesId(7),
                kind=list(PointKind)[number % 5],
                text=said,
                media=Media.PHOTO if number % 7 == 6 else None,
                person_id=PersonId(number),
                name="María de los Ángeles Fernández-Huenchullán",
                noted_by=PersonId(number),
                message_id=MessageId(number + 1),
                noted_at=NOW,
            )
            for number in range(many)
        ],
        answers=(),
        presences=(),
        community=COMMUNITY,
    )


def read(message: Message) -> str:
    return unescape(re.sub(r"<[^>]+>", "", message.text))


def seen(message: Message) -> str:
    """Without what is folded."""
    folded = re.sub(r"<blockquote expandable>.*?</blockquote>", "", message.text, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", folded))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("many", "said", "text"),
    [
        (1, "a", None),
        (8, "Leemos en parejas los martes " * 3, None),
        (20, "Leemos en parejas & <escribimos> " * 20, None),
        (300, "«ñ» <b> & " * 50, None),
        (1, "&<" * 2000, None),
        (3, "x", "&" * 4096),
        (3, "x", "Acordamos seguir. " * 200),
    ],
)
def test_a_draft_and_what_is_published_fit(
    language: str, many: int, said: str, text: str | None
) -> None:
    words = words_in(language)
    one = told(many, said, text=text, title="Lectura en voz alta <b> & " * 40)

    for message in (says.draft(one, words, days=7), says.published(one, words)):
        assert len(read(message)) <= MAX_TEXT
        assert len(message.text) <= 4 * MAX_TEXT
        assert len(seen(message)) <= LONGEST
    file = says.as_file(one, words)
    if file is not None:
        assert file.document is not None
        assert len(file.document[1].encode()) <= 100_000
    assert (file is not None) is says.is_long(one, words)
    assert len(read(says.draft_waits(one, words, has_guides=True))) <= LONGEST


def test_nothing_of_a_long_draft_is_lost_in_its_file() -> None:
    words = words_in("es")
    file = says.as_file(told(300, "Leemos en parejas y después contamos"), words)

    assert file is not None
    assert file.document is not None
    name, content = file.document
    assert name == "acta-2026-11-17-lectura.txt"
    assert content.count("Leemos en parejas y después contamos") == 300
    assert "<" not in content


def test_what_people_wrote_is_escaped_and_an_agreement_names_nobody() -> None:
    words = words_in("es")
    shown = says.published(told(2, "<script>"), words)

    assert "<script>" not in shown.text
    assert "&lt;script&gt;" in shown.text
    assert "• <script> ↗" in read(shown)
    assert "• María de los Ángeles" in read(shown)  # the commitment


def test_where_messages_have_no_address_there_is_no_link() -> None:
    one = told(1, "Leemos")
    small = Told(
        minutes=one.minutes,
        points=one.points,
        answers=(),
        presences=(),
        community=Community(
            id=CommunityId(1), telegram_chat_id=ChatId(-55), title="Red", invited_at=NOW
        ),
    )

    assert "↗" not in says.published(small, words_in("es")).text


def test_a_photo_without_words_is_named_as_what_it_is() -> None:
    assert "[foto]" in says.published(told(7, ""), words_in("es")).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("many", [1, 2, 60])
@pytest.mark.parametrize("query", ["", "títeres & <b> " * 40])
def test_a_list_of_minutes_fits_however_long_their_titles(
    language: str, many: int, query: str
) -> None:
    words = words_in(language, 2027)
    one = told(1, "Leemos", title="Lectura en voz alta <b> & " * 40).minutes
    line = "Prestamos títeres entre escuelas & <b> " * 9 if query else ""
    published = replace(one, state=MinutesState.PUBLISHED)

    found = finds.found([(one, line)] * many, query, COMMUNITY, words)
    past = finds.buttons([published] * min(many, 5), COMMUNITY, words)

    for message in (found, finds.nothing_found(query, words), finds.nothing_yet(words)):
        assert len(read(message)) <= LONGEST
        assert "<b> &" not in message.text
    assert sum(map(len, found.keyboard)) == sum(map(len, past)) == min(many, 5)
    assert all(len(row) <= 3 for row in found.keyboard)
    assert all(len(button.label) <= 20 for row in past for button in row)


def test_below_past_sessions_there_is_a_button_for_what_is_published() -> None:
    waiting = told(1, "Leemos").minutes
    published = replace(waiting, state=MinutesState.PUBLISHED)

    shown = finds.buttons([None, waiting, published], COMMUNITY, words_in("es", 2026))

    assert [button.label for row in shown for button in row] == ["Acta mar 17 nov"]


def test_a_copied_draft_comes_back_without_its_head_and_arrows() -> None:
    words = words_in("es")
    one = replace(told(2, "Leemos"), becoming=2)
    copied = read(says.draft(one, words))

    body = says.retyped(copied, one, words)

    assert body.startswith("🤝 Acuerdos\n• Leemos\n")
    assert "↗" not in body
    assert says.retyped("Otra cosa", one, words) == "Otra cosa"
