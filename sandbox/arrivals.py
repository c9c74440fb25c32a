"""Who is where: people and the bot coming, going, being promoted; groups changing their nature."""

from datetime import datetime

from sandbox import rendering, talk
from sandbox.chats import TOPIC_COLOR, Chat
from sandbox.messages import Message
from sandbox.refused import NotInThisWorld
from sandbox.world import World


def seat(world: World, now: datetime, chat: Chat, user: int, status: str, by: int) -> None:
    """Give somebody a standing in a chat and tell the bot: of itself always, of others if admin."""
    before = rendering.as_member(world, chat, user)
    chat.seats[user] = status
    world.changed("chats", chat=chat.id)
    about_bot = user == world.bot.id
    if not about_bot and not chat.is_admin(world.bot.id):
        return
    body = {
        "chat": rendering.as_chat(world, chat),
        "from": rendering.as_user(world, by),
        "date": int(now.timestamp()),
        "old_chat_member": before,
        "new_chat_member": rendering.as_member(world, chat, user),
    }
    world.tell("my_chat_member" if about_bot else "chat_member", body, chat.id)


def set_bot(
    world: World,
    now: datetime,
    *,
    chat: int,
    status: str,
    by: int,
    rights: dict[str, bool] | None = None,
) -> None:
    """Somebody adds, promotes, demotes or removes the bot. `rights`: those it does not get."""
    place = world.chat(chat)
    was_there = place.has(world.bot.id)
    place.bot_rights = dict(rights or {})
    seat(world, now, place, world.bot.id, status, by)
    is_there = place.has(world.bot.id)
    if is_there and not was_there:
        _service(world, now, place, by, {"new_chat_members": [world.bot.id]})
    elif was_there and not is_there:
        _service(world, now, place, by, {"left_chat_member": [world.bot.id]})


def join(world: World, now: datetime, *, person: int, chat: int, by: int | None = None) -> None:
    """A person comes in by themselves, or is added `by` somebody."""
    place = world.chat(chat)
    if place.has(person):
        raise NotInThisWorld(f"{world.person(person).name} is already there")
    seat(world, now, place, person, "member", by or person)
    _service(world, now, place, by or person, {"new_chat_members": [person]})


def ask_to_join(world: World, now: datetime, *, person: int, chat: int) -> None:
    """A person asks to be let in; a bot that may invite people is told."""
    place = world.chat(chat)
    if place.has(person) or person in place.asking:
        raise NotInThisWorld(f"{world.person(person).name} is there or has asked already")
    place.asking.append(person)
    if place.bot_may(world.bot.id, "can_invite_users"):
        body = {
            "chat": rendering.as_chat(world, place),
            "from": rendering.as_user(world, person),
            "user_chat_id": person,
            "date": int(now.timestamp()),
        }
        world.tell("chat_join_request", body, place.id)


def leave(world: World, now: datetime, *, person: int, chat: int, by: int | None = None) -> None:
    """A person goes, or is removed `by` somebody."""
    place = world.chat(chat)
    if not place.has(person):
        raise NotInThisWorld(f"{world.person(person).name} is not there")
    seat(world, now, place, person, "kicked" if by else "left", by or person)
    _service(world, now, place, by or person, {"left_chat_member": [person]})


def promote(
    world: World, now: datetime, *, person: int, chat: int, admin: bool, by: int | None = None
) -> None:
    """Make somebody an administrator, or a plain member again."""
    place = world.chat(chat)
    owner = next((user for user, status in place.seats.items() if status == "creator"), person)
    seat(world, now, place, person, "administrator" if admin else "member", by or owner)


def migrate(world: World, now: datetime, *, chat: int) -> Chat:
    """A basic group becomes a supergroup: a new id, the same people, two service messages."""
    old = world.chat(chat)
    if old.type != "group" or old.migrated_to is not None:
        raise NotInThisWorld("only a basic group becomes a supergroup, once")
    new = world.new_chat(old.title, "supergroup")
    new.seats = dict(old.seats)
    new.bot_rights = dict(old.bot_rights)
    owner = next((user for user, s in old.seats.items() if s == "creator"), world.bot.id)
    _service(world, now, old, owner, {"migrate_to_chat_id": new.id})
    old.migrated_to = new.id
    _service(world, now, new, owner, {"migrate_from_chat_id": old.id})
    return new


def start(world: World, now: datetime, *, person: int, payload: str = "") -> Message:
    """A person opens the private chat with the bot and presses Start, perhaps from a deep link."""
    text = f"/start {payload}".strip()
    return talk.say(world, now, person=person, chat=person, text=text)


def block(world: World, now: datetime, *, person: int, blocked: bool) -> None:
    """A person blocks the bot, or lets it in again."""
    who = world.person(person)
    place = world.private_chat(who)
    if who.blocked == blocked:
        return
    who.blocked = blocked
    seat(world, now, place, world.bot.id, "kicked" if blocked else "member", person)


def open_topic(world: World, now: datetime, *, chat: int, name: str, by: int) -> int:
    """A new topic of a forum; its id is that of the service message that opens it."""
    place = world.chat(chat)
    if not place.is_forum:
        raise NotInThisWorld("only a forum has topics")
    content = {"forum_topic_created": {"name": name, "icon_color": TOPIC_COLOR}}
    message = world.new_message(place, by, content, now)
    message.thread = message.id
    place.topics[message.id] = name
    if by != world.bot.id:
        world.tell_message(message)
    return message.id


def pin(world: World, now: datetime, *, chat: int, message: int, by: int) -> None:
    """Pin a message and say so in the chat; the bot is not told of its own doing."""
    place = world.chat(chat)
    world.message(place.id, message)
    if message in place.pinned:
        return
    place.pinned.append(message)
    world.changed("pins", chat=place.id)
    _service(world, now, place, by, {"pinned_message": message})


def _service(
    world: World, now: datetime, chat: Chat, by: int, content: dict[str, object]
) -> Message:
    message = world.new_message(chat, by, content, now)
    if by != world.bot.id:
        world.tell_message(message)
    return message
