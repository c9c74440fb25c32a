"""A local Bot API that costs far less than what it measures.

A plain asyncio protocol: requests are cut out of the stream by hand, updates leave as the bytes
they came in as. What it knows and counts is benchmarks/load_world.py; how the harness steers it is
under `/load/…` on the same port (benchmarks/load_client.py). Start: `python -m
benchmarks.load_server PORT`.
"""

import asyncio
import gc
import json
import re
import sys
import time
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.load_world import Gone, Reply, Rules, World

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_KIND = re.compile(rb"content-type:\s*([^\r\n]+)", re.IGNORECASE)
_FIELD = re.compile(rb'name="([^"]+)"')
_REASONS = {200: b"OK", 400: b"Bad Request", 409: b"Conflict", 429: b"Too Many Requests"}
LONGEST_POLL = 50.0  # seconds; promises.md §1


class Telegram:
    """All connections look at one world, which the harness replaces for each scenario."""

    def __init__(self) -> None:
        self.world = World()

    def begin(self, rules: dict[str, Any]) -> None:
        """Forgets everything but who is waiting and how messages are numbered."""
        old = self.world
        self.world = World(
            rules=Rules(**rules), waiter=old.waiter, next_message_id=old.next_message_id
        )


class Connection(asyncio.Protocol):
    """One client: its requests one after the other, as HTTP/1.1 without pipelining."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._loop = asyncio.get_running_loop()
        self._received = b""
        self._poll: asyncio.TimerHandle | None = None
        self._wanted: tuple[int, int] = (0, 100)

    @property
    def _world(self) -> World:
        return self._telegram.world

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def connection_lost(self, _: Exception | None) -> None:
        self._end_poll()

    def data_received(self, data: bytes) -> None:
        received = self._received + data if self._received else data
        while (end := received.find(b"\r\n\r\n")) >= 0:
            head = received[:end]
            found = _LENGTH.search(head)
            whole = end + 4 + (int(found[1]) if found else 0)
            if len(received) < whole:
                break
            self._request(head, received[end + 4 : whole])
            received = received[whole:]
        self._received = received

    def _request(self, head: bytes, body: bytes) -> None:
        path = head[: head.find(b"\r\n")].split(b" ", 2)[1]
        place, _, method = path.partition(b"?")[0].decode().rpartition("/")
        if place == "/load":
            self._write(200, self._control(method, body))
            return
        arguments = _arguments(head, body)
        if method.lower() == "getupdates":
            self._get_updates(arguments)
            return
        try:
            reply = self._world.call(method, arguments, time.monotonic())
        except Gone as gone:
            self._lose(gone)
            return
        if reply.delay:
            self._loop.call_later(reply.delay, self._answer, reply)
        else:
            self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        if not self._transport.is_closing():
            self._write(reply.status, reply.body)

    def _lose(self, gone: Gone) -> None:
        """The call acted; its caller learns nothing, or something false."""
        if gone.fault == "reset":
            self._transport.abort()
        elif gone.fault == "bad_gateway":
            self._write(502, b"<html>502 Bad Gateway</html>")

    def _write(self, status: int, body: bytes) -> None:
        self._transport.write(
            b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            % (status, _REASONS.get(status, b"-"), len(body))
            + body
        )

    # Long polling.

    def _get_updates(self, arguments: dict[str, Any]) -> None:
        now = time.monotonic()
        self._wanted = (int(arguments.get("offset") or 0), int(arguments.get("limit") or 100))
        seconds = min(float(arguments.get("timeout") or 0), LONGEST_POLL)
        self._world.polled(self._wanted[0], now)
        batch = self._world.take(*self._wanted)
        if batch or not seconds:
            self._write_batch(batch)
            return
        self._poll = self._loop.call_later(seconds, self._poll_ended)
        if (older := self._world.waiter) is not None:
            older.conflict()
        self._world.waiter = self

    def arrived(self) -> None:
        """Something to fetch: called by the world when it adds to the queue."""
        batch = self._world.take(*self._wanted)
        if batch:
            self._end_poll()
            self._write_batch(batch)

    def conflict(self) -> None:
        """Another poller came: the older one is told, as Telegram does."""
        self._end_poll()
        self._write(409, b'{"ok":false,"error_code":409,"description":"Conflict: terminated"}')

    def _poll_ended(self) -> None:
        self._end_poll()
        self._write_batch([])

    def _end_poll(self) -> None:
        if self._poll is not None:
            self._poll.cancel()
            self._poll = None
        if self._world.waiter is self:
            self._world.waiter = None

    def _write_batch(self, batch: list[bytes]) -> None:
        self._write(200, b'{"ok":true,"result":[' + b",".join(batch) + b"]}")

    # The harness's side.

    def _control(self, order: str, body: bytes) -> bytes:
        if order == "queue":
            self._world.hold(body.splitlines())
            gc.collect()
            gc.freeze()  # so many long-lived objects: not to be looked through while measuring
            return b"{}"
        if order == "begin":
            self._telegram.begin(json.loads(body))
            gc.unfreeze()
            return b"{}"
        if order == "go":
            self._go(json.loads(body).get("per_second"))
            return b"{}"
        if order == "sends":
            return json.dumps(self._world.sends_as_lists()).encode()
        return json.dumps(self._world.state()).encode()

    def _go(self, per_second: float | None) -> None:
        if per_second is None:
            self._world.release(len(self._world.held), time.monotonic())
            return
        begun = self._loop.time()
        self._one_more(begun, per_second, 0)

    def _one_more(self, begun: float, per_second: float, count: int) -> None:
        """Each update at its own instant, whatever the last one cost."""
        while self._world.held and begun + count / per_second <= self._loop.time():
            self._world.release(1, time.monotonic())
            count += 1
        if self._world.held:
            self._loop.call_at(begun + count / per_second, self._one_more, begun, per_second, count)


def _arguments(head: bytes, body: bytes) -> dict[str, Any]:
    """A call's arguments from JSON, a form, or a multipart body (files are dropped)."""
    if not body:
        return {}
    found = _KIND.search(head)
    kind = found[1] if found else b""
    if kind.startswith(b"application/json"):
        value: dict[str, Any] = json.loads(body)
        return value
    if kind.startswith(b"multipart/"):
        return dict(_parts(body))
    return dict(parse_qsl(body.decode()))


def _parts(body: bytes) -> list[tuple[str, str]]:
    boundary = body[: body.find(b"\r\n")]
    parts = []
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = _FIELD.search(head)
        if name and b"filename=" not in head:
            parts.append((name[1].decode(), value.removesuffix(b"\r\n").decode()))
    return parts


async def serve(port: int) -> None:
    """Runs until its process is ended."""
    telegram = Telegram()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(telegram), "127.0.0.1", port, backlog=512)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
