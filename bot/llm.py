"""A language model behind any endpoint that speaks as OpenAI's: one POST, one text back.

The one thing to know: the other side is a stranger. No redirect is followed, no cookie kept, no more
read than MOST_BYTES however it comes, no longer waited than the operator said; and nothing it answers,
not even an error, is logged or shown (docs/llm.md).
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp

from bot.network import Network, TryLater
from bot.settings import Settings
from community.automatic_models import ModelTerms
from reading.wording import Chat
from scheduler.syntheses_wording import Answer, Request

MOST_BYTES = 256 * 1024  # of an answer: twelve points have about 6 KB
MOST_TOKENS = 2_000  # that it may write
CONNECT_SECONDS = 10.0
LONGEST_PAUSE = 3_600.0  # seconds that a «wait» of theirs is believed

Limit = Callable[[float], AbstractAsyncContextManager[Any]]


class Unusable(Exception):
    """It answered, and asking again would not help: a refusal, a redirect, too much, no text."""


class Llm:
    """The model of one instance."""

    def __init__(
        self,
        terms: ModelTerms,
        *,
        key: str = "",
        seconds: float,
        limit: Limit = asyncio.timeout,
    ) -> None:
        """`limit` makes the time-out of one call."""
        self.terms = terms
        self._key = key
        self._seconds = seconds
        self._limit = limit
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return "Llm(…)"  # it holds a key

    async def open(self) -> None:
        """Opens the client; no proxy of the environment, no cookies."""
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            headers={"User-Agent": "Minga", "Accept-Encoding": "identity"},
        )

    async def close(self) -> None:
        """Closes the client."""
        if self._session is not None:
            await self._session.close()

    async def ask(self, chat: Chat) -> str:
        """What the model says. Raises Unusable, TryLater (they are busy, broken or out of reach) or
        TimeoutError; none of them carries a word of the other side."""
        body = {
            "model": self.terms.model,
            "messages": chat,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        data = json.dumps(body, ensure_ascii=False).encode()
        async with self._limit(self._seconds):
            return _said(await self._call("POST", "chat/completions", data))

    async def models(self) -> frozenset[str] | None:
        """The names of the models there are; None where it does not tell. Raises as `ask`."""
        async with self._limit(self._seconds):
            answer = await self._call("GET", "models")
        try:
            return frozenset(str(one["id"]) for one in json.loads(answer)["data"])
        except (ValueError, TypeError, LookupError, RecursionError):
            return None

    async def _call(self, method: str, path: str, data: bytes | None = None) -> bytes:
        assert self._session is not None, "open() first"
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        url = f"{self.terms.address.rstrip('/')}/{path}"
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise _refusal(response)
                if response.headers.get("Content-Encoding", "identity") != "identity":
                    raise Unusable("compressed")
                return await _read(response)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise TryLater(type(error).__name__) from None


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """At most MOST_BYTES, whatever it says of its length."""
    read = bytearray()
    async for piece in response.content.iter_any():
        read += piece
        if len(read) > MOST_BYTES:
            response.close()
            raise Unusable("too much")
    return bytes(read)


def _refusal(response: aiohttp.ClientResponse) -> Exception:
    status = response.status
    response.close()  # its body is nobody's business
    if status == 429 or status >= 500:
        return TryLater(f"http {status}", _wait(response.headers.get("Retry-After")))
    return Unusable(f"http {status}")


def _wait(told: str | None) -> float | None:
    """Seconds; a date is not read."""
    if told is None or not told.isascii() or not told.isdigit() or len(told) > 6:
        return None
    return min(float(told), LONGEST_PAUSE)


def _said(answer: bytes) -> str:
    try:
        found = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unusable("no json") from None
    if not isinstance(found, str) or not found.strip():
        raise Unusable("no text")
    return found


async def word(network: Network, request: Request) -> Answer:
    """The fetch of `synthesis.word`: only if the model is still the one that was said yes to."""
    model = network.llm
    if model is None or model.terms.mark != request.mark:
        return Answer(request=request, why="another model, or none")
    try:
        return Answer(request=request, text=await model.ask(request.chat))
    except Unusable as error:
        return Answer(request=request, why=str(error))


def llm_of(settings: Settings) -> Llm | None:
    """The model the operator offers, not opened yet."""
    if (terms := settings.model_terms) is None:
        return None
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return Llm(terms, key=key, seconds=settings.llm_seconds)
