"""The whole state of the cardboard Telegram, and the few rules every change goes through.

Nothing here waits, reads a clock or knows HTTP: `now` is handed in. People act on it through
`driver.py`, the bot through `bot_api.py`; `memory.py` keeps it in a file.
"""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox import files, rendering
from sandbox.chats import SUPERGROUP_ZERO, Chat
from sandbox.faults import Faults
from sandbox.files import StoredFile
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.people import BotAccount, Person
from sandbox.refused import NotInThisWorld
from sandbox.updates import Mailbox

CALLS_REMEMBERED = 2000


@dataclass(kw_only=True)
class Tap:
    """A button somebody pressed. `at` in Unix seconds; `answer` once the bot gave one."""

    id: str
    person: int
    chat: int
    message: int
    at: int
    answer: Json | None = None


class World:
    """People, chats, messages, files and the bot's mailbox."""

    def __init__(self, bot: BotAccount | None = None) -> None:
        self.bot = bot or BotAccount()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.history: dict[int, dict[int, Message]] = {}
        self.files: dict[str, StoredFile] = {}
        self.taps: dict[str, Tap] = {}
        self.mailbox = Mailbox()
        self.commands: dict[str, list[Json]] = {}
        self.descriptions: dict[str, str] = {}
        self.faults = Faults()
        self.calls: deque[Json] = deque(maxlen=CALLS_REMEMBERED)
        self.listeners: list[Callable[[Json], None]] = []
        self.version = 0
        # Private chats and basic groups share one count of messages, a supergroup has its own.
        self.last_shared_id = 0

    # Looking things up

    def person(self, person_id: int) -> Person:
        if person_id not in self.people:
            raise NotInThisWorld(f"there is no person {person_id}")
        return self.people[person_id]

    def chat(self, chat_id: int) -> Chat:
        if chat_id in self.people:
            return self.private_chat(self.people[chat_id])
        if chat_id not in self.chats:
            raise NotInThisWorld(f"there is no chat {chat_id}")
        return self.chats[chat_id]

    def message(self, chat_id: int, message_id: int) -> Message:
        found = self.history.get(chat_id, {}).get(message_id)
        if found is None:
            raise NotInThisWorld(f"there is no message {message_id} in chat {chat_id}", word="gone")
        return found

    def messages(self, chat_id: int) -> dict[int, Message]:
        return self.history.setdefault(chat_id, {})

    def private_chat(self, person: Person) -> Chat:
        """The chat of a person with the bot, made when it is first needed."""
        if person.id not in self.chats:
            seats = {person.id: "member", self.bot.id: "member"}
            self.chats[person.id] = Chat(
                id=person.id, type="private", title=person.name, seats=seats
            )
        return self.chats[person.id]

    # Making things

    def new_person(
        self,
        name: str,
        *,
        username: str | None = None,
        language_code: str = "es",
        person_id: int | None = None,
    ) -> Person:
        """A person: the first word is the first name, the rest the last."""
        first, _, last = name.strip().partition(" ")
        person = Person(
            id=person_id or max(self.people, default=1_000_000) + 1,
            first_name=first,
            last_name=last.strip(),
            username=username,
            language_code=language_code,
        )
        self.people[person.id] = person
        self.changed("people")
        return person

    def new_chat(self, title: str, kind: str, *, forum: bool = False) -> Chat:
        """An empty group (`-N`) or supergroup (`-100…`)."""
        if kind not in ("group", "supergroup") or (forum and kind != "supergroup"):
            raise NotInThisWorld("a chat is a group or a supergroup, and only the latter a forum")
        count = 5001 + sum(1 for chat in self.chats.values() if not chat.is_private)
        chat_id = -count if kind == "group" else SUPERGROUP_ZERO - 2_000_000_000 - count
        chat = Chat(id=chat_id, type=kind, title=title, is_forum=forum)
        self.chats[chat.id] = chat
        self.changed("chats", chat=chat.id)
        return chat

    def new_message(
        self, chat: Chat, sender: int, content: Json, now: datetime, **more: Any
    ) -> Message:
        """Write a message down; `more` are further fields of `Message`. Tells nobody yet."""
        if chat.type == "supergroup":
            chat.last_message_id += 1
            message_id = chat.last_message_id
        else:
            self.last_shared_id += 1
            message_id = self.last_shared_id
        message = Message(
            id=message_id,
            chat=chat.id,
            sender=sender,
            date=int(now.timestamp()),
            content=content,
            **more,
        )
        self.messages(chat.id)[message_id] = message
        chat.read[sender] = message_id
        self.changed("message", chat=chat.id, message=message_id)
        return message

    def new_file(self, kind: str, **about: Any) -> StoredFile:
        """A file to send; `about` as `files.stored` takes it."""
        file_id = f"{kind[:2].upper()}{len(self.files):06d}{secrets.token_hex(12)}"
        file = files.stored(file_id, kind, **about)
        self.files[file_id] = file
        return file

    def file(self, file_id: str) -> StoredFile | None:
        return self.files.get(file_id.removesuffix(files.SMALL))

    # Telling the bot

    def bot_sees(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: what of a chat reaches the bot (Bots FAQ, «What messages will it get?»)."""
        if not chat.has(self.bot.id):
            return False
        if chat.is_private or self.bot.reads_all or chat.is_admin(self.bot.id):
            return True
        return message.is_service or self._is_for_bot(message)

    def _is_for_bot(self, message: Message) -> bool:
        answered = self.messages(message.chat).get(message.reply_to or 0)
        if answered is not None and answered.sender == self.bot.id:
            return True
        mine = "@" + self.bot.username.lower()
        for entity in message.entities:
            said = rendering.piece(message.text, entity).lower()
            if entity["type"] == "mention" and said == mine:
                return True
            if entity["type"] == "bot_command" and said.partition("@")[2] in ("", mine[1:]):
                return True
        return False

    def tell(self, kind: str, body: Json, queue: int) -> None:
        """Put an update into the bot's mailbox, unless the bot did not ask for its kind."""
        if not self.mailbox.wants(kind):
            return
        if self.faults.strike(("malformed_update",), kind, queue):
            body = {key: value for key, value in body.items() if key not in ("date", "from")}
        update = self.mailbox.put(kind, body, queue)
        if self.faults.strike(("duplicate_update",), kind, queue):
            self.mailbox.pending.append(update)
        self.changed("update")

    def tell_message(self, message: Message, *, edited: bool = False) -> None:
        """Tell the bot of a message, if privacy mode lets it see it."""
        if self.bot_sees(self.chats[message.chat], message):
            body = rendering.as_message(self, message)
            self.tell("edited_message" if edited else "message", body, message.chat)

    @property
    def is_idle(self) -> bool:
        """Whether the bot fetched and confirmed, or was delivered, every update."""
        return not self.mailbox.pending

    # Telling the page

    def changed(self, what: str, **about: Any) -> None:
        """Say that something is different now, to whoever listens (page, poller, keeper)."""
        self.version += 1
        event: Json = {"what": what, **about}
        for listener in list(self.listeners):
            listener(event)
