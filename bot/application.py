"""The only place where the parts meet: settings in, a bot that can run and stop out."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog

from bot.api import Ambiguous, Api, NotSent
from bot.beside import Beside
from bot.clock import Now, utc_now
from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.errands import Errands
from bot.glance import Known
from bot.intake import ALLOWED_UPDATES, Intake, Poller
from bot.llm import llm_of
from bot.menu_at_telegram import publish_menu
from bot.network import Network
from bot.roles import Roles
from bot.secrets import Secrets
from bot.settings import Settings
from handlers import menu, taps
from handlers.context import InstanceFacts
from scheduler import plans
from scheduler.timetable import Timetable
from storage.backup import is_copy, settle_copy
from storage.database import Database
from storage.migrate import upgrade_if_needed

log = structlog.get_logger("minga")

STOP_SECONDS = 6.0  # what is in hand may end; all of it under 8 s (issue 2)


class Minga:
    """A bot made of its parts. `async with minga.running():` opens it, `serve()` does the work."""

    def __init__(self, settings: Settings, *, now: Now) -> None:
        self.settings = settings
        self.now = now
        self.api = Api(settings.api_url, settings.bot_token)
        self.database = Database(settings.database_url)
        self.secrets = Secrets(secrets_path_of(settings.database_url))
        self.roles = Roles(self.api)
        self.courier = Courier(self.database, self.api, now=now, rate=settings.send_rate)
        self.llm = llm_of(settings)
        self.errands = Errands(self.database, Network(api=self.api, llm=self.llm), now=now)
        self.timetable = Timetable(self.database, now=now)
        self.dispatch: Dispatch
        self.intake: Intake
        self.poller: Poller

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Minga"]:
        """Opens everything, learns who the bot is, and closes everything."""
        await asyncio.to_thread(upgrade_if_needed, self.settings.database_url)
        await self.database.claim()
        await self.api.open()
        if self.llm is not None:
            await self.llm.open()
        try:
            await self._meet_telegram()
            await self._put_in_order()
            yield self
        finally:
            if self.llm is not None:
                await self.llm.close()
            await self.api.close()
            await self.database.close()

    async def serve(self) -> None:
        """Works until cancelled, or until a part fails: then all of it ends."""
        gc.collect()
        gc.freeze()  # what is loaded now stays: the collector need not look through it again
        asyncio.get_running_loop().set_default_executor(Beside())
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.courier.run())
            tasks.create_task(self.dispatch.run())
            tasks.create_task(self.errands.run())
            self.timetable.start()
            tasks.create_task(self.timetable.tick_at_once())
            if self.settings.webhook_url is None:
                tasks.create_task(self.poller.run())
                tasks.create_task(self.poller.watch())
            tasks.create_task(publish_menu(self.api))

    async def settle(self) -> None:
        """Until everything received is handled, everything that was to be fetched is, and everything
        said is sent (the demo, tests)."""
        await self.dispatch.settle()
        await self.errands.settle()
        await self.courier.settle()

    async def _meet_telegram(self) -> None:
        """Who the bot is; Telegram may be out of reach for a while, a wrong token may not."""
        while True:
            try:
                me = await self.api.call("getMe")
                break
            except (NotSent, Ambiguous) as error:
                log.warning("telegram cannot be reached", error=str(error))
                await asyncio.sleep(2)
        self._assemble(int(me["id"]), str(me["username"]))
        self.can_read_all = bool(me.get("can_read_all_group_messages"))

    def _assemble(self, bot_id: int, username: str) -> None:
        instance = InstanceFacts(
            operators=self.settings.operators,
            bot_id=bot_id,
            bot_username=username,
            secrets=self.secrets,
            allowed_chats=self.settings.allowed_chats,
            public_url=self.settings.webhook_url,
            model=self.settings.model_terms,
        )
        self.dispatch = Dispatch(
            self.database,
            self.roles,
            instance,
            now=self.now,
            default_language=self.settings.language,
            bot_username=username,
        )
        known = Known(
            bot_id=bot_id,
            bot_username=username,
            is_hinge_command=menu.is_hinge_command,
            is_hinge_press=taps.is_hinge_press,
            is_about_the_quoted=menu.is_about_the_quoted,
        )
        self.intake = Intake(self.database, self.dispatch, known, now=self.now)
        self.poller = Poller(self.api, self.intake)
        self.database.listeners.remembered = self.intake.remembered
        self.database.listeners.errand_asked = self.errands.wake
        self.database.listeners.written = self.courier.accept
        self.database.listeners.may_go = self.courier.keep_place
        self.database.listeners.stays = self.courier.give_place_back

    async def _put_in_order(self) -> None:
        """What must hold before anything moves: who was erased stays erased, daily jobs are planned."""
        if self.secrets.has_tombstones:
            async with self.database.write() as tx:
                await tx.personal.apply_tombstones(self.secrets.erased_at)
        await self._settle_copy()
        async with self.database.write() as tx:
            await plans.plan_daily(tx, self.now())

    async def _settle_copy(self) -> None:
        """A copy keeps what waited in its inbox, but what that would have said is not sent either."""
        async with self.database.read() as tx:
            if not await is_copy(tx):
                return
        async with asyncio.TaskGroup() as tasks:
            working = tasks.create_task(self.dispatch.run())
            await self.dispatch.settle()
            working.cancel()
        async with self.database.write() as tx:
            unsent = await settle_copy(tx, self.now())
        if unsent is not None:
            letters, steps = unsent
            log.warning(
                "this is a restored copy: nothing old is sent", letters=letters, steps=steps
            )


def build_application(settings: Settings, now: Now = utc_now) -> Minga:
    """A bot for these settings; `now` is the wall clock it lives by."""
    return Minga(settings, now=now)


def secrets_path_of(database_url: str) -> Path:
    """The file beside the database; for PostgreSQL, in the working directory."""
    name = database_url.rpartition("/")[2] if "sqlite" not in database_url else None
    if name is not None:
        return Path(f"{name.partition('?')[0]}.secrets.json")
    return Path(database_url.partition(":///")[2]).with_suffix(".secrets.json")


async def run_until_stopped(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT, then ends what is in hand."""
    from bot.web import serve_web, set_webhook

    minga = build_application(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with minga.running():
        if settings.webhook_url is not None:
            await set_webhook(minga, ALLOWED_UPDATES)
        await _serve(minga, stop, serve_web)


class _Stopped(Exception):
    """Somebody asked the process to end."""


async def _serve(minga: Minga, stop: asyncio.Event, serve_web: Any) -> None:
    async def wait_for_stop() -> None:
        await stop.wait()
        log.info("stopping")
        minga.timetable.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(minga.dispatch.settle(), STOP_SECONDS / 2)
        await minga.errands.finish(STOP_SECONDS / 6)
        await minga.courier.settle(STOP_SECONDS / 3)
        await minga.courier.finish(STOP_SECONDS / 6)
        raise _Stopped()

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(minga.serve())
            tasks.create_task(serve_web(minga))
            tasks.create_task(wait_for_stop())
    except* _Stopped:
        pass
