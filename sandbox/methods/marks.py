"""Small gestures: answers to taps, reactions, pins."""

from sandbox import arrivals
from sandbox.chats import Chat
from sandbox.messages import REACTIONS
from sandbox.methods.table import Call, method
from sandbox.refused import bad_request

TAP_SECONDS = 60  # undocumented; people report 10 to 60
ANSWER_LIMIT = 200


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(call: Call) -> bool:
    tap = call.world.taps.get(call.text("callback_query_id"))
    too_old = tap is None or call.now.timestamp() - tap.at > TAP_SECONDS
    if tap is None or too_old or tap.answer is not None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = {"text": text, "alert": call.flag("show_alert"), "url": call.text("url") or None}
    call.world.changed("answer", tap=tap.id, person=tap.person)
    return True


@method("setMessageReaction", "chat_id message_id reaction is_big")
def set_message_reaction(call: Call) -> bool:
    message = call.message(call.chat(), "message to react not found")
    wanted = call.json("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = str(wanted[0].get("emoji", "")) if wanted else None
    if emoji is not None and emoji not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    message.reactions.pop(call.world.bot.id, None)
    if emoji:
        message.reactions[call.world.bot.id] = emoji
    call.world.changed("message", chat=message.chat, message=message.id)
    return True


@method("pinChatMessage", "chat_id message_id disable_notification business_connection_id")
def pin_chat_message(call: Call) -> bool:
    chat = _pinnable(call)
    message = call.message(chat, "message to pin not found")
    arrivals.pin(call.world, call.now, chat=chat.id, message=message.id, by=call.world.bot.id)
    return True


@method("unpinChatMessage", "chat_id message_id business_connection_id")
def unpin_chat_message(call: Call) -> bool:
    """Without a message: the one pinned last."""
    chat = _pinnable(call)
    wanted = call.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    call.world.changed("pins", chat=chat.id)
    return True


@method("unpinAllChatMessages", "chat_id")
def unpin_all_chat_messages(call: Call) -> bool:
    chat = _pinnable(call)
    chat.pinned.clear()
    call.world.changed("pins", chat=chat.id)
    return True


def _pinnable(call: Call) -> Chat:
    chat = call.chat()
    if not chat.bot_may(call.world.bot.id, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
