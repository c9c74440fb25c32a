"""Reading result.json: every shape that real files have, and none that ends in an error."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.discussions import Utterance
from community.histories import Omission
from community.ids import CommunityId
from community.prompts import Media
from reading.telegram_export import NotAnExport, groups_in, read_messages
from tests.exported import GROUP, export, message, service

BOT = 1000000001
SANTIAGO = ZoneInfo("America/Santiago")


def read(*messages: dict[str, Any]) -> list[Utterance | Omission]:
    return list(read_messages(messages, community=CommunityId(1), bot_id=BOT, zone=SANTIAGO))


def said(*messages: dict[str, Any]) -> list[Utterance]:
    found = read(*messages)
    assert all(isinstance(one, Utterance) for one in found), found
    return [one for one in found if isinstance(one, Utterance)]


def test_text_is_a_string_or_a_list_of_strings_and_entities() -> None:
    parts = [
        "Usamos ",
        {"type": "bold", "text": "tortillas"},
        " y ",
        {"type": "text_link", "text": "esto", "href": "https://example.org"},
    ]

    plain, rich = said(message(1, "Leímos"), message(2, parts))

    assert plain.text == "Leímos"
    assert rich.text == "Usamos tortillas y esto"


def test_instants_are_unix_times_and_in_old_files_the_wall_of_the_community() -> None:
    new, old = said(
        message(1, date_unixtime="1790859600", edited="x", edited_unixtime="1790859700"),
        message(2, date="2026-01-15T12:00:00", date_unixtime=None),
    )

    assert new.said_at == datetime(2026, 10, 1, 13, 0, tzinfo=UTC)
    assert new.edited_at == datetime(2026, 10, 1, 13, 1, 40, tzinfo=UTC)
    assert old.said_at == datetime(2026, 1, 15, 15, 0, tzinfo=UTC)


def test_a_person_is_user_and_a_number_or_in_old_files_the_number_alone() -> None:
    new, old = said(message(1), message(2, from_id=7001))

    assert new.person_id == old.person_id == 7001
    assert new.name == "Rosa Quispe"


@pytest.mark.parametrize(
    ("seen", "omission"),
    [
        (service(1, "join_group_by_link"), Omission.SERVICE),
        (message(1, "/resumen"), Omission.COMMAND),
        (message(1, from_id=f"user{BOT}", **{"from": "Minga"}), Omission.OWN),
        (message(1, from_id="channel1650000001", **{"from": "Red Ñuble"}), Omission.NOBODY),
        (message(1, **{"from": None}), Omission.NOBODY),
        (message(1, "", poll={"question": "¿Cuándo?"}), Omission.EMPTY),
        (message(1, "   "), Omission.EMPTY),
        (message(1, date_unixtime="never"), Omission.UNREADABLE),
        (message(1, id="first"), Omission.UNREADABLE),
        (message(1, 17), Omission.UNREADABLE),
        (message(1, date_unixtime=str(10**20)), Omission.UNREADABLE),
    ],
)
def test_what_does_not_come_along_has_a_reason(seen: dict[str, Any], omission: Omission) -> None:
    assert read(seen) == [omission]


def test_media_are_known_by_their_kind_and_never_by_their_file() -> None:
    found = said(
        message(1, "", photo="photos/photo_1.jpg"),
        message(2, "", media_type="voice_message", file="(File not included.)"),
        message(3, "", media_type="video_message", file="x.mp4"),
        message(4, "", media_type="sticker", sticker_emoji="👍"),
        message(5, "La rúbrica", file="x.pdf", file_name="rúbrica.pdf"),
        message(6, "", media_type="something_new"),
    )

    assert [one.media for one in found] == [
        Media.PHOTO,
        Media.VOICE,
        Media.VIDEO,
        Media.STICKER,
        Media.DOCUMENT,
        Media.DOCUMENT,
    ]
    assert "rúbrica.pdf" not in found[4].text


def test_a_topic_is_found_by_following_the_answers_to_where_it_began() -> None:
    found = read(
        service(10, "topic_created", title="Lectura"),
        message(11, reply_to_message_id=10),
        message(12, reply_to_message_id=11),
        message(13),
        message(14, reply_to_message_id=9),  # what it answers is not in the file
    )

    threads = [(one.thread_id, one.reply_to_message_id) for one in found[1:]]
    assert threads == [(10, None), (10, 11), (None, None), (None, 9)]


def test_answers_that_go_round_in_circles_end() -> None:
    found = said(message(1, reply_to_message_id=2), message(2, reply_to_message_id=1))

    assert [one.thread_id for one in found] == [None, None]


def test_no_text_holds_what_a_database_would_refuse() -> None:
    (found,) = said(message(1, "Hola\x00 \ud83d", **{"from": "Ro\x00sa"}))

    assert (found.text, found.name) == ("Hola ", "Rosa")


def test_a_group_has_the_number_that_bots_see() -> None:
    basic = {"type": "private_group", "id": 55, "name": "Chico", "messages": []}
    person = {"type": "personal_chat", "id": 7, "messages": [message(1)]}
    account = {"about": "…", "chats": {"list": [export(message(1)), basic, person, "?"]}}

    assert [chat.chat_id for chat in groups_in(export())] == [-1001650000001]
    assert [chat.chat_id for chat in groups_in(account)] == [-GROUP - 10**12, -55]


@pytest.mark.parametrize("document", [[], "hola", {}, {"chats": {"list": []}}, {"messages": []}])
def test_what_is_no_export_is_refused(document: Any) -> None:
    with pytest.raises(NotAnExport):
        groups_in(document)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "type",
                "text",
                "from",
                "from_id",
                "date",
                "date_unixtime",
                "edited",
                "reply_to_message_id",
                "media_type",
                "photo",
                "action",
            ]
        ),
        _ANYTHING,
    )
)
def test_any_shape_gives_an_utterance_or_a_reason(broken: dict[str, Any]) -> None:
    assert len(read({**message(1), **broken}, message(2))) == 2
