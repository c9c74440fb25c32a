"""Actors for stories on the cardboard Telegram: each act waits until the bot has done its part."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.bell import Bell
from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.driver import Driver
from sandbox.messages import Message

PATIENCE = 30.0  # seconds a bot may take for one act; then the story has gone wrong


@dataclass(kw_only=True)
class Stage:
    """Where a story is played: a driver, a clock, and the zone its people live in."""

    driver: Driver
    clock: Clock
    zone: ZoneInfo
    bell: Bell = field(default_factory=Bell)

    def __post_init__(self) -> None:
        self.driver.world.listeners.append(self.bell.ring)

    async def at(self, day: date, at: str) -> None:
        """Moves on to a time of a day («10:15», on the wall); never back."""
        wall = datetime.combine(day, time.fromisoformat(at), self.zone)
        await self.clock.move_to(max(wall, self.clock.now()))
        await self.rest()

    async def rest(self) -> None:
        """Until the bot has fetched what was done, and answered it."""
        async with asyncio.timeout(PATIENCE):
            while not self.driver.is_idle:
                await self.bell.wait(PATIENCE)
        await self.clock.move_to(self.clock.now())  # the bot settles before time goes on
        await self.clock.move_to(self.clock.now() + timedelta(seconds=20))

    def find(self, chat: int, words: str) -> Message:
        """The latest message with these words in a chat."""
        found = [m for m in self.driver.messages(chat) if words in m.text]
        if not found:
            raise LookupError(f"nobody said «{words}» in {chat}")
        return found[-1]

    def buttons(self, message: Message) -> list[str]:
        """The labels under a message."""
        rows = (message.keyboard or {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]


@dataclass(kw_only=True)
class Actor:
    """One invented person."""

    stage: Stage
    id: int
    name: str

    async def says(self, text: str, chat: Chat | None = None, **more: Any) -> Message:
        """Writes in a group, or in private with the bot."""
        said = self.stage.driver.say(self.id, chat.id if chat else self.id, text, **more)
        await self.stage.rest()
        return said

    async def replies(self, text: str | None, to: Message, **more: Any) -> Message:
        """Replies to a message, perhaps with a photo or a voice note (`media=…`)."""
        said = self.stage.driver.say(self.id, to.chat, text, reply_to=to.id, **more)
        await self.stage.rest()
        return said

    async def taps(self, button: str, message: Message) -> None:
        """Presses a button under a message."""
        self.stage.driver.tap(self.id, message.chat, message.id, button)
        await self.stage.rest()

    async def reacts(self, emoji: str, message: Message) -> None:
        """Puts a face under a message."""
        self.stage.driver.react(self.id, message.chat, message.id, emoji)
        await self.stage.rest()

    async def starts(self, payload: str = "") -> None:
        """Opens the private chat with the bot."""
        self.stage.driver.start(self.id, payload)
        await self.stage.rest()
