"""One web application: the Bot API for the bot, the control API and the page for people.

`create_app(world, clock)` is all a host needs. It binds to nothing by itself; whoever serves it
chooses the address, and it should be loopback: any token is accepted here.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.bot_api import BotApi
from sandbox.clock import Clock, RealClock
from sandbox.control import Control, guarded
from sandbox.driver import Driver
from sandbox.json_types import Json
from sandbox.memory import Keeper
from sandbox.webhook import Deliverer
from sandbox.world import World

PAGE = Path(__file__).parent / "page"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEARTBEAT = 15.0  # seconds between signs of life on the event stream


class Events:
    """The stream that tells pages what changed, so that they ask for it."""

    def __init__(self, world: World) -> None:
        self.queues: set[asyncio.Queue[Json | None]] = set()
        world.listeners.append(self._spread)

    def _spread(self, event: Json) -> None:
        if event["what"] not in ("update", "confirmed"):
            for queue in self.queues:
                queue.put_nowait(event)

    def close(self) -> None:
        """End every stream, so that a server can stop at once."""
        for queue in self.queues:
            queue.put_nowait(None)

    async def serve(self, _: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._lines(), media_type="text/event-stream", headers=headers)

    async def _lines(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self.queues.add(queue)
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        event = await queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is None:
                    return
                yield f"data: {json.dumps(event)}\n\n"
        finally:
            self.queues.discard(queue)


class SafeHeaders:
    """Puts the page's security headers on answers that bring none of their own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                if not any(name.lower() == b"content-security-policy" for name, _ in headers):
                    headers.append((b"content-security-policy", PAGE_POLICY.encode()))
                headers.append((b"x-content-type-options", b"nosniff"))
                headers.append((b"referrer-policy", b"no-referrer"))
            await send(message)

        await self.app(scope, receive, send_safely)


def create_app(
    world: World,
    clock: Clock | None = None,
    *,
    path: Path | None = None,
    time_zone: str = "America/Santiago",
    language: str = "es",
) -> Starlette:
    """The sandbox as an ASGI application.

    While it runs (its lifespan), webhooks are delivered and the world is kept in `path`. The page
    shows times in `time_zone` and begins in `language` (es, pt_BR, en). For the host there are
    `app.state.driver`, and `app.state.hang_up()`, which ends streams and polls before a stop:
    a server waits for open connections, and these would stay open.
    """
    clock = clock or RealClock()
    driver = Driver(world, clock)
    events = Events(world)
    keeper = Keeper(world, path)
    deliverer = Deliverer(world, clock)
    bot_api = BotApi(world, clock)

    def hang_up() -> None:
        events.close()
        bot_api.poll.close()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(keeper.run()), group.create_task(deliverer.run())]
            yield
            hang_up()
            for task in tasks:
                task.cancel()
        keeper.save()

    async def settings(_: Request) -> Response:
        return JSONResponse({"time_zone": time_zone, "language": language})

    async def healthz(_: Request) -> Response:
        return JSONResponse({"ok": True, "pending": len(world.mailbox.pending)})

    app = Starlette(
        routes=[
            *bot_api.routes,
            *Control(driver).routes,
            Route("/sim/settings", guarded(settings)),
            Route("/events", guarded(events.serve)),
            Route("/healthz", healthz),
            Mount("/", GZipMiddleware(StaticFiles(directory=PAGE, html=True))),
        ],
        middleware=[Middleware(SafeHeaders)],
        lifespan=lifespan,
    )
    app.state.driver = driver
    app.state.hang_up = hang_up
    app.state.events = events
    app.state.polling = bot_api.poll
    return app
