"""Talking to the Bot API: one HTTP client, raw answers, and how a call ended.

Not python-telegram-bot's client: an answer parsed into objects costs four times what aiohttp costs
(docs/decisions/0003-one-http-client.md), and the courier needs to know whether a failed call may
have acted (promises.md §6), which PTB's exceptions merge.
"""

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.logs import redact

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
UPLOADED_A_SECOND = 100_000  # characters of a packed document: what a slow line takes


class Refused(Exception):
    """A definite no: Telegram did not act. `code` as in HTTP; `wait` in seconds for 429."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any]) -> None:
        self.description = redact(description)  # it is logged and kept with what was refused
        super().__init__(f"{code} {self.description}")
        self.code = code
        self.wait: float | None = parameters.get("retry_after")
        self.migrated_to: int | None = parameters.get("migrate_to_chat_id")


class NotSent(Exception):
    """The call never reached Telegram: it may be tried again."""


class Ambiguous(Exception):
    """Nobody knows whether Telegram acted: a lost answer, a reset, a 5xx after it was sent."""


class Api:
    """The Bot API of one token."""

    def __init__(self, url: str, token: str) -> None:
        self._base = f"{url.rstrip('/')}/bot{token}/"
        self._files = f"{url.rstrip('/')}/file/bot{token}/"
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return "Api(…)"  # the address holds the token

    async def open(self) -> None:
        """Opens the client; its proxy settings are not taken from the environment."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=100, keepalive_timeout=60),
            timeout=aiohttp.ClientTimeout(total=None),
            json_serialize=lambda value: json.dumps(value, ensure_ascii=False),
        )

    async def close(self) -> None:
        """Closes the client."""
        if self._session is not None:
            await self._session.close()

    async def call(
        self,
        method: str,
        payload: Mapping[str, Any] | None = None,
        *,
        seconds: float = ANSWER_SECONDS,
    ) -> Any:
        """The method's result. Raises Refused, NotSent or Ambiguous, nothing else."""
        status, body = await self._post(method, dict(payload or {}), seconds)
        try:
            answer = json.loads(body)
        except ValueError:
            raise Ambiguous(f"{method}: {status}, no JSON") from None
        if isinstance(answer, dict) and answer.get("ok"):
            return answer.get("result")
        if status >= 500 or not isinstance(answer, dict):
            raise Ambiguous(f"{method}: {status}")
        raise Refused(
            int(answer.get("error_code", status)),
            str(answer.get("description", "")),
            answer.get("parameters") or {},
        )

    async def download(
        self, path: str, most_bytes: int, *, seconds: float = ANSWER_SECONDS
    ) -> bytes:
        """A file that getFile pointed at. Raises Refused (413 beyond `most_bytes`), NotSent or
        Ambiguous."""
        status, body = await self._get(f"{self._files}{quote(path)}", most_bytes, seconds)
        if len(body) > most_bytes:
            raise Refused(413, "the file is larger than it was said to be", {})
        if status >= 500:
            raise Ambiguous(f"download: {status}")
        if status != 200:
            raise Refused(status, "the file is not given", {})
        return body

    async def _get(self, url: str, most_bytes: int, seconds: float) -> tuple[int, bytes]:
        """The beginning of what is there, a byte more than `most_bytes` at most."""
        assert self._session is not None, "open() first"
        limit = aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        body = bytearray()
        try:
            async with self._session.get(url, timeout=limit) as response:
                async for piece in response.content.iter_chunked(65_536):
                    body += piece
                    if len(body) > most_bytes:
                        break
                return response.status, bytes(body[: most_bytes + 1])
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"download: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(f"download: {type(error).__name__}") from None

    async def _post(
        self, method: str, payload: dict[str, Any], seconds: float
    ) -> tuple[int, bytes]:
        assert self._session is not None, "open() first"
        body: dict[str, Any] = (
            {"data": _form(payload)} if "document" in payload else {"json": payload}
        )
        limit = aiohttp.ClientTimeout(
            total=seconds + _uploaded(payload) / UPLOADED_A_SECOND, sock_connect=CONNECT_SECONDS
        )
        try:
            async with self._session.post(self._base + method, timeout=limit, **body) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"{method}: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(f"{method}: {type(error).__name__}") from None


def _uploaded(payload: Mapping[str, Any]) -> int:
    document = payload.get("document")
    return len(document.get("base64", "")) if isinstance(document, Mapping) else 0


def content_of(document: Mapping[str, Any]) -> bytes:
    """The bytes of a document as it stands in the outbox (messages/text.py)."""
    if "base64" in document:
        return b64decode(document["base64"])
    return str(document["content"]).encode()


def _form(payload: dict[str, Any]) -> aiohttp.FormData:
    """A document of ours, sent as a file; a str is a file Telegram has already."""
    form = aiohttp.FormData()
    for name, value in payload.items():
        if name == "document" and isinstance(value, Mapping):
            form.add_field(
                name,
                content_of(value),
                filename=value["name"],
                content_type="application/octet-stream",
            )
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form
