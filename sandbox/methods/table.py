"""One call of the bot, its parameters read and checked, and the table of what can be called.

A parameter the Bot API does not document is refused: a typing error must not pass in silence here
and fail in front of people. (The real server ignores it.)
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.chats import Chat
from sandbox.files import StoredFile
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.refused import Refused, bad_request, forbidden
from sandbox.world import World


@dataclass(kw_only=True)
class Upload:
    name: str
    data: bytes


@dataclass(kw_only=True)
class Call:
    """A call: its parameters are strings (form) or JSON values, whichever the bot sent."""

    world: World
    now: datetime
    method: str
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.params.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.params.get(name) or default)
        except (TypeError, ValueError) as error:
            raise bad_request(f"invalid {name} specified") from error

    def flag(self, name: str) -> bool:
        return str(self.params.get(name, "")).lower() in ("true", "1", "yes", "t", "y")

    def json(self, name: str) -> Any:
        """A nested value, be it JSON in a string (form) or already read."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat of the call, if the bot may speak there; else the refusal of Telegram."""
        wanted = self.text(name)
        if not wanted:
            raise bad_request("chat_id is empty")
        try:
            chat_id = int(wanted)
        except ValueError as error:
            raise bad_request("chat not found") from error
        if chat_id in self.world.people:
            return self._private(chat_id)
        if chat_id == self.world.bot.id:
            raise forbidden("bot can't send messages to bots")
        if chat_id not in self.world.chats:
            raise bad_request("chat not found")
        return self._group(self.world.chats[chat_id])

    def _private(self, person_id: int) -> Chat:
        person = self.world.people[person_id]
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return self.world.private_chat(person)

    def _group(self, chat: Chat) -> Chat:
        if chat.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        status = chat.status(self.world.bot.id)
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind_in_words}")
        if status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind_in_words}")
        return chat

    def message(self, chat: Chat, missing: str, name: str = "message_id") -> Message:
        """The message of the call; `missing` is what Telegram says when there is none."""
        found = self.world.messages(chat.id).get(self.number(name))
        if found is None:
            raise bad_request(missing)
        return found

    def file(self, name: str) -> StoredFile:
        """A file parameter: an upload, `attach://` another part, or the id of a known file."""
        upload = self.uploads.get(name)
        wanted = self.text(name)
        if wanted.startswith("attach://"):
            upload = self.uploads.get(wanted.removeprefix("attach://"))
        if upload is not None:
            if not upload.data:
                raise bad_request("file must be non-empty")
            kind = "document" if name not in ("photo", "voice", "video", "audio") else name
            return self.world.new_file(kind, name=upload.name, data=upload.data)
        if not wanted or wanted.startswith("attach://"):
            raise bad_request(f"there is no {name} in the request")
        known = self.world.file(wanted)
        if known is None:
            raise bad_request(
                "wrong remote file identifier specified: Wrong character in the string"
            )
        return known


@dataclass(frozen=True, kw_only=True)
class Method:
    name: str
    params: frozenset[str]
    act: Callable[[Call], Any]


TABLE: dict[str, Method] = {}


def method(name: str, params: str = "") -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Enter a function into the table under its Bot API name, with the parameters it documents."""

    def enter(act: Callable[[Call], Any]) -> Callable[[Call], Any]:
        TABLE[name.lower()] = Method(name=name, params=frozenset(params.split()), act=act)
        return act

    return enter
