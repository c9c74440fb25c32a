"""What the page shows: chats of a person with what is unread, and messages ready to be drawn.

Plain data; the words for service events are in the page's catalogs. Nothing here is HTML.
"""

from sandbox import rendering
from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.json_types import Json
from sandbox.messages import SERVICE, Message
from sandbox.methods.about_me import commands_for
from sandbox.people import Person
from sandbox.world import World

PAGE_OF_MESSAGES = 150


def state(world: World, clock: Clock, person_id: int | None) -> Json:
    """Everybody one can be, and the chats of the one who is looking."""
    seen: Json = {
        "people": [_person(person) for person in world.people.values()],
        "bot": {"id": world.bot.id, "name": world.bot.name, "username": world.bot.username},
        "clock": {"now": clock.now().isoformat(), "can_move": clock.can_move},
        "chats": [],
    }
    if person_id is not None:
        person = world.person(person_id)
        chats = [chat for chat in world.chats.values() if _shows(chat, person)]
        if not any(chat.is_private for chat in chats):
            chats.append(world.private_chat(person))
        seen["chats"] = [_chat(world, chat, person) for chat in chats]
    return seen


def _shows(chat: Chat, person: Person) -> bool:
    return chat.migrated_to is None and chat.has(person.id)


def _person(person: Person) -> Json:
    about: Json = {"id": person.id, "name": person.name, "language": person.language_code}
    return about | {"username": person.username, "started": person.started}


def _chat(world: World, chat: Chat, person: Person) -> Json:
    history = world.messages(chat.id)
    read = chat.read.get(person.id, 0)
    last = next(reversed(history.values()), None)
    unread = [m for m in history.values() if m.id > read and m.sender != person.id]
    return {
        "id": chat.id,
        "type": chat.type,
        "face": world.bot.id if chat.is_private else chat.id,
        "title": world.bot.name if chat.is_private else chat.title,
        "forum": chat.is_forum,
        "topics": [{"id": number, "name": name} for number, name in chat.topics.items()],
        "members": sum(1 for user in chat.seats if chat.has(user)),
        "admin": chat.is_admin(person.id),
        "started": person.started or not chat.is_private,
        "blocked": chat.is_private and person.blocked,
        "unread": len(unread),
        "read": read,
        "pinned": [pinned for pinned in chat.pinned if pinned in history],
        "last": message(world, last, person.id) if last is not None else None,
        "commands": commands_for(world, chat, person.id),
    }


def messages(
    world: World, chat_id: int, person_id: int, *, after: int = 0, only: int | None = None
) -> list[Json]:
    """Messages of a chat as that person sees them: the last ones, those after one, or one.

    With the last ones comes what is pinned, however old: the bar above the chat shows it.
    """
    history = world.messages(chat_id)
    if only is not None:
        return [message(world, history[only], person_id)] if only in history else []
    wanted = [found for found in history.values() if found.id > after]
    page = wanted[-PAGE_OF_MESSAGES:]
    if after == 0:
        pinned = world.chats[chat_id].pinned[-1:]
        page = [found for found in wanted[:-PAGE_OF_MESSAGES] if found.id in pinned] + page
    return [message(world, found, person_id) for found in page]


def message(world: World, found: Message, person_id: int) -> Json:
    """One message: who, when, what, in answer to what, with which reactions and buttons."""
    shown: Json = {
        "id": found.id,
        "chat": found.chat,
        "from": _author(world, found),
        "mine": found.sender == person_id and not found.anonymous,
        "date": found.date,
        "thread": found.thread,
        "text": found.text,
        "entities": found.entities,
        "edited": found.edited is not None,
        "silent": found.silent,
        "reply": _reply(world, found),
        "media": _media(world, found),
        "reactions": _reactions(found, person_id),
        "buttons": (found.keyboard or {}).get("inline_keyboard", []),
        "service": _service(world, found),
        "forwarded": _origin(found),
    }
    if "poll" in found.content:
        shown["poll"] = rendering.as_poll(found) | {"mine": found.votes.get(person_id, [])}
    return shown


def _author(world: World, found: Message) -> Json:
    if found.anonymous:
        return {"id": found.chat, "name": world.chats[found.chat].title, "bot": False}
    if found.sender == world.bot.id:
        return {"id": world.bot.id, "name": world.bot.name, "bot": True}
    return {"id": found.sender, "name": world.person(found.sender).name, "bot": False}


def _reply(world: World, found: Message) -> Json | None:
    if found.reply_to is None:
        return None
    answered = world.messages(found.chat).get(found.reply_to)
    if answered is None:
        return {"id": found.reply_to, "name": "", "text": "", "media": None}
    author = _author(world, answered)
    media = answered.media_kind
    return {"id": answered.id, "name": author["name"], "text": answered.text, "media": media}


def _media(world: World, found: Message) -> Json | None:
    kind = found.media_kind
    if kind is None:
        return None
    body = found.content[kind]
    file_id = (body[-1] if kind == "photo" else body)["file_id"]
    file = world.file(file_id)
    if file is None:
        return None
    about = {"kind": kind, "name": file.name, "size": file.size, "seconds": file.seconds}
    return about | {"url": f"/sim/files/{file.id}", "real": file.data is not None}


def _reactions(found: Message, person_id: int) -> list[Json]:
    count: dict[str, int] = {}
    for emoji in found.reactions.values():
        count[emoji] = count.get(emoji, 0) + 1
    mine = found.reactions.get(person_id)
    return [{"emoji": emoji, "count": n, "mine": emoji == mine} for emoji, n in count.items()]


def _service(world: World, found: Message) -> Json | None:
    kind = next((kind for kind in SERVICE if kind in found.content), None)
    if kind is None:
        return None
    value = found.content[kind]
    about: Json = {"kind": kind, "who": _author(world, found)["name"]}
    if kind in ("new_chat_members", "left_chat_member"):
        about["people"] = [_name(world, user) for user in value]
        about["self"] = value == [found.sender]
    elif kind == "pinned_message":
        pinned = world.messages(found.chat).get(value)
        about |= {"message": value, "text": pinned.text if pinned else ""}
    elif kind == "forum_topic_created":
        about["name"] = value["name"]
    return about


def _name(world: World, user_id: int) -> str:
    return world.bot.name if user_id == world.bot.id else world.person(user_id).name


def _origin(found: Message) -> str | None:
    if not found.forwarded:
        return None
    user = found.forwarded.get("sender_user")
    if user is None:
        return str(found.forwarded.get("sender_user_name", ""))
    return f"{user['first_name']} {user.get('last_name', '')}".strip()
