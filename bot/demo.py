"""The demonstration: the bot and a local Telegram side by side, and a clock that a person moves.

The one seam between the house and the sandbox. The bot is the real one over real HTTP; only the API
address differs, and time: the demo's clock runs as the wall clock does, and can be moved forward, step
by step through everything that falls due.
"""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from starlette.applications import Starlette

from bot.application import Minga, build_application
from bot.clock import Now, utc_now
from bot.pacer import Pacer
from bot.server import Server, listen_on
from bot.settings import Settings, host_and_port
from sandbox import story, threads
from sandbox.app import create_app
from sandbox.driver import Driver
from sandbox.memory import load

DATABASE = Path("demo.db")
WORLD = Path("demo.telegram.json")
CLOCK = Path("demo.clock")
TOKEN = "1000000001:sandbox"
HOUSEKEEPING = ("plans.daily", "retention.daily", "practice.nudge")  # mostly nothing is to be seen
LONGEST_STEP = timedelta(hours=6)
SEND_RATE = 1000.0  # a minute of the demo's clock holds 20 messages a group, as Telegram's does


class DemoClock:
    """Wall time plus what a person has moved it by (sandbox.clock.Clock, and a Now for the bot)."""

    can_move = True

    def __init__(self, moved: timedelta, wall: Now = utc_now) -> None:
        self._wall = wall
        self.moved = moved
        self.minga: Minga | None = None
        self.moved_to: Callable[[DemoClock], None] = lambda clock: None

    def now(self) -> datetime:
        """The demo's time."""
        return self._wall() + self.moved

    async def next_due(self) -> datetime | None:
        """The next instant at which the bot will do something by itself that people may notice."""
        return await self._next_at(besides=HOUSEKEEPING)

    async def _next_at(self, besides: Collection[str] = ()) -> datetime | None:
        assert self.minga is not None
        async with self.minga.database.read() as tx:
            return await tx.dues.next_at(after=self.now(), besides=besides)

    async def move_to(self, instant: datetime) -> None:
        """Forward, stopping at everything that falls due, as if nobody had touched the clock."""
        while (now := self.now()) < instant:
            due = await self._next_at()
            target = min(instant, due or instant, now + LONGEST_STEP)
            self.moved += max(target - now, timedelta(milliseconds=1))
            await self._settle()
        await self._settle()
        self.moved_to(self)

    async def _settle(self) -> None:
        assert self.minga is not None
        self.minga.courier.wake()  # they sleep by the monotonic clock, which nobody moved
        self.minga.errands.wake()
        await self.minga.settle()
        await self.minga.timetable.tick()
        self.minga.courier.wake()
        await self.minga.settle()


async def run_demo(
    settings: Settings,
    *,
    replay: Path | None,
    afresh: bool,
    say: Callable[[str], None],
) -> None:
    """Serves the page until stopped. The community's life is played the first time, then kept."""
    host, port = host_and_port(settings.demo_listen)
    listening = listen_on(host, port)  # first of all: a second demo must not touch the files
    is_new = _prepare_files(afresh=afresh)
    clock = DemoClock(-story.SPAN if is_new else _kept_shift())
    world = load(WORLD)
    app = create_app(world, clock, path=WORLD)
    minga = build_application(_demo_settings(settings, host, port), now=clock.now)
    clock.minga = minga
    minga.courier.pacer = Pacer(SEND_RATE, monotonic=lambda: clock.now().timestamp())
    async with _served(app, listening), minga.running(), _working(minga):
        driver = Driver(world, clock)
        if is_new:
            say("A community of nine invented people is living three weeks…")
            await story.live(driver, clock)
            _keep_shift(clock)
        if replay is not None:
            await _replay(replay, driver, clock, say)
        clock.moved_to = _keep_shift
        say(f"Open http://{host}:{port} in a browser and choose who to be. Ctrl+C ends.")
        await _until_stopped()
        say("Stopped. The next start goes on from here.")


async def _replay(path: Path, driver: Driver, clock: DemoClock, say: Callable[[str], None]) -> None:
    for answer in await threads.replay(path, driver, clock):
        say(answer)


@asynccontextmanager
async def _served(app: Starlette, listening: socket.socket) -> AsyncIterator[None]:
    """The sandbox, until the block ends."""
    server = Server(app, listening)
    async with app.router.lifespan_context(app), asyncio.TaskGroup() as tasks:
        tasks.create_task(server.run_here())
        try:
            yield
        finally:
            app.state.hang_up()
            server.should_exit = True


@asynccontextmanager
async def _working(minga: Minga) -> AsyncIterator[None]:
    """The bot at work, until the block ends."""
    async with asyncio.TaskGroup() as tasks:
        working = tasks.create_task(minga.serve())
        try:
            yield
        finally:
            minga.timetable.stop()
            working.cancel()


async def _until_stopped() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


def _demo_settings(settings: Settings, host: str, port: int) -> Settings:
    """The same bot; only its address, its file and its patience with the send rate differ."""
    return settings.model_copy(
        update={
            "token": SecretStr(TOKEN),
            "api_url": f"http://{host}:{port}",
            "database_url": f"sqlite+aiosqlite:///{DATABASE}",
            "webhook_url": None,
            "send_rate": SEND_RATE,
            "allowed_chats": frozenset(),
        }
    )


def _prepare_files(*, afresh: bool) -> bool:
    """Whether a life is to be played: none was, it was cut short, or another one is wanted."""
    is_new = afresh or not CLOCK.exists()
    if is_new:
        _forget_earlier_life()
    return is_new


def _forget_earlier_life() -> None:
    for name in (WORLD, CLOCK, *(Path(f"{DATABASE}{end}") for end in ("", "-wal", "-shm"))):
        name.unlink(missing_ok=True)


def _kept_shift() -> timedelta:
    return timedelta(seconds=float(CLOCK.read_text()))


def _keep_shift(clock: DemoClock) -> None:
    CLOCK.write_text(str(clock.moved.total_seconds()))
