"""The stranger at the other end: what is asked of it, and everything it may do instead of answering."""

import asyncio
import contextlib
import gzip
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.llm import LONGEST_PAUSE, MOST_BYTES, Limit, Llm, Unusable
from bot.network import TryLater
from community.automatic_models import ModelTerms
from tests.model_server import (
    Behaviour,
    ModelServer,
    answer,
    cut_off,
    endless,
    model_server,
    no_http,
    reply,
    silence,
)

KEY = "sk-una-clave-que-nadie-debe-ver"
CHAT = [{"role": "user", "content": "¿Qué leyeron?"}]


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with model_server() as model:
        yield model


def terms(url: str) -> ModelTerms:
    return ModelTerms(
        model="pequeño-8b", provider="Casa", country="Chile", retention="nada", address=url
    )


@asynccontextmanager
async def opened(url: str, *, key: str = KEY, limit: Limit = asyncio.timeout) -> AsyncIterator[Llm]:
    llm = Llm(terms(url), key=key, seconds=30, limit=limit)
    await llm.open()
    try:
        yield llm
    finally:
        await llm.close()


async def asked_of(server: ModelServer) -> str:
    async with asyncio.timeout(20), opened(server.url) as llm:
        return await llm.ask(CHAT)


async def test_it_is_asked_as_every_endpoint_of_this_kind(server: ModelServer) -> None:
    server.says = lambda body: "Leyeron en voz alta"

    assert await asked_of(server) == "Leyeron en voz alta"
    (asked,) = server.asked
    assert (asked["method"], asked["path"]) == ("POST", "/v1/chat/completions")
    assert asked["headers"]["authorization"] == f"Bearer {KEY}"
    assert asked["headers"]["content-type"] == "application/json"
    assert asked["body"] == {
        "model": "pequeño-8b",
        "messages": CHAT,
        "temperature": 0,
        "max_tokens": 2000,
        "stream": False,
    }


async def test_without_a_key_none_is_sent(server: ModelServer) -> None:
    async with opened(f"{server.url}/", key="") as llm:
        await llm.ask(CHAT)

    assert "authorization" not in server.asked[0]["headers"]
    assert server.asked[0]["path"] == "/v1/chat/completions"


@pytest.mark.parametrize(
    ("behave", "why"),
    [
        (reply(b"<html>no</html>"), "no json"),
        (reply(b""), "no json"),
        (reply(b"[" * 100_000), "no json"),
        (reply(b'{"choices": []}'), "no json"),
        (reply(b'{"choices": [{"message": null}]}'), "no json"),
        (reply(b"[1, 2]"), "no json"),
        (reply(b"\xff\xfe\x00"), "no json"),
        (reply(answer("   ")), "no text"),
        (reply(b'{"choices": [{"message": {"content": null}}]}'), "no text"),
        (reply(b'{"choices": [{"message": {"content": ["x"]}}]}'), "no text"),
        (reply(b"no", status="400 Bad Request"), "http 400"),
        (reply(b"no", status="401 Unauthorized"), "http 401"),
        (reply(b"no", status="404 Not Found"), "http 404"),
        (reply(b"", status="204 No Content"), "http 204"),
        (reply(answer("x" * MOST_BYTES)), "too much"),
        (endless, "too much"),
        (reply(gzip.compress(answer("x" * 9_000_000)), Content_Encoding="gzip"), "compressed"),
    ],
)
async def test_what_it_says_instead_of_an_answer_is_named_and_not_asked_again(
    server: ModelServer, behave: Behaviour, why: str
) -> None:
    server.behave = behave

    with pytest.raises(Unusable, match=f"^{why}$"):
        await asked_of(server)


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Moved"]
)
async def test_it_is_not_followed_anywhere_else(server: ModelServer, status: str) -> None:
    async with model_server() as elsewhere:
        server.behave = reply(b"", status=status, Location=f"{elsewhere.url}/chat/completions")

        with pytest.raises(Unusable, match="http 30"):
            await asked_of(server)
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "behave",
    [
        reply(b"oops", status="500 Internal Server Error"),
        reply(b"<html>", status="502 Bad Gateway"),
        reply(b"", status="503 Service Unavailable"),
        cut_off,
        no_http,
    ],
)
async def test_what_may_pass_is_asked_again_later(server: ModelServer, behave: Behaviour) -> None:
    server.behave = behave

    with pytest.raises(TryLater) as raised:
        await asked_of(server)
    assert raised.value.seconds is None


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7.0),
        ("999999", LONGEST_PAUSE),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("-1", None),
        ("9" * 400, None),
    ],
)
async def test_a_wait_is_believed_within_reason(
    server: ModelServer, told: str, seconds: float | None
) -> None:
    server.behave = reply(b"", status="429 Too Many Requests", Retry_After=told)

    with pytest.raises(TryLater) as raised:
        await asked_of(server)
    assert raised.value.seconds == seconds


async def test_where_nobody_listens_it_is_tried_later(server: ModelServer) -> None:
    async with model_server() as gone:
        pass

    with pytest.raises(TryLater):
        await asked_of(gone)


@pytest.mark.parametrize("behave", [silence, endless], ids=["says nothing", "trickles"])
async def test_it_is_waited_for_as_long_as_was_said_and_not_longer(
    server: ModelServer, behave: Behaviour
) -> None:
    held: list[asyncio.Timeout] = []
    waited: list[float] = []

    def in_the_hand(seconds: float) -> asyncio.Timeout:
        waited.append(seconds)
        held.append(asyncio.timeout(None))
        return held[-1]

    async def time_passes() -> None:
        while not server.asked:
            await asyncio.sleep(0.005)
        held[0].reschedule(asyncio.get_running_loop().time())

    server.behave = behave if behave is silence else _trickle
    async with (
        asyncio.timeout(20),
        opened(server.url, limit=in_the_hand) as llm,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(time_passes())
        with pytest.raises(TimeoutError):
            await llm.ask(CHAT)

    assert waited == [30]


async def _trickle(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not writer.transport.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "behave",
    [reply(f"your key {KEY} and ¿Qué leyeron?".encode(), status="401 no"), cut_off, reply(b"x")],
)
async def test_an_error_carries_no_word_of_either_side(
    server: ModelServer, behave: Behaviour
) -> None:
    server.behave = behave

    with pytest.raises((Unusable, TryLater)) as raised:
        await asked_of(server)
    error: BaseException | None = raised.value
    assert "Qué" not in repr(error)
    assert KEY not in repr(error)
    assert error is not None
    assert error.__suppress_context__ or error.__context__ is None
    assert KEY not in repr(Llm(terms(server.url), key=KEY, seconds=1))


@pytest.mark.parametrize(
    ("said", "models"),
    [
        (json.dumps({"data": [{"id": "a"}, {"id": "b"}]}).encode(), frozenset("ab")),
        (b"<html>", None),
        (b'{"data": null}', None),
    ],
)
async def test_it_may_say_which_models_it_has(
    server: ModelServer, said: bytes, models: frozenset[str] | None
) -> None:
    server.behave = reply(said)

    async with opened(server.url) as llm:
        assert await llm.models() == models
    assert (server.asked[0]["method"], server.asked[0]["path"]) == ("GET", "/v1/models")


async def test_in_the_log_is_nothing_that_anybody_said_and_no_key(
    server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for behave in (None, cut_off, no_http, reply(b"x", status="500 oops"), reply(b"{")):
        server.behave = behave
        with contextlib.suppress(Unusable, TryLater):
            await asked_of(server)

    assert len(server.asked) == 5
    assert "leyeron" not in caplog.text
    assert KEY not in caplog.text
