"""Changing and taking back what was sent."""

from sandbox import rendering
from sandbox.chats import Chat
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.methods.table import Call, method
from sandbox.methods.wording import read_caption, read_keyboard, read_text
from sandbox.refused import Refused, bad_request

DELETABLE_SECONDS = 48 * 3600  # Bot API, deleteMessage
TARGET = "business_connection_id chat_id message_id inline_message_id reply_markup "
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method("editMessageText", TARGET + "text parse_mode entities link_preview_options")
def edit_message_text(call: Call) -> Json:
    message = _mine(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, read_text(call), read_keyboard(call))


@method(
    "editMessageCaption",
    TARGET + "caption parse_mode caption_entities show_caption_above_media",
)
def edit_message_caption(call: Call) -> Json:
    message = _mine(call)
    if message.media_kind is None:
        raise bad_request("there is no caption in the message to edit")
    same = {k: v for k, v in message.content.items() if not k.startswith("caption")}
    return _change(call, message, same | read_caption(call), read_keyboard(call))


@method("editMessageReplyMarkup", TARGET)
def edit_message_reply_markup(call: Call) -> Json:
    message = _mine(call)
    return _change(call, message, message.content, read_keyboard(call))


def _mine(call: Call) -> Message:
    if not call.number("message_id"):
        raise bad_request("message identifier is not specified")
    message = call.message(call.chat(), "message to edit not found")
    if message.sender != call.world.bot.id or message.is_service or message.forwarded:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, content: Json, keyboard: Json | None) -> Json:
    if content == message.content and keyboard == message.keyboard:
        raise bad_request(NOT_MODIFIED)
    if content != message.content:
        message.edited = int(call.now.timestamp())
    message.content, message.keyboard = content, keyboard
    call.world.changed("message", chat=message.chat, message=message.id)
    return rendering.as_message(call.world, message)


@method("deleteMessage", "chat_id message_id")
def delete_message(call: Call) -> bool:
    chat = call.chat()
    message = call.message(chat, "message to delete not found")
    refusal = _why_not_delete(call, chat, message)
    if refusal is not None:
        raise refusal
    _delete(call, chat, message)
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_messages(call: Call) -> bool:
    """Deletes what it can and passes over the rest, as the real one does."""
    chat = call.chat()
    wanted = call.json("message_ids") or []
    if not 1 <= len(wanted) <= 100:
        raise bad_request("message identifiers are not specified")
    for message_id in wanted:
        message = call.world.messages(chat.id).get(int(message_id))
        if message is not None and _why_not_delete(call, chat, message) is None:
            _delete(call, chat, message)
    return True


def _why_not_delete(call: Call, chat: Chat, message: Message) -> Refused | None:
    """A bot takes back its own, and as an admin others', within 48 hours; in a supergroup an admin
    who may delete messages does so without a limit."""
    may_delete = not chat.is_private and chat.bot_may(call.world.bot.id, "can_delete_messages")
    if may_delete and chat.type == "supergroup":
        return None
    if call.now.timestamp() - message.date > DELETABLE_SECONDS:
        return bad_request("message can't be deleted for everyone")
    if message.sender != call.world.bot.id and not may_delete and not chat.is_private:
        return bad_request("message can't be deleted")
    return None


def _delete(call: Call, chat: Chat, message: Message) -> None:
    del call.world.messages(chat.id)[message.id]
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    call.world.changed("deleted", chat=chat.id, message=message.id)
