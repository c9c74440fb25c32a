"""The town, in process: the sandbox and a bot of python-telegram-bot, with no port between."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from cardboard_town import Town
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.app import create_app
from sandbox.clock import HandClock
from sandbox.driver import Driver
from sandbox.world import World


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    world = World()
    clock = HandClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    driver = Driver(world, clock)
    app = create_app(world, clock)
    rosa = driver.person("Rosa Quilodrán", username="rosa_q")
    ivan = driver.person("Iván")
    group = driver.chat("Red Ñuble", members=[ivan.id], admins=[rosa.id])
    driver.bot(group.id, "administrator", by=rosa.id)
    request = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app=app)})
    bot = Bot(
        "1:x",
        base_url="http://sandbox/bot",
        base_file_url="http://sandbox/file/bot",
        request=request,
    )
    async with (
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://sandbox"
        ) as client,
        bot,
    ):
        yield Town(
            world=world,
            clock=clock,
            driver=driver,
            client=client,
            bot=bot,
            rosa=rosa,
            ivan=ivan,
            group=group,
            polling=app.state.polling,
        )
