"""What people say and do to messages: write, edit, tap a button, react, vote.

Each function changes the world as Telegram would and puts what the bot may know into its mailbox.
"""

import secrets
from datetime import datetime

from sandbox import rendering
from sandbox.chats import Chat
from sandbox.entities import with_found
from sandbox.json_types import Json
from sandbox.messages import MEDIA, Message, reaction_list
from sandbox.refused import NotInThisWorld
from sandbox.world import Tap, World


def say(
    world: World,
    now: datetime,
    *,
    person: int,
    chat: int,
    text: str | None = None,
    caption: str | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
    media: Json | None = None,
    data: bytes | None = None,
    anonymous: bool = False,
    forward: Json | bool | None = None,
) -> Message:
    """A person writes into a chat. `media` invents a file, unless `data` brings its bytes."""
    place = _place(world, person, chat)
    if anonymous and not place.is_admin(person):
        raise NotInThisWorld("only an admin can be anonymous")
    if reply_to is not None:
        world.message(place.id, reply_to)
    content = _content(world, text, caption, media, data)
    message = world.new_message(
        place,
        person,
        content,
        now,
        reply_to=reply_to,
        thread=thread_of(world, place, reply_to, thread),
        anonymous=anonymous,
        forwarded=_origin(world, now, forward),
    )
    if place.is_private:
        world.person(person).started = True
    world.tell_message(message)
    return message


def _place(world: World, person: int, chat: int) -> Chat:
    place = world.chat(chat)
    if place.migrated_to is not None:
        raise NotInThisWorld(f"this group became the supergroup {place.migrated_to}")
    if not place.has(person):
        raise NotInThisWorld(
            f"{world.person(person).name} is not in «{place.title}»", word="no_member"
        )
    if place.is_private and world.person(person).blocked:
        raise NotInThisWorld("this person has blocked the bot", word="blocked")
    return place


def _content(
    world: World, text: str | None, caption: str | None, media: Json | None, data: bytes | None
) -> Json:
    if media is None:
        clean = (text or "").strip()
        if not clean:
            raise NotInThisWorld("a message needs a text or a file")
        return {"text": clean} | _marked("entities", clean)
    if media["kind"] not in MEDIA:
        raise NotInThisWorld(f"unknown kind of file: {media['kind']}")
    file = world.new_file(
        media["kind"],
        name=media.get("name"),
        data=data,
        size=media.get("size"),
        seconds=media.get("seconds"),
    )
    content = file.as_content()
    words = (caption if caption is not None else text or "").strip()
    if words:
        content |= {"caption": words} | _marked("caption_entities", words)
    return content


def _marked(key: str, text: str) -> Json:
    entities = with_found(text, [])
    return {key: entities} if entities else {}


def thread_of(world: World, chat: Chat, reply_to: int | None, thread: int | None) -> int | None:
    """The `message_thread_id`: the topic in a forum; elsewhere in a supergroup, the first message
    of the chain of replies (Telegram numbers reply threads too, a surprise to many bots)."""
    if chat.type != "supergroup":
        return None
    answered = world.messages(chat.id).get(reply_to or 0)
    if chat.is_forum:
        return thread if thread is not None else answered.thread if answered else None
    if answered is None:
        return None
    return answered.thread if answered.thread is not None else answered.id


def _origin(world: World, now: datetime, forward: Json | bool | None) -> Json | None:
    if not forward:
        return None
    about = forward if isinstance(forward, dict) else {}
    when = {"date": int(about.get("date", now.timestamp()))}
    if "from" in about:
        return {"type": "user", "sender_user": rendering.as_user(world, about["from"])} | when
    return {"type": "hidden_user", "sender_user_name": about.get("name", "Alguien")} | when


def edit(world: World, now: datetime, *, person: int, chat: int, message: int, text: str) -> None:
    """A person corrects a text or caption of theirs; the bot is told if it really changed."""
    found = world.message(chat, message)
    if found.sender != person:
        raise NotInThisWorld("only one's own messages can be edited", word="not_yours")
    clean = text.strip()
    if clean == found.text:
        return
    key = "text" if "text" in found.content else "caption"
    marks = "entities" if key == "text" else "caption_entities"
    found.content = {k: v for k, v in found.content.items() if k not in (key, marks)}
    found.content |= {key: clean} | _marked(marks, clean)
    found.edited = int(now.timestamp())
    world.changed("message", chat=chat, message=message)
    world.tell_message(found, edited=True)


def tap(world: World, now: datetime, *, person: int, chat: int, message: int, button: str) -> Tap:
    """A person presses a button, named by its label or by its callback_data."""
    data = _data_of(world.message(chat, message), button)
    return tap_raw(world, now, person=person, chat=chat, message=message, data=data)


def _data_of(message: Message, wanted: str) -> str:
    rows = (message.keyboard or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row if "callback_data" in button]
    for key in ("callback_data", "text"):
        for button in buttons:
            if button[key] == wanted:
                return str(button["callback_data"])
    labels = [button["text"] for button in buttons]
    raise NotInThisWorld(f"there is no button «{wanted}» here, only {labels}", word="no_button")


def tap_raw(world: World, now: datetime, *, person: int, chat: int, message: int, data: str) -> Tap:
    """A forged or stale tap: any data, on any message, there or gone (then «inaccessible»)."""
    place = _place(world, person, chat)
    found = world.messages(place.id).get(message)
    pressed = Tap(
        id=str(secrets.randbits(62)),
        person=person,
        chat=place.id,
        message=message,
        at=int(now.timestamp()),
    )
    world.taps[pressed.id] = pressed
    shown = (
        rendering.as_message(world, found)
        if found is not None
        else rendering.inaccessible(world, place.id, message)
    )
    body: Json = {
        "id": pressed.id,
        "from": rendering.as_user(world, person),
        "message": shown,
        "chat_instance": str(abs(place.id) * 7919),
        "data": data,
    }
    world.tell("callback_query", body, person)
    return pressed


def react(
    world: World,
    now: datetime,
    *,
    person: int,
    chat: int,
    message: int,
    emoji: str | None,
    anonymous: bool = False,
) -> None:
    """A person puts, changes or takes back a reaction."""
    place = _place(world, person, chat)
    found = world.message(place.id, message)
    old = found.reactions.pop(person, None)
    if emoji:
        found.reactions[person] = emoji
    if old == emoji:
        return
    world.changed("message", chat=place.id, message=message)
    if not place.has(world.bot.id) or not (place.is_private or place.is_admin(world.bot.id)):
        return
    shown = rendering.as_chat(world, place)
    actor: Json = {"actor_chat": shown} if anonymous else {"user": rendering.as_user(world, person)}
    body: Json = {
        "chat": shown,
        "message_id": message,
        "date": int(now.timestamp()),
        "old_reaction": reaction_list(old),
        "new_reaction": reaction_list(emoji),
    }
    world.tell("message_reaction", body | actor, place.id)


def vote(world: World, *, person: int, chat: int, message: int, options: list[int]) -> None:
    """A person votes in a poll, or with no options takes the vote back."""
    _place(world, person, chat)
    found = world.message(chat, message)
    poll = found.content.get("poll")
    if poll is None or poll["is_closed"]:
        raise NotInThisWorld("there is no open poll in that message")
    found.votes.pop(person, None)
    if options:
        found.votes[person] = options
    world.changed("message", chat=chat, message=message)
    if found.sender != world.bot.id:
        return
    world.tell("poll", rendering.as_poll(found), chat)
    if not poll["is_anonymous"]:
        answer: Json = {
            "poll_id": poll["id"],
            "user": rendering.as_user(world, person),
            "option_ids": options,
            "option_persistent_ids": [str(option) for option in options],
        }
        world.tell("poll_answer", answer, person)
