"""A life full of faults, at DEBUG: the token is nowhere, whole or by half (promises.md §5)."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.api import Api
from bot.secrets import Secrets
from sandbox.faults import ON_CALLS
from storage.backup import backup
from tests.bot.on_stage import pace_by_the_clock
from tests.conversation import TOKEN, open_stage

HALF = TOKEN.partition(":")[2]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that is logged, from DEBUG on, as it would be written."""
    logs.start(TOKEN, level=logging.DEBUG)
    root = logging.getLogger()
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.setFormatter(root.handlers[0].formatter)
    root.addHandler(handler)
    for quiet in ("aiohttp", "asyncio", "httpx", "httpcore", "uvicorn", "telegram"):
        logging.getLogger(quiet).setLevel(logging.DEBUG)
    yield sink
    for quiet in ("aiohttp", "asyncio"):
        logging.getLogger(quiet).setLevel(logging.NOTSET)
    logs.start(TOKEN)


@pytest.mark.slow
async def test_a_life_with_every_fault_tells_nobody_the_token(
    sqlite_url: str, tmp_path: Path, written: io.StringIO
) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url, over_http=True) as stage:
        pace_by_the_clock(stage)
        ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
        red = await stage.community("Red Ñuble", guides=[ana], members=[rosa], mode="full")
        for kind in ON_CALLS:
            if kind != "403":
                stage.driver.fault(kind, seconds=0.01, description=f"{TOKEN} is not it")
            await ana.says("/pregunta ¿Qué leyeron?", red)
            await rosa.says("#practica Leemos en pareja", red)
        for kind in ("502", "reset"):
            stage.driver.fault(kind, method="getUpdates")
        stage.driver.inject({"message": {"message_id": 1, "text": "roto"}})
        await rosa.says("/ayuda", red)
        await stage.passes(minutes=10)
        log = structlog.get_logger("minga.test")
        try:
            raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
        except RuntimeError:
            log.exception("failed", url=f"/bot{TOKEN}/getMe", half=HALF)
        shown = [repr(part) for part in (stage.minga, stage.minga.api, stage.minga.settings)]
        copy = tmp_path / "copy.db"
        backup(sqlite_url, copy, stage.clock.now())
        stage.minga.secrets.copy_to(tmp_path / "copy.secrets.json")

    assert _files_with(HALF, tmp_path) == []
    assert HALF not in "".join(shown)
    assert "[token]" in written.getvalue()
    assert "update quarantined" in written.getvalue()
    assert HALF not in written.getvalue()


def _files_with(words: str, folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"minga.db", "copy.db", "copy.secrets.json"} <= {file.name for file in files}
    return [file.name for file in files if words.encode() in file.read_bytes()]


async def test_what_goes_wrong_on_the_way_does_not_name_the_address() -> None:
    api = Api("http://127.0.0.1:9", TOKEN)
    await api.open()
    try:
        with pytest.raises(Exception, match="getMe") as raised:
            await api.call("getMe", seconds=2)
    finally:
        await api.close()

    assert HALF not in f"{raised.value!r} {raised.value} {api!r}"


@pytest.mark.parametrize(
    "text",
    [
        f"http://x/bot{TOKEN}/sendMessage",
        f"bot{TOKEN.replace(':', '%3A')}",
        HALF,
        "another one: 987654321:AAabcdefghijklmnopqrstuvwxyz0123456789",
    ],
)
def test_a_line_with_a_token_loses_it(text: str) -> None:
    logs.start(TOKEN)

    redacted = logs.redact(text)

    assert "[token]" in redacted
    assert not any(half in redacted for half in (HALF, "AAabcdefghijklmnop"))


def test_the_instances_key_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "minga.secrets.json"
    Secrets(path)
    Secrets(path).copy_to(tmp_path / "copy.json")

    assert [f"{file.stat().st_mode & 0o777:o}" for file in (path, tmp_path / "copy.json")] == [
        "600",
        "600",
    ]
