"""One small Starlette app: the webhook, the dates of communities that want them read by calendars, and
whether the bot is well (/healthz, /metrics)."""

import hmac
import json
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.intake import SILENT_SECONDS
from bot.settings import host_and_port

if TYPE_CHECKING:
    from bot.application import Minga

SHOWN_BACK = timedelta(days=90)  # a calendar keeps what it was shown for a while
MAX_BODY = 1 << 20  # promises.md §5: a webhook body of at most 1 MB
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def create_web(minga: "Minga", *, with_metrics: bool = False) -> Starlette:
    """The app; `/metrics` only where it was asked for, on an address of its own."""
    routes = [Route("/healthz", _health(minga))]
    if minga.settings.webhook_url is not None:
        routes.append(Route(webhook_path(minga), _webhook(minga), methods=["POST"]))
        routes.append(Route("/calendar/{token}.ics", _calendar(minga)))
    if with_metrics:
        routes = [Route("/metrics", _metrics(minga))]
    return Starlette(routes=routes)


def webhook_path(minga: "Minga") -> str:
    """An address nobody guesses, the same after a restart."""
    return f"/telegram/{minga.secrets.fingerprint('webhook')[:32]}"


def _webhook(minga: "Minga") -> Any:
    secret = minga.settings.webhook_secret
    expected = (secret.get_secret_value() if secret else "").encode()

    async def receive(request: Request) -> Response:
        """200 only once it is on disk; Telegram repeats anything else."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not expected or not hmac.compare_digest(given, expected):
            return Response(status_code=403)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return Response(status_code=413)
        try:
            update = json.loads(body)
            _ = int(update["update_id"])
        except (ValueError, KeyError, TypeError):
            return Response(status_code=400)
        await minga.intake.take([update])
        return Response(status_code=200)

    return receive


def _calendar(minga: "Minga") -> Any:
    from messages import calendar_file

    async def calendar(request: Request) -> Response:
        """The dates of whoever the token stands for: titles and times, nobody's name."""
        now = minga.now()
        async with minga.database.read() as tx:
            number = await tx.calendar_addresses.behind(request.path_params["token"])
            community = None if number is None else await tx.communities.get(number)
            if community is None or not community.is_active:
                return Response(status_code=404)
            found = await tx.sessions.for_calendars(community.id, now - SHOWN_BACK)
        uids = calendar_file.uids(found, minga.secrets.fingerprint)
        content = calendar_file.calendar(found, uids, {}, community, now)
        return Response(content, media_type="text/calendar; charset=utf-8")

    return calendar


def _health(minga: "Minga") -> Any:
    async def health(_: Request) -> Response:
        """200 when updates come in; 503 with the reason otherwise."""
        if minga.settings.webhook_url is None:
            silent = time.monotonic() - minga.poller.last_success
            if silent > SILENT_SECONDS:
                return JSONResponse({"ok": False, "silent_seconds": round(silent)}, 503)
        return JSONResponse({"ok": True})

    return health


def _metrics(minga: "Minga") -> Any:
    async def metrics(_: Request) -> Response:
        from prometheus_client import CollectorRegistry, Gauge, generate_latest

        registry = CollectorRegistry()
        async with minga.database.read() as tx:
            backlog, letters = await tx.inbox.backlog(), await tx.outbox.counts()
        Gauge("minga_inbox_waiting", "Updates that wait", registry=registry).set(backlog)
        outbox = Gauge("minga_outbox_letters", "Letters by state", ["state"], registry=registry)
        for state, n in letters.items():
            outbox.labels(state).set(n)
        silent = time.monotonic() - minga.poller.last_success
        Gauge("minga_poll_silence_seconds", "Since the last poll", registry=registry).set(silent)
        return PlainTextResponse(generate_latest(registry).decode())

    return metrics


async def serve_web(minga: "Minga") -> None:
    """Serves until cancelled; what the process's signals mean is not uvicorn's business."""
    import asyncio

    listens = [(minga.settings.listen, create_web(minga))]
    if minga.settings.metrics_listen:
        listens.append((minga.settings.metrics_listen, create_web(minga, with_metrics=True)))
    async with asyncio.TaskGroup() as tasks:
        for listen, app in listens:
            tasks.create_task(serve_app(app, listen))


async def serve_app(app: Any, listen: str) -> None:
    """One ASGI app on «host:port»; uvicorn is imported where it runs."""
    from bot.server import Server, listen_on

    await Server(app, listen_on(*host_and_port(listen))).run_here()


async def set_webhook(minga: "Minga", allowed_updates: list[str]) -> None:
    """Tells Telegram where we are; what is pending stays pending."""
    secret = minga.settings.webhook_secret
    await minga.api.call(
        "setWebhook",
        {
            "url": f"{(minga.settings.webhook_url or '').rstrip('/')}{webhook_path(minga)}",
            "secret_token": secret.get_secret_value() if secret else "",
            "allowed_updates": allowed_updates,
            "drop_pending_updates": False,
        },
    )
