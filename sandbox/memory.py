"""The world in one JSON file, so that the second start goes on where the first one stopped.

Written whole, beside the old file and then in its place, at most every few seconds and only when
something changed; losing the last seconds of a cardboard world is acceptable.
"""

import asyncio
import json
import os
import threading
from dataclasses import fields
from pathlib import Path
from typing import Any

from sandbox.chats import Chat
from sandbox.faults import Faults
from sandbox.files import StoredFile
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.people import BotAccount, Person
from sandbox.updates import Mailbox, Webhook
from sandbox.world import Tap, World

FORMAT = 1


def as_text(world: World) -> str:
    """The world as JSON. Faults and the log of calls belong to one run and stay out."""
    state: Json = {
        "format": FORMAT,
        "bot": world.bot,
        "people": list(world.people.values()),
        "chats": list(world.chats.values()),
        "messages": [m for history in world.history.values() for m in history.values()],
        "files": list(world.files.values()),
        "taps": list(world.taps.values()),
        "mailbox": world.mailbox,
        "commands": world.commands,
        "descriptions": world.descriptions,
        "last_shared_id": world.last_shared_id,
    }
    return json.dumps(state, default=vars, ensure_ascii=False)


def from_text(text: str) -> World:
    """The world that `as_text` wrote."""
    state = json.loads(text)
    if state["format"] != FORMAT:
        raise ValueError(f"this file has format {state['format']}, not {FORMAT}")
    world = World(BotAccount(**state["bot"]))
    world.people = {record["id"]: Person(**record) for record in state["people"]}
    world.chats = {
        record["id"]: Chat(**_with_int_keys(record, "seats", "topics", "read"))
        for record in state["chats"]
    }
    for record in state["messages"]:
        message = Message(**_with_int_keys(record, "reactions", "votes"))
        world.messages(message.chat)[message.id] = message
    world.files = {record["id"]: StoredFile(**record) for record in state["files"]}
    world.taps = {record["id"]: Tap(**record) for record in state["taps"]}
    world.mailbox = _mailbox(state["mailbox"])
    world.commands = state["commands"]
    world.descriptions = state["descriptions"]
    world.last_shared_id = state["last_shared_id"]
    world.faults = Faults()
    return world


def _with_int_keys(record: Json, *names: str) -> Json:
    """JSON has no numbers for keys: put them back."""
    turned: dict[str, Any] = {
        name: {int(key): value for key, value in record[name].items()} for name in names
    }
    return record | turned


def _mailbox(record: Json) -> Mailbox:
    known = {field.name for field in fields(Mailbox)}
    mailbox = Mailbox(**{key: value for key, value in record.items() if key in known})
    mailbox.queue_of = {int(key): value for key, value in record["queue_of"].items()}
    mailbox.webhook = Webhook(**record["webhook"]) if record["webhook"] else None
    return mailbox


class Keeper:
    """Keeps a world in a file; with no path it keeps nothing."""

    def __init__(self, world: World, path: Path | None) -> None:
        self.world = world
        self.path = path
        self._writing = threading.Lock()
        self._written = world.version

    def save(self) -> None:
        """Write the file now, if anything changed since the last time."""
        if self.path is not None and self._written != self.world.version:
            self._write(self.path, self.world.version, as_text(self.world))

    async def run(self, every: float = 3.0) -> None:
        """Save at intervals until cancelled; the last word is the host's call of `save`."""
        while True:
            await asyncio.sleep(every)
            if self.path is not None and self._written != self.world.version:
                version, text = self.world.version, as_text(self.world)
                await asyncio.to_thread(self._write, self.path, version, text)

    def _write(self, path: Path, version: int, text: str) -> None:
        """A thread left behind by a cancelled `run` must not put an older world over a newer."""
        with self._writing:
            if version <= self._written:
                return
            beside = path.with_name(path.name + ".new")
            with beside.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
            self._written = version


def load(path: Path | None) -> World:
    """The world of that file, or an empty one when there is none yet."""
    if path is None or not path.exists():
        return World()
    return from_text(path.read_text(encoding="utf-8"))
