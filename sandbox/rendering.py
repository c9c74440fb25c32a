"""From the world's records to the objects of the Bot API: users, chats, messages, polls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.chats import Chat, as_chat_member
from sandbox.entities import cut
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.people import ANONYMOUS_ADMIN

if TYPE_CHECKING:
    from sandbox.world import World


def piece(text: str, entity: Json) -> str:
    return cut(text, entity["offset"], entity["length"])


def as_user(world: World, user_id: int) -> Json:
    if user_id == world.bot.id:
        return world.bot.as_user()
    return world.person(user_id).as_user()


def as_chat(world: World, chat: Chat) -> Json:
    """The `Chat` object; a private chat carries its person's names."""
    if not chat.is_private:
        return chat.as_chat()
    person = world.person(chat.id)
    about = {key: value for key, value in person.as_user().items() if key.endswith("name")}
    return {"id": chat.id, "type": "private", **about}


def as_member(world: World, chat: Chat, user_id: int) -> Json:
    rights = chat.bot_rights if user_id == world.bot.id else {}
    return as_chat_member(as_user(world, user_id), chat.status(user_id), rights)


def as_message(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """The `Message` object. What it answers is included once, without what that answered."""
    chat = world.chats[message.chat]
    body: Json = {"message_id": message.id, "from": _sender(world, message)}
    if message.anonymous:
        body["sender_chat"] = as_chat(world, chat)
    body |= {"date": message.date, "chat": as_chat(world, chat)}
    if message.thread is not None:
        body["message_thread_id"] = message.thread
        if chat.is_forum:
            body["is_topic_message"] = True
    if message.forwarded:
        body["forward_origin"] = message.forwarded
    if with_reply:
        answered = _answered(world, chat, message)
        if answered is not None:
            body["reply_to_message"] = as_message(world, answered, with_reply=False)
    if message.edited is not None:
        body["edit_date"] = message.edited
    body |= _content(world, message)
    if message.keyboard and "inline_keyboard" in message.keyboard:
        body["reply_markup"] = message.keyboard
    return body


def _answered(world: World, chat: Chat, message: Message) -> Message | None:
    """What a message answers. In a topic, one that answers nothing answers the topic's opening:
    Telegram does so, and a bot that counts replies has to know it."""
    answered = message.reply_to
    if answered is None and chat.is_forum and message.thread != message.id:
        answered = message.thread
    return None if answered is None else world.messages(chat.id).get(answered)


def _sender(world: World, message: Message) -> Json:
    return dict(ANONYMOUS_ADMIN) if message.anonymous else as_user(world, message.sender)


def _content(world: World, message: Message) -> Json:
    content = dict(message.content)
    for key in ("entities", "caption_entities"):
        if key in content:
            content[key] = [_entity(world, entity) for entity in content[key]]
    if "poll" in content:
        content["poll"] = as_poll(message)
    if "pinned_message" in content:
        pinned = world.messages(message.chat).get(content["pinned_message"])
        content["pinned_message"] = (
            as_message(world, pinned, with_reply=False)
            if pinned is not None
            else inaccessible(world, message.chat, content["pinned_message"])
        )
    for key in ("new_chat_members", "left_chat_member"):
        if key in content:
            users = [as_user(world, user_id) for user_id in content[key]]
            content[key] = users if key == "new_chat_members" else users[0]
    return content


def _entity(world: World, entity: Json) -> Json:
    if entity["type"] != "text_mention":
        return entity
    about = {key: value for key, value in entity.items() if key != "user_id"}
    return about | {"user": as_user(world, entity["user_id"])}


def inaccessible(world: World, chat_id: int, message_id: int) -> Json:
    """The `InaccessibleMessage` that stands for a message that is gone."""
    return {"chat": as_chat(world, world.chats[chat_id]), "message_id": message_id, "date": 0}


def as_poll(message: Message) -> Json:
    """The `Poll` of a message, with the votes counted."""
    poll = dict(message.content["poll"])
    poll["options"] = [
        option | {"voter_count": sum(1 for chosen in message.votes.values() if index in chosen)}
        for index, option in enumerate(poll["options"])
    ]
    poll["total_voter_count"] = len(message.votes)
    return poll
