"""A scripted bot for the browser tests, speaking plain HTTP: it echoes, offers buttons, answers.

And the sandbox served for real, on a free port of loopback, with that bot beside it.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette

KEYBOARD = {
    "inline_keyboard": [
        [
            {"text": "Acepto", "callback_data": "yes"},
            {"text": "No puedo", "callback_data": "no"},
        ],
        [{"text": "En privado", "url": "https://t.me/minga_demo_bot?start=hola"}],
    ]
}


class EchoBot:
    """Answers every message that names it or is a command, and every tap."""

    def __init__(self, address: str) -> None:
        self.address = f"{address}/bot1:echo"
        self.offset = 0

    async def run(self) -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=15) as client:
            while True:
                answer = await client.post(
                    f"{self.address}/getUpdates", json={"offset": self.offset, "timeout": 5}
                )
                for update in answer.json()["result"]:
                    self.offset = update["update_id"] + 1
                    await self._handle(client, update)

    async def _handle(self, client: httpx.AsyncClient, update: dict[str, Any]) -> None:
        tap = update.get("callback_query")
        if tap:
            await self._answer_tap(client, tap)
        message = update.get("message", {})
        if message.get("text", "").startswith("/"):
            await self._call(
                client,
                "sendMessage",
                chat_id=message["chat"]["id"],
                text=f"<b>Oí</b> {message['text']}",
                parse_mode="HTML",
                reply_parameters={"message_id": message["message_id"]},
                reply_markup=KEYBOARD,
            )

    async def _answer_tap(self, client: httpx.AsyncClient, tap: dict[str, Any]) -> None:
        alert = tap["data"] == "no"
        words = "Qué pena" if alert else "Anotado"
        await self._call(
            client, "answerCallbackQuery", callback_query_id=tap["id"], text=words, show_alert=alert
        )
        await self._call(
            client,
            "editMessageText",
            chat_id=tap["message"]["chat"]["id"],
            message_id=tap["message"]["message_id"],
            text=f"{tap['from']['first_name']}: {tap['data']}",
            reply_markup=KEYBOARD,
        )

    async def _call(self, client: httpx.AsyncClient, method: str, **params: Any) -> None:
        await client.post(f"{self.address}/{method}", json=params)


@contextlib.contextmanager
def served(app: Starlette, *, with_bot: bool = True) -> Iterator[str]:
    """The address at which the sandbox, and perhaps the echo bot, are alive meanwhile."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    config = uvicorn.Config(app, "127.0.0.1", port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    ready = threading.Event()

    async def live() -> None:
        serving = asyncio.ensure_future(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        ready.set()
        bot = asyncio.ensure_future(EchoBot(address).run()) if with_bot else None
        while not server.should_exit:
            await asyncio.sleep(0.02)
        if bot:
            bot.cancel()
        app.state.hang_up()
        await serving

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    ready.wait(10)
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(10)
