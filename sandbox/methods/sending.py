"""Sending: texts, files, forwards and copies."""

from typing import Any

from sandbox import rendering
from sandbox.chats import Chat
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.methods.table import Call, method
from sandbox.methods.wording import read_caption, read_keyboard, read_text
from sandbox.refused import bad_request
from sandbox.talk import thread_of

SEND = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup "
)
CAPTION = "caption parse_mode caption_entities "


def send(call: Call, chat: Chat, content: Json, **more: Any) -> Json:
    """Write the bot's message into the chat and answer with it."""
    thread = topic_of(call, chat)
    reply_to = answered_by(call, chat)
    message = call.world.new_message(
        chat,
        call.world.bot.id,
        content,
        call.now,
        reply_to=reply_to,
        thread=thread_of(call.world, chat, reply_to, thread),
        keyboard=read_keyboard(call),
        silent=call.flag("disable_notification"),
        **more,
    )
    return rendering.as_message(call.world, message)


def topic_of(call: Call, chat: Chat) -> int | None:
    """The topic to write in. Only forums have them; General has no number of its own."""
    thread = call.number("message_thread_id")
    if not thread or not chat.is_forum:
        return None
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread


def answered_by(call: Call, chat: Chat) -> int | None:
    """The message to answer; one that is gone is refused, or with leave passed over."""
    wanted = call.json("reply_parameters")
    if not wanted:
        return None
    message_id = int(wanted.get("message_id", 0))
    elsewhere = int(wanted.get("chat_id", chat.id)) != chat.id
    if message_id in call.world.messages(chat.id) and not elsewhere:
        return message_id
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


@method("sendMessage", SEND + "text parse_mode entities link_preview_options")
def send_message(call: Call) -> Json:
    return send(call, call.chat(), read_text(call))


def _send_file(call: Call, kind: str) -> Json:
    chat = call.chat()
    file = call.file(kind)
    file.seconds = call.number("duration") or file.seconds
    return send(call, chat, file.as_content() | read_caption(call))


@method("sendDocument", SEND + CAPTION + "document thumbnail disable_content_type_detection")
def send_document(call: Call) -> Json:
    return _send_file(call, "document")


@method("sendPhoto", SEND + CAPTION + "photo has_spoiler show_caption_above_media")
def send_photo(call: Call) -> Json:
    return _send_file(call, "photo")


@method("sendVoice", SEND + CAPTION + "voice duration")
def send_voice(call: Call) -> Json:
    return _send_file(call, "voice")


@method(
    "sendVideo",
    SEND + CAPTION + "video duration width height thumbnail cover start_timestamp has_spoiler "
    "supports_streaming show_caption_above_media",
)
def send_video(call: Call) -> Json:
    return _send_file(call, "video")


@method("sendAudio", SEND + CAPTION + "audio duration performer title thumbnail")
def send_audio(call: Call) -> Json:
    return _send_file(call, "audio")


@method("sendChatAction", "chat_id business_connection_id message_thread_id action")
def send_chat_action(call: Call) -> bool:
    chat = call.chat()
    topic_of(call, chat)
    call.world.changed("typing", chat=chat.id)
    return True


FORWARD = (
    "chat_id from_chat_id message_id message_thread_id direct_messages_topic_id "
    "video_start_timestamp disable_notification protect_content message_effect_id "
    "suggested_post_parameters "
)


@method("forwardMessage", FORWARD)
def forward_message(call: Call) -> Json:
    chat = call.chat()
    original = _original(call, "message to forward not found")
    origin = original.forwarded or {
        "type": "user",
        "sender_user": rendering.as_user(call.world, original.sender),
        "date": original.date,
    }
    return send(call, chat, _content_of(original), forwarded=origin)


@method(
    "copyMessage",
    FORWARD + CAPTION + "show_caption_above_media allow_paid_broadcast reply_parameters "
    "reply_markup",
)
def copy_message(call: Call) -> Json:
    chat = call.chat()
    original = _original(call, "message to copy not found")
    content = _content_of(original)
    if "caption" in call.params and original.media_kind:
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= read_caption(call)
    return {"message_id": send(call, chat, content)["message_id"]}


def _original(call: Call, missing: str) -> Message:
    return call.message(call.chat("from_chat_id"), missing)


def _content_of(message: Message) -> Json:
    if message.is_service:
        raise bad_request("message can't be forwarded")
    return dict(message.content)
