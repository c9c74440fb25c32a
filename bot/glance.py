"""What a raw update is, at a glance: addressed to the bot, overheard, or nothing to us.

Works on Telegram's JSON as it is: building python-telegram-bot's objects is three quarters of the
cost of receiving (facts.md §9), and what is dropped here must never have been anywhere else. Fields
are those of https://core.telegram.org/bots/api#update.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from community.communities import Community
from community.discussions import Utterance
from community.ids import ChatId, CommunityId, MessageId, PersonId
from community.people import ANONYMOUS_ADMIN, NOT_PERSONS
from community.prompts import Media
from handlers.menu import BY_WORD
from reading.hashtags import hashtags_in
from reading.stems import fold
from storage.inbox import Arrival

Json = dict[str, Any]

MEDIA = {
    "photo": Media.PHOTO,
    "voice": Media.VOICE,
    "audio": Media.AUDIO,
    "video": Media.VIDEO,
    "video_note": Media.VIDEO,
    "animation": Media.VIDEO,
    "document": Media.DOCUMENT,
    "sticker": Media.STICKER,
}
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "new_chat_title",
    "group_chat_created",
    "supergroup_chat_created",
)
MIGRATIONS = ("migrate_to_chat_id", "migrate_from_chat_id")
# Taps that keep one's own words, which the message replies to.
KEEPS_OWN = ("private-keep:", "private-as:")
# What is left of a message that was replied to; all messages of a topic «reply» to the one that
# opened it.
QUOTED = (
    "message_id",
    "chat",
    "date",
    "from",
    "sender_chat",
    "message_thread_id",
    "forum_topic_created",
)


@dataclass(kw_only=True)
class Known:
    """What the intake must know to decide without a query; loaded at start and after each hinge."""

    bot_id: int
    bot_username: str
    communities: dict[ChatId, Community] = field(default_factory=dict)
    keep_nothing: set[PersonId] = field(default_factory=set)
    # prompts and what was told in reply to them: (chat, message)
    threads_of_prompts: set[tuple[int, int]] = field(default_factory=set)
    # what members asked for: a reply to it is an answer, one to that answer is talk
    requests: set[tuple[int, int]] = field(default_factory=set)
    # kept messages of members, whose edits matter: (chat, message)
    kept: set[tuple[int, int]] = field(default_factory=set)
    # the last album of each chat whose first message was written for the bot: the rest is too
    albums: dict[int, str] = field(default_factory=dict)
    is_hinge_command: Callable[[str], bool] = lambda word: False
    is_hinge_press: Callable[[str], bool] = lambda data: False
    is_about_the_quoted: Callable[[str], bool] = lambda word: False


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What comes of one update; all empty means that it is dropped."""

    arrival: Arrival | None = None
    utterance: Utterance | None = None
    is_hinge: bool = False  # what follows must be sorted by what this update changes


NOTHING = Seen()


def glance(update: Json, known: Known) -> Seen:
    """Sorts one update. Never raises for odd shapes: what cannot be read, or not be written as it
    is, goes to the inbox whole, where the dispatch quarantines it. One update that the database
    refuses would keep all others of its batch away."""
    try:
        seen = _glance(update, known)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError, OSError):
        seen = None
    if seen is None or not _fits(seen):
        return Seen(arrival=_arrival(update, ChatId(0), None))
    return seen


def _fits(seen: Seen) -> bool:
    """Whether the database can hold it: ids of 64 bits, and text that is text."""
    arrival, said = seen.arrival, seen.utterance
    if arrival is not None and not are_ids(arrival.chat_id, arrival.person_id):
        return False
    if said is None:
        return True
    ids = (said.message_id, said.person_id, said.thread_id, said.reply_to_message_id)
    return are_ids(*ids) and _is_text(said.text) and _is_text(said.name)


def are_ids(*numbers: object) -> bool:
    """Whether these, where there are any, are numbers the database can hold."""
    return all(n is None or (isinstance(n, int) and abs(n) < 1 << 63) for n in numbers)


def _is_text(words: object) -> bool:
    """PostgreSQL takes no NUL, and half a surrogate pair has no UTF-8."""
    return isinstance(words, str) and "\0" not in words and _has_utf8(words)


def _has_utf8(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _glance(update: Json, known: Known) -> Seen:
    if (message := update.get("message")) is not None:
        return _message(update, message, known)
    if (message := update.get("edited_message")) is not None:
        return _edited(update, message, known)
    if (query := update.get("callback_query")) is not None:
        return _press(update, query, known)
    for kind in ("my_chat_member", "chat_member"):
        if (change := update.get(kind)) is not None:
            is_known = kind == "my_chat_member" or _active(change["chat"]["id"], known)
            if not is_known:
                return NOTHING
            arrival = _arrival(update, ChatId(change["chat"]["id"]), _person(change.get("from")))
            return Seen(arrival=arrival, is_hinge=kind == "my_chat_member")
    return NOTHING


def _message(update: Json, message: Json, known: Known) -> Seen:
    chat = message["chat"]
    chat_id, person = ChatId(chat["id"]), _person(message.get("from"))
    if chat["type"] == "channel":
        return NOTHING
    if any(name in message for name in SERVICE):
        return _service(update, message, chat_id, person, known)
    word = command_word(message, known.bot_username)
    if word is not None:
        arrival = _arrival(_without_quoted(update, word, known), chat_id, person)
        return Seen(arrival=arrival, is_hinge=known.is_hinge_command(word))
    if person in known.keep_nothing:
        return NOTHING
    if chat["type"] == "private":
        return Seen(arrival=_arrival(_without_quoted(update, "", known), chat_id, person))
    community = known.communities.get(chat_id)
    if community is None or not community.is_active:
        return NOTHING
    return _in_community(update, message, chat_id, person, community, known)


def _in_community(
    update: Json,
    message: Json,
    chat_id: ChatId,
    person: PersonId | None,
    community: Community,
    known: Known,
) -> Seen:
    said = utterance(message, community.id, person) if community.reads_discussion else None
    album = message.get("media_group_id")
    if not _is_addressed(message, chat_id, known):
        if album is None or known.albums.get(chat_id) != album:
            return Seen(utterance=said)
    elif album is not None:
        known.albums[chat_id] = album
    return Seen(
        arrival=_arrival(_without_quoted(update, "", known), chat_id, person), utterance=said
    )


def _is_addressed(message: Json, chat_id: ChatId, known: Known) -> bool:
    replied = message.get("reply_to_message")
    if replied is not None and not _opens_topic(message, replied):
        if (replied.get("from") or {}).get("id") == known.bot_id:
            _follow(message, replied, chat_id, known)
            return True
        if (chat_id, replied["message_id"]) in known.threads_of_prompts:
            _follow(message, replied, chat_id, known)
            return True
        if (chat_id, replied["message_id"]) in known.requests:
            return True
    words = message.get("text") or message.get("caption") or ""
    if "#" in words and hashtags_in(words):
        return True  # in a forwarded message too: it gets a sign
    return f"@{known.bot_username}".lower() in words.lower()


def _follow(message: Json, replied: Json, chat_id: ChatId, known: Known) -> None:
    """A reply to a prompt's thread opens the way for replies to itself, even in the same batch."""
    if (chat_id, replied["message_id"]) in known.threads_of_prompts:
        known.threads_of_prompts.add((chat_id, message["message_id"]))


def _opens_topic(message: Json, replied: Json) -> bool:
    """In a forum every message of a topic «replies» to the one that opened it."""
    return bool(message.get("is_topic_message")) and "forum_topic_created" in replied


def _edited(update: Json, message: Json, known: Known) -> Seen:
    chat_id, person = ChatId(message["chat"]["id"]), _person(message.get("from"))
    community, where = known.communities.get(chat_id), (chat_id, message["message_id"])
    if person in known.keep_nothing:
        return NOTHING
    if message["chat"].get("type") == "private" and where in known.kept:  # written for a group
        return Seen(arrival=_arrival(_without_quoted(update, "", known), chat_id, person))
    if community is None or not community.is_active:
        return NOTHING
    said = utterance(message, community.id, person) if community.reads_discussion else None
    if any(where in kept for kept in (known.kept, known.requests, known.threads_of_prompts)):
        return Seen(
            arrival=_arrival(_without_quoted(update, "", known), chat_id, person), utterance=said
        )
    return Seen(utterance=said)


def _press(update: Json, query: Json, known: Known) -> Seen:
    person = _person(query.get("from"))
    message = query.get("message") or {}
    chat_id = ChatId((message.get("chat") or {}).get("id") or query["from"]["id"])
    slim = {name: value for name, value in query.items() if name != "message"}
    if message:
        kept = ("message_id", "chat", "date", "message_thread_id", "is_topic_message", "from")
        slim["message"] = {name: message[name] for name in kept if name in message}
        told = message.get("reply_to_message") or {}
        if str(query.get("data", "")).startswith(KEEPS_OWN) and _person(told.get("from")) == person:
            slim["message"]["reply_to_message"] = {
                name: value for name, value in told.items() if name != "reply_to_message"
            }
    arrival = _arrival({**update, "callback_query": slim}, chat_id, person)
    return Seen(arrival=arrival, is_hinge=known.is_hinge_press(query.get("data") or ""))


def _service(
    update: Json, message: Json, chat_id: ChatId, person: PersonId | None, known: Known
) -> Seen:
    is_migration = any(name in message for name in MIGRATIONS)
    if not is_migration and not _active(chat_id, known):
        return NOTHING
    return Seen(
        arrival=_arrival(_without_quoted(update, "", known), chat_id, person),
        is_hinge=is_migration,
    )


def command_word(message: Json, bot_username: str) -> str | None:
    """The command's word, lower case, if the message is a fresh command for this bot."""
    text = message.get("text") or message.get("caption")
    if not text or not text.startswith("/") or "forward_origin" in message:
        return None
    entities = message.get("entities") or message.get("caption_entities") or ()
    first = entities[0] if entities else None
    is_marked = first is not None and first["type"] == "bot_command" and first["offset"] == 0
    length = first["length"] if first is not None and is_marked else len(text.split(maxsplit=1)[0])
    word, _, addressee = text[1:length].partition("@")
    if addressee and addressee.lower() != bot_username.lower():
        return None
    if is_marked:
        return str(word.lower())
    # «/sesión»: Telegram marks no command with an accent, yet that is how it is written
    folded = fold(word)
    return folded if folded in BY_WORD and folded != word.lower() else None


def _without_quoted(update: Json, word: str, known: Known) -> Json:
    """The update without other people's words, unless what was written is about them."""
    kind = "message" if "message" in update else "edited_message"
    message = {
        name: value
        for name, value in update[kind].items()
        if name not in ("quote", "external_reply", "pinned_message")
    }
    replied = message.get("reply_to_message")
    if replied is not None:
        words = message.get("text") or message.get("caption") or ""
        is_about_it = known.is_about_the_quoted(word) or (not word and "#" in words)
        author = _person(replied.get("from"))
        if not is_about_it or author in known.keep_nothing:
            message["reply_to_message"] = {n: replied[n] for n in QUOTED if n in replied}
        else:
            message["reply_to_message"] = {
                n: v for n, v in replied.items() if n not in ("reply_to_message", "quote")
            }
    return {**update, kind: message}


def utterance(message: Json, community: CommunityId, person: PersonId | None) -> Utterance | None:
    """One message of a discussion, as it is kept in mode full; None for what has no words."""
    media = next((kind for name, kind in MEDIA.items() if name in message), None)
    words = message.get("text") or message.get("caption") or ""
    if not words and media is None:
        return None
    replied = message.get("reply_to_message")
    is_reply = replied is not None and not _opens_topic(message, replied)
    edited = message.get("edit_date")
    return Utterance(
        community_id=community,
        message_id=MessageId(message["message_id"]),
        thread_id=message.get("message_thread_id") if message.get("is_topic_message") else None,
        person_id=person,
        name=_name(message),
        text=words,
        media=media,
        reply_to_message_id=MessageId(replied["message_id"]) if replied and is_reply else None,
        said_at=datetime.fromtimestamp(message["date"], UTC),
        edited_at=datetime.fromtimestamp(edited, UTC) if edited else None,
    )


def _name(message: Json) -> str:
    author = message.get("from") or {}
    if author.get("id") == ANONYMOUS_ADMIN or not author:
        return str((message.get("sender_chat") or {}).get("title", ""))
    return " ".join(filter(None, (author.get("first_name"), author.get("last_name"))))


def _person(author: Json | None) -> PersonId | None:
    if author is None or author["id"] in NOT_PERSONS or author.get("is_bot"):
        return None
    return PersonId(author["id"])


def _active(chat_id: int, known: Known) -> bool:
    community = known.communities.get(ChatId(chat_id))
    return community is not None and community.is_active


def _arrival(update: Json, chat_id: ChatId, person: PersonId | None) -> Arrival:
    raw = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    return Arrival(
        update_id=update["update_id"],
        chat_id=chat_id,
        person_id=person,
        raw=raw if _has_utf8(raw) else json.dumps(update),
    )
