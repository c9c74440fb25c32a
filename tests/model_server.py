"""A language model on the loopback that says what a test wants, in the way it wants: also very badly."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class ModelServer:
    """What it was asked, and how it answers."""

    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)  # method, path, headers, body
    behave: Behaviour | None = None
    says: Callable[[dict[str, Any]], str] = lambda body: '{"points": []}'
    serving: dict[asyncio.Task[Any], asyncio.StreamWriter] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """What an operator writes."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What was sent to the model."""
        return [one["body"] for one in self.asked if one["method"] == "POST"]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        serving = asyncio.current_task()
        assert serving is not None
        self.serving[serving] = writer
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.split("\r\n")
            headers = {
                name.lower(): value
                for name, _, value in (line.partition(": ") for line in lines if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            method, path, _ = first.split(" ", 2)
            self.asked.append(
                {
                    "method": method,
                    "path": path,
                    "headers": headers,
                    "body": json.loads(body) if body else {},
                }
            )
            if self.behave is not None:
                await self.behave(writer)
            else:
                await reply(answer(self.says(self.asked[-1]["body"])))(writer)
        writer.close()

    async def hang_up(self) -> None:
        """Whoever is still connected."""
        for serving, writer in self.serving.items():
            serving.cancel()
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
        await asyncio.gather(*self.serving, return_exceptions=True)


def answer(text: str) -> bytes:
    """As an endpoint of this kind answers."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def reply(body: bytes, *, status: str = "200 OK", **headers: str) -> Behaviour:
    """One answer, whole."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()

    return behave


async def silence(writer: asyncio.StreamWriter) -> None:
    """Takes the request, and says nothing until the other side goes."""
    while not writer.transport.is_closing():
        await asyncio.sleep(0.01)


async def endless(writer: asyncio.StreamWriter) -> None:
    """Begins well and never ends."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"x" * 4096
    while not writer.transport.is_closing():
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        await writer.drain()


async def cut_off(writer: asyncio.StreamWriter) -> None:
    """Promises more than it gives."""
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"choices"')
    await writer.drain()


async def no_http(writer: asyncio.StreamWriter) -> None:
    """Something else listens there."""
    writer.write(b"220 mail.example ESMTP\r\n")
    await writer.drain()


@asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    """It, until the block ends."""
    model = ModelServer()
    server = await asyncio.start_server(model.serve, "127.0.0.1", 0)
    model.port = server.sockets[0].getsockname()[1]
    try:
        yield model
    finally:
        server.close()
        await model.hang_up()
        await server.wait_closed()
