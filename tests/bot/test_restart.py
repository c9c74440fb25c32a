"""The bot ends in the middle and begins again: nothing lost, nothing doubled (promises.md §6)."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.application import Minga
from community.ids import OutboxId
from sandbox.faults import ON_CALLS, Fault, Faults
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.world import World
from storage.database import AnotherInstance, Database
from storage.outbox import Kind
from storage.rows import metadata
from tests.bot.on_stage import community_of, ends, pace_by_the_clock, put
from tests.conversation import TOKEN, Stage, open_stage
from tests.kept import newest_practices

QUEUED = 40


@asynccontextmanager
async def begun_again(url: str, folder: Path, world: World) -> AsyncIterator[Stage]:
    """A second life of the bot on the same database and in the same world."""
    async with open_stage(folder, database_url=url) as stage:
        pace_by_the_clock(stage)
        for name in vars(world):
            setattr(stage.world, name, getattr(world, name))
        stage.world.faults.clear()
        await stage.minga.settle()
        yield stage


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both databases; the secrets of PostgreSQL's lie in the working directory."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    monkeypatch.chdir(tmp_path)
    return str(request.getfixturevalue("postgres").fresh())


async def test_what_was_received_and_not_handled_is_handled_once(url: str, tmp_path: Path) -> None:
    async with open_stage(tmp_path, database_url=url) as first:
        ana, rosa = first.person("Ana Soto"), first.person("Rosa Quispe")
        red = await first.community("Red Ñuble", guides=[ana], members=[rosa])
        for number in range(QUEUED):
            first.driver.say(rosa.id, red.id, f"#practica Leemos juntos {number}")
        updates = list(first.world.mailbox.pending)
        await _only_received(first.minga, updates)
        world = first.world

    async with begun_again(url, tmp_path, world) as second:
        await second.rests()  # Telegram gives the same updates again: none was confirmed
        async with second.looking() as tx:
            told = await newest_practices(tx, (await community_of(second, red)).id, 100)

        assert sorted(one.title for one in told) == sorted(
            f"Leemos juntos {number}" for number in range(QUEUED)
        )


@pytest.mark.parametrize(
    ("kind", "had_arrived", "copies", "state"),
    [
        (Kind.REMINDER, False, 1, "sent"),
        (Kind.REMINDER, True, 2, "sent"),
        (Kind.REPLY, False, 0, "unknown"),
        (Kind.REPLY, True, 1, "unknown"),
        (Kind.POST, True, 1, "unknown"),
        (Kind.DIGEST, False, 0, "unknown"),
    ],
)
async def test_what_was_on_its_way_ends_by_its_kind(
    sqlite_url: str, tmp_path: Path, kind: Kind, had_arrived: bool, copies: int, state: str
) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url) as first:
        red = await first.community("Red Ñuble", guides=[first.person("Ana Soto")])
        first.minga.database.listeners.may_go = lambda *_: False  # the test says what leaves
        await put(first, red, "Hoy vence", kind)
        async with first.minga.database.write() as tx:
            letter = (await tx.outbox.ready(OutboxId(0), 10))[-1]
            await tx.outbox.sending([letter.id])
        if had_arrived:
            await first.minga.api.call("sendMessage", {"chat_id": red.id, "text": "Hoy vence"})
        before, world = await ends(first), first.world

    async with begun_again(sqlite_url, tmp_path, world) as second:
        await second.passes(minutes=1)

        assert second.told(red).count("Hoy vence") == copies
        assert (await ends(second) - before)[kind, state] == 1


async def test_what_was_ready_is_sent_once_after_a_restart(url: str, tmp_path: Path) -> None:
    kinds = [kind for kind in Kind if kind not in (Kind.ANSWER, Kind.EDIT, Kind.EXPORT)]
    async with open_stage(tmp_path, database_url=url) as first:
        red = await first.community("Red Ñuble", guides=[first.person("Ana Soto")])
        first.minga.database.listeners.may_go = lambda *_: False
        first.minga.courier.pacer.close(red.id, 3600)  # nothing is on its way when it ends
        for kind in kinds:
            await put(first, red, f"un {kind}", kind)
        world = first.world

    for _ in range(2):
        async with begun_again(url, tmp_path, world) as again:
            await again.minga.settle()
            await again.minga.settle()
            told = again.told(red)

    assert [told.count(f"un {kind}") for kind in kinds] == [1] * len(kinds)


async def test_time_that_passed_while_the_bot_was_off_reminds_once(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url) as first:
        ana, rosa = first.person("Ana Soto"), first.person("Rosa Quispe")
        red = await first.community("Red Ñuble", guides=[ana], members=[rosa])
        await ana.says("/compromiso Rosa trae cuentos el 20 de noviembre, sin evidencia", red)
        await rosa.taps("Acepto")
        world = first.world

    for _ in range(2):
        async with begun_again(sqlite_url, tmp_path, world) as again:
            again.clock.moved += timedelta(days=4, hours=1)  # to a Friday at eleven, in Chile
            await again.passes(minutes=1)
            told = again.told(red)

    assert len([text for text in told if text.startswith("📌 Hoy vence")]) == 1


async def _only_received(minga: Minga, updates: list[Json]) -> None:
    """On disk, and the process ends before anything is handled."""
    minga.dispatch.wake = lambda: None
    await minga.intake.take(updates)


# One active process on a database.


async def test_a_second_instance_on_the_same_database_is_refused(url: str) -> None:
    first, second = Database(url), Database(url)
    await first.claim()
    try:
        with pytest.raises(AnotherInstance):
            await second.claim()
    finally:
        await first.close()
    try:
        await second.claim()
    finally:
        await second.close()


# The Nth call fails once, and the end is the same (promises.md §6, row 2).


@dataclass(kw_only=True)
class NthCall(Faults):
    """One call goes wrong: the nth that is no poll."""

    number: int
    fault: Fault
    seen: int = 0

    def strike(self, kinds: tuple[str, ...], method: str, chat: int | None) -> Fault | None:
        if kinds != ON_CALLS or method == "getUpdates":
            return None
        self.seen += 1
        return self.fault if self.seen == self.number else None


async def live(stage: Stage) -> int:
    """Question, answer, commitment, acceptance; people do again what they see did not work."""
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    start = len(stage.world.calls)
    if isinstance(stage.world.faults, NthCall):
        stage.world.faults.seen = 0  # the greeting has its own tests
    await ana.says("/pregunta ¿Qué leyeron?", red)
    await _look_after(stage, ana, red)
    await rosa.replies("Cuentos", to=_said(stage, red.id, "💬 ¿Qué leyeron?"))
    await ana.says("/compromiso Rosa trae cuentos el 4 de diciembre, sin evidencia", red)
    await _look_after(stage, ana, red)
    card = _said(stage, red.id, "🤝 Compromiso 1")
    stage.driver.tap(rosa.id, red.id, card.id, "Acepto")  # its answer may be what is lost
    await stage.rests()
    return len(stage.world.calls) - start


def _said(stage: Stage, chat: int, beginning: str) -> Message:
    """The newest copy of something the bot said."""
    return [m for m in stage.messages(chat) if m.text.startswith(beginning)][-1]


async def _look_after(stage: Stage, guide: Any, red: Any) -> None:
    """Time passes, and a guide sends again what nobody knows of."""
    for _ in range(3):
        await stage.passes(seconds=5)
    community = await community_of(stage, red)
    async with stage.looking() as tx:
        lost = await tx.outbox.unknown_in(community.id)
    if lost:
        await guide.says("/estado", red)
        await guide.taps("Reenviar 1")


async def facts(stage: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept but the mail, message ids and instants."""
    mail = {
        "inbox",
        "outbox",
        "posts",
        "namings",
        "chat_windows",
        "instance",
        "deeds",
        "invitations",
    }
    found = {}
    async with stage.looking() as tx:
        for table in metadata.sorted_tables:
            columns = [c for c in table.c if not c.name.endswith(("_at", "message_id"))]
            if table.name not in mail:
                rows = await tx.rows(table.select().with_only_columns(*columns))
                found[table.name] = sorted(tuple(map(str, row)) for row in rows)
    return found


FAULTS = [
    Fault(kind="429", retry_after=1),
    Fault(kind="502"),
    Fault(kind="reset"),
    Fault(kind="reset", acted=True),
]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind}-{fault.acted}")
async def test_whichever_call_fails_once_the_end_is_the_same(
    migrated_file: Path, tmp_path: Path, fault: Fault
) -> None:
    calls, clean = await _life(migrated_file, tmp_path / "clean", None)
    assert calls >= 5
    for number in range(1, calls + 1):
        _, found = await _life(
            migrated_file, tmp_path / str(number), NthCall(number=number, fault=fault)
        )
        assert (number, found) == (number, clean)


async def _life(template: Path, folder: Path, faults: NthCall | None) -> tuple[int, Any]:
    url = _copied(template, folder)
    async with open_stage(folder, database_url=url) as stage:
        pace_by_the_clock(stage)
        if faults is not None:
            stage.world.faults = faults
        calls = await live(stage)
        return calls, await facts(stage)


def _copied(template: Path, folder: Path) -> str:
    folder.mkdir()
    (folder / "minga.db").write_bytes(template.read_bytes())
    return f"sqlite+aiosqlite:///{folder / 'minga.db'}"


# Real processes.


@contextmanager
def _telegram() -> Iterator[str]:
    """The sandbox as a process of its own; its address."""
    port = _free_port()
    command = [sys.executable, "-m", "sandbox", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(lambda: _answers(f"{url}/healthz"))
            yield url
        finally:
            process.terminate()


@contextmanager
def _minga(folder: Path, url: str, listen: int) -> Iterator["subprocess.Popen[str]"]:
    """The whole program; should the test fail, it does not outlive it."""
    settings = {
        "MINGA_TOKEN": TOKEN,
        "MINGA_API_URL": url,
        "MINGA_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'minga.db'}",
        "MINGA_LISTEN": f"127.0.0.1:{listen}",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def _wait(condition: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _done(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "minga.db", timeout=10)) as connection:
        found = "SELECT count(*) FROM inbox WHERE state = 'done'"
        return int(connection.execute(found).fetchone()[0])


@pytest.mark.slow
def test_a_real_process_stops_in_time_with_updates_pending_and_loses_none(
    migrated_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "minga.db").write_bytes(migrated_file.read_bytes())
    with _telegram() as url, httpx.Client(base_url=url, trust_env=False) as sim:
        person = sim.post("/sim/people", json={"name": "Rosa Quispe"}).json()["id"]
        sim.post("/sim/start", json={"person": person}).raise_for_status()
        with _minga(tmp_path, url, _free_port()) as first:
            _wait(lambda: _done(tmp_path) == 1)
            for number in range(120):
                said = {"as": person, "chat": person, "text": f"/ayuda {number}"}
                sim.post("/sim/say", json=said).raise_for_status()
            first.send_signal(signal.SIGTERM)
            first.communicate(timeout=20)
        assert first.returncode == 0

        port = _free_port()
        with _minga(tmp_path, url, port) as again:
            _wait(lambda: _done(tmp_path) == 121 and _answers(f"http://127.0.0.1:{port}/healthz"))
            with _minga(tmp_path, url, _free_port()) as second:
                said_by_second, _ = second.communicate(timeout=20)
            again.send_signal(signal.SIGTERM)
            again.communicate(timeout=20)

    assert second.returncode == 1
    assert "Another Minga runs on this database" in said_by_second
    assert again.returncode == 0
