"""The `result.json` of Telegram Desktop, as it really is (docs/bringing-history.md).

The one thing to know: nothing in it is sure to be there. Text is a string or a list of strings and
entities, instants have two spellings, ids three; what cannot be read becomes an omission, never an
error. Only a document that is no export at all is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from community.discussions import Utterance
from community.histories import Omission
from community.ids import ChatId, CommunityId, MessageId, PersonId
from community.prompts import Media

Json = Mapping[str, Any]

SUPERGROUPS = frozenset({"private_supergroup", "public_supergroup"})
SHIFT = 10**12  # what bots see before a supergroup's number: the «-100» (Bot API, «Chat»)
GROUPS = SUPERGROUPS | {"private_group"}
_MEDIA = {
    "voice_message": Media.VOICE,
    "audio_file": Media.AUDIO,
    "video_message": Media.VIDEO,
    "video_file": Media.VIDEO,
    "animation": Media.VIDEO,
    "sticker": Media.STICKER,
}
_DEEPEST = 10_000  # replies on replies: beyond it a file goes round in circles


class NotAnExport(Exception):
    """The document has no chat in it; the message says what was found instead."""


@dataclass(frozen=True, kw_only=True)
class ExportedChat:
    """A group of an export; `chat_id` as bots see it."""

    chat_id: ChatId
    title: str
    messages: tuple[Json, ...]


def groups_in(document: Any) -> list[ExportedChat]:
    """The groups of an export of one chat, or of a whole account. Raises NotAnExport."""
    if not isinstance(document, Mapping):
        raise NotAnExport("it is JSON, but no object")
    everything = document.get("chats")
    listed = everything.get("list") if isinstance(everything, Mapping) else None
    chats = listed if isinstance(listed, list) else [document]
    found = [_group(chat) for chat in chats if isinstance(chat, Mapping)]
    groups = [chat for chat in found if chat is not None]
    if not groups:
        raise NotAnExport("there is no group with messages in it")
    return groups


def _group(chat: Json) -> ExportedChat | None:
    kind, number, messages = chat.get("type"), chat.get("id"), chat.get("messages")
    if kind not in GROUPS or not isinstance(number, int) or not isinstance(messages, list):
        return None
    return ExportedChat(
        chat_id=ChatId(-number - SHIFT if kind in SUPERGROUPS else -number),
        title=str(chat.get("name") or ""),
        messages=tuple(one for one in messages if isinstance(one, Mapping)),
    )


def read_messages(
    messages: Iterable[Json], *, community: CommunityId, bot_id: int, zone: ZoneInfo
) -> Iterator[Utterance | Omission]:
    """What each message says, in the order of the file; `zone` is for files without unix times."""
    listed = list(messages)
    topics = _Topics(listed)
    for message in listed:
        try:
            yield _read(message, topics, community, bot_id, zone)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError):
            yield Omission.UNREADABLE


def _read(
    message: Json, topics: "_Topics", community: CommunityId, bot_id: int, zone: ZoneInfo
) -> Utterance | Omission:
    if message.get("type") != "message":
        return Omission.SERVICE
    words, media = _words(message.get("text", "")), _media(message)
    if not words.strip() and media is None:
        return Omission.EMPTY
    if words.startswith("/"):
        return Omission.COMMAND
    person, name = _person(message.get("from_id")), message.get("from")
    if person == bot_id:
        return Omission.OWN
    if person is None or not name:
        return Omission.NOBODY
    number = _number(message["id"])
    answered, thread = topics.of(message)
    return Utterance(
        community_id=community,
        message_id=MessageId(number),
        thread_id=thread,
        person_id=PersonId(person),
        name=_clean(str(name)),
        text=_clean(words),
        media=media,
        reply_to_message_id=MessageId(answered) if answered is not None else None,
        said_at=_instant(message, "date", zone),
        edited_at=_instant(message, "edited", zone) if "edited" in message else None,
    )


class _Topics:
    """Which message answers which, and in which topic of a forum it stands."""

    def __init__(self, messages: Iterable[Json]) -> None:
        self._answers: dict[int, int] = {}
        self._topics: set[int] = set()
        for message in messages:
            number, answered = message.get("id"), message.get("reply_to_message_id")
            if isinstance(number, int) and isinstance(answered, int):
                self._answers[number] = answered
            if message.get("action") == "topic_created" and isinstance(number, int):
                self._topics.add(number)

    def of(self, message: Json) -> tuple[int | None, int | None]:
        """What it answers (None for the topic's own first line), and its topic."""
        answered = self._answers.get(message["id"])
        top = answered
        for _ in range(_DEEPEST):
            if top is None or top in self._topics:
                break
            top = self._answers.get(top)
        return (
            None if answered in self._topics else answered
        ), top if top in self._topics else None


def _words(text: Any) -> str:
    """A string, or a list of strings and of entities with a text each."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        raise TypeError("neither a string nor a list")
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in text)


def _media(message: Json) -> Media | None:
    kind = message.get("media_type")
    if kind is not None:
        return _MEDIA.get(kind, Media.DOCUMENT)
    if "photo" in message:
        return Media.PHOTO
    return Media.DOCUMENT if "file" in message else None


def _person(author: Any) -> int | None:
    """`user123`, or a bare number in old files; a channel or the group itself is nobody."""
    if isinstance(author, int):
        return author if author > 0 else None
    digits = str(author or "").removeprefix("user")
    return int(digits) if digits.isdecimal() else None


def _number(value: Any) -> int:
    """A message's id that a database can hold; negative for what was said before a group grew."""
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**53) < value < 2**53:
        raise ValueError("no id of a message")
    return value


def _instant(message: Json, name: str, zone: ZoneInfo) -> datetime:
    unix = message.get(f"{name}_unixtime")
    if unix is not None:
        return datetime.fromtimestamp(int(unix), UTC)
    read = datetime.fromisoformat(message[name])
    return (read if read.tzinfo is not None else read.replace(tzinfo=zone)).astimezone(UTC)


def _clean(text: str) -> str:
    """Without what no database takes: NUL, and half of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
