"""A little world for the tests: two people, a group, and a real PTB bot on the other end."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
from telegram import Bot, Update

from sandbox.chats import Chat
from sandbox.clock import HandClock
from sandbox.driver import Driver
from sandbox.people import Person
from sandbox.polling import Poll
from sandbox.world import World

ALL_KINDS = list(Update.ALL_TYPES)


@dataclass(kw_only=True)
class Town:
    """Rosa (admin and creator) and Iván in a supergroup, where the bot is an administrator."""

    world: World
    clock: HandClock
    driver: Driver
    client: httpx.AsyncClient
    bot: Bot
    rosa: Person
    ivan: Person
    group: Chat
    polling: Poll

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What the bot is given, raw; it confirms all of it."""
        answer = await self.call("getUpdates", **params)
        batch: list[dict[str, Any]] = answer["result"]
        if batch:
            ids = [update["update_id"] for update in batch]
            await self.call("getUpdates", offset=max(ids) + 1, limit=1)
        return batch

    async def poll_number(self, turn: int) -> None:
        """Returns once so many polls have begun; the last of them is then waiting."""
        async with asyncio.timeout(5):
            while self.polling.turn < turn:
                await asyncio.sleep(0)

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        answer = await self.client.post(f"/bot1:x/{method}", json=params)
        body: dict[str, Any] = answer.json()
        return body
