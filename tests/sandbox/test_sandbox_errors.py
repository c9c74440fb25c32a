"""The cardboard Telegram refuses what the real one refuses, in the same words."""

from datetime import timedelta
from typing import Any

import pytest
from cardboard_town import Town


def inline(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Hecho", "callback_data": data}]]}


async def refusal(town: Town, method: str, **params: Any) -> tuple[int, str]:
    body = await town.call(method, **params)
    assert body["ok"] is False
    return body["error_code"], body["description"]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "ñ" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "Gopher"}, "unsupported parse_mode"),
        (
            {"text": "<ñ>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "ñ" at byte offset 0',
        ),
        ({"text": "x", "reply_markup": inline("")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": inline("ñ" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ],
)
async def test_what_is_wrong_with_a_message_is_said(
    town: Town, params: dict[str, Any], description: str
) -> None:
    answer = await refusal(town, "sendMessage", chat_id=town.group.id, **params)
    assert answer == (400, f"Bad Request: {description}")


async def test_a_text_of_exactly_4096_characters_and_data_of_64_bytes_pass(town: Town) -> None:
    params = {"text": "ñ" * 4096, "reply_markup": inline("ñ" * 32)}
    assert (await town.call("sendMessage", chat_id=town.group.id, **params))["ok"]


async def test_a_reply_to_what_is_gone_may_go_without_it(town: Town) -> None:
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    body = await town.call("sendMessage", chat_id=town.group.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in body["result"]


@pytest.mark.parametrize(
    ("chat", "expected"),
    [
        ("", (400, "Bad Request: chat_id is empty")),
        ("-42", (400, "Bad Request: chat not found")),
        ("@nadie", (400, "Bad Request: chat not found")),
    ],
)
async def test_a_chat_that_is_not_there(town: Town, chat: str, expected: tuple[int, str]) -> None:
    assert await refusal(town, "sendMessage", chat_id=chat, text="x") == expected


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [
        ("supergroup", "kicked", "bot was kicked from the supergroup chat"),
        ("supergroup", "left", "bot is not a member of the supergroup chat"),
        ("group", "kicked", "bot was kicked from the group chat"),
    ],
)
async def test_a_chat_that_sent_the_bot_away(
    town: Town, kind: str, status: str, reason: str
) -> None:
    chat = town.driver.chat("Otra", kind, admins=[town.rosa.id])
    town.driver.bot(chat.id, "member", by=town.rosa.id)
    town.driver.bot(chat.id, status, by=town.rosa.id)
    expected = (403, f"Forbidden: {reason}")
    assert await refusal(town, "sendMessage", chat_id=chat.id, text="x") == expected


async def test_a_person_who_never_started_or_blocked_the_bot(town: Town) -> None:
    rosa = town.rosa.id
    before = await refusal(town, "sendMessage", chat_id=rosa, text="x")
    town.driver.start(rosa)
    started = await town.call("sendMessage", chat_id=rosa, text="x")
    town.driver.block(rosa)
    after = await refusal(town, "sendMessage", chat_id=rosa, text="x")
    assert before == (403, "Forbidden: bot can't initiate conversation with a user")
    assert started["ok"]
    assert after == (403, "Forbidden: bot was blocked by the user")


async def test_a_group_that_became_a_supergroup_says_where_it_went(town: Town) -> None:
    old = town.driver.chat("Pueblo", "group", admins=[town.rosa.id])
    town.driver.bot(old.id, "member", by=town.rosa.id)
    new = town.driver.migrate(old.id)
    body = await town.call("sendMessage", chat_id=old.id, text="x")
    assert body["description"] == ("Bad Request: group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    assert old.id > -1_000_000_000_000 > new.id


async def test_edits_that_change_nothing_or_find_nothing(town: Town) -> None:
    group = town.group.id
    mine = (await town.call("sendMessage", chat_id=group, text="hola"))["result"]["message_id"]
    hers = town.driver.say(town.rosa.id, group, "hola").id
    same = await refusal(town, "editMessageText", chat_id=group, message_id=mine, text="hola")
    gone = await refusal(town, "editMessageText", chat_id=group, message_id=999, text="x")
    other = await refusal(town, "editMessageText", chat_id=group, message_id=hers, text="x")
    assert same[1].startswith("Bad Request: message is not modified: specified new message content")
    assert gone[1] == "Bad Request: message to edit not found"
    assert other[1] == "Bad Request: message can't be edited"


async def test_a_plain_member_deletes_only_its_own_and_only_for_48_hours(town: Town) -> None:
    group = town.group.id
    town.driver.bot(group, "member", by=town.rosa.id)
    hers = town.driver.say(town.rosa.id, group, "mío").id
    first, second = [
        (await town.call("sendMessage", chat_id=group, text="x"))["result"]["message_id"]
        for _ in range(2)
    ]
    other = await refusal(town, "deleteMessage", chat_id=group, message_id=hers)
    assert (await town.call("deleteMessage", chat_id=group, message_id=first))["ok"]
    again = await refusal(town, "deleteMessage", chat_id=group, message_id=first)
    await town.clock.move_to(town.clock.now() + timedelta(hours=48, seconds=1))
    late = await refusal(town, "deleteMessage", chat_id=group, message_id=second)
    assert other[1] == "Bad Request: message can't be deleted"
    assert again[1] == "Bad Request: message to delete not found"
    assert late[1] == "Bad Request: message can't be deleted for everyone"


async def test_an_admin_deletes_what_others_wrote(town: Town) -> None:
    hers = town.driver.say(town.rosa.id, town.group.id, "mío").id
    await town.call("deleteMessages", chat_id=town.group.id, message_ids=[hers, 999])
    assert hers not in town.world.messages(town.group.id)


async def test_a_tap_is_answered_once_and_within_a_minute(town: Town) -> None:
    group, rosa = town.group.id, town.rosa.id
    sent = await town.call("sendMessage", chat_id=group, text="¿?", reply_markup=inline("ok"))
    message = sent["result"]["message_id"]
    first = town.driver.tap(rosa, group, message, "Hecho")
    late = town.driver.tap(rosa, group, message, "ok")
    await town.call("answerCallbackQuery", callback_query_id=first.id, text="Listo")
    twice = await refusal(town, "answerCallbackQuery", callback_query_id=first.id)
    await town.clock.move_to(town.clock.now() + timedelta(seconds=61))
    old = await refusal(town, "answerCallbackQuery", callback_query_id=late.id)
    assert town.driver.answer(first.id) == {"text": "Listo", "alert": False, "url": None}
    assert twice == old
    assert old == (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )


async def test_pins_reactions_and_topics_need_their_rights(town: Town) -> None:
    group = town.group.id
    message = town.driver.say(town.rosa.id, group, "hola").id
    odd = await refusal(
        town,
        "setMessageReaction",
        chat_id=group,
        message_id=message,
        reaction=[{"type": "emoji", "emoji": "🥔"}],
    )
    town.driver.bot(group, "administrator", by=town.rosa.id, rights={"can_pin_messages": False})
    pin = await refusal(town, "pinChatMessage", chat_id=group, message_id=message)
    topic = await refusal(town, "createForumTopic", chat_id=group, name="Lectura")
    assert odd[1] == "Bad Request: REACTION_INVALID"
    assert pin[1] == "Bad Request: not enough rights to manage pinned messages in the chat"
    assert topic[1] == "Bad Request: the chat is not a forum"


async def test_a_topic_nobody_opened_is_refused_in_a_forum_and_ignored_elsewhere(
    town: Town,
) -> None:
    forum = town.driver.chat("Foro", forum=True, admins=[town.rosa.id])
    town.driver.bot(forum.id, "administrator", by=town.rosa.id)
    general = await refusal(town, "sendMessage", chat_id=forum.id, text="x", message_thread_id=1)
    plain = await town.call("sendMessage", chat_id=town.group.id, text="x", message_thread_id=77)
    assert general[1] == "Bad Request: message thread not found"
    assert "message_thread_id" not in plain["result"]


async def test_files_nobody_knows(town: Town) -> None:
    known = await refusal(town, "getFile", file_id="nada")
    sent = await refusal(town, "sendPhoto", chat_id=town.group.id, photo="nada")
    assert known[1] == "Bad Request: wrong file_id or the file is temporarily unavailable"
    assert sent[1].startswith("Bad Request: wrong remote file identifier specified")
