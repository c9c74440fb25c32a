"""A copy put back elsewhere and started: silent about the past, and who was erased stays erased."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.secrets import Secrets
from community.ids import PersonId
from storage.backup import backup, restore
from storage.database import Database
from storage.outbox import Kind
from tests.bot.on_stage import community_of, put
from tests.conversation import TOKEN, open_stage
from tests.kept import newest_practices


async def test_a_restored_bot_says_nothing_old_and_keeps_every_fact(
    sqlite_url: str, tmp_path: Path
) -> None:
    copy, elsewhere = tmp_path / "copy.db", tmp_path / "elsewhere.db"
    async with open_stage(tmp_path, database_url=sqlite_url) as first:
        ana, rosa = first.person("Ana Soto"), first.person("Rosa Quispe")
        red = await first.community("Red Ñuble", guides=[ana], members=[rosa])
        await ana.says("/compromiso Rosa trae cuentos el 17 de noviembre, sin evidencia", red)
        await rosa.taps("Acepto")
        await first.passes(seconds=20)  # the board is there before the copy
        await put(first, red, "una pregunta de ayer", Kind.POST)
        first.driver.say(rosa.id, red.id, "#practica Leemos en pareja")
        first.driver.say(rosa.id, red.id, "/pendientes")
        waiting = list(first.world.mailbox.pending)
        first.minga.dispatch.wake = lambda: None
        await first.minga.intake.take(waiting)
        await asyncio.to_thread(backup, sqlite_url, copy, first.clock.now())
        world = first.world
    url = f"sqlite+aiosqlite:///{elsewhere}"
    await asyncio.to_thread(restore, url, copy, first.clock.now())
    told = len(first.told(red))

    async with open_stage(tmp_path, database_url=url) as second:
        second.world.chats, second.world.history = world.chats, world.history
        second.world.people = world.people
        second.world.mailbox.next_id = world.mailbox.next_id
        await second.minga.settle()
        await second.minga.timetable.tick()
        await second.minga.settle()

        assert second.told(red)[told:] == []
        async with second.looking() as tx:
            community = await community_of(second, red)
            assert [one.title for one in await newest_practices(tx, community.id, 9)] == [
                "Leemos en pareja"
            ]
        again = second.driver.say(rosa.id, red.id, "/repertorio")
        await second.rests()
        assert second.told(red)[told:] != []
        assert second.last(red).reply_to == again.id


async def test_somebody_erased_after_the_copy_stays_erased_when_it_is_put_back(
    sqlite_url: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with open_stage(tmp_path, database_url=sqlite_url) as first:
        ana, rosa = first.person("Ana Soto"), first.person("Rosa Quispe")
        red = await first.community("Red Ñuble", guides=[ana], members=[rosa])
        await rosa.says("#practica Leemos con zarzamoras", red)
        await rosa.starts()
        await asyncio.to_thread(backup, sqlite_url, copy, first.clock.now())
        first.minga.secrets.copy_to(tmp_path / "copy.db.secrets.json")
        await first.passes(hours=1)
        await rosa.says("/olvidame")
        await rosa.taps(first.buttons(first.last(rosa.id))[0])
        async with first.looking() as tx:
            assert await tx.people.get(PersonId(rosa.id)) is None
    await asyncio.to_thread(restore, sqlite_url, copy, first.clock.now())
    Secrets.restored(first.minga.secrets._path, tmp_path / "copy.db.secrets.json")

    async with open_stage(tmp_path, database_url=sqlite_url) as second, second.looking() as tx:
        assert await tx.people.get(PersonId(rosa.id)) is None
        assert await tx.personal.of(PersonId(rosa.id)) == {}
        assert await newest_practices(tx, (await community_of(second, red)).id, 9) == []


def test_a_folder_that_is_missing_is_made_for_its_owner_alone(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minga = _in_process(migrated_file, tmp_path, monkeypatch)
    target = tmp_path / "copies" / "november" / "copy.db"

    code, said = minga("backup", str(target))

    assert code == 0, said
    assert target.exists()
    assert target.with_name("copy.db.secrets.json").exists()
    assert [one.stat().st_mode & 0o777 for one in target.parents[:2]] == [0o700, 0o700]


def test_where_nothing_may_be_written_each_command_says_so_in_a_line(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minga = _in_process(migrated_file, tmp_path, monkeypatch)
    (tmp_path / "file").write_text("{}")
    under_a_file = tmp_path / "file" / "minga.db"
    assert minga("backup", str(tmp_path / "copy.db"))[0] == 0

    code, said = minga("backup", str(under_a_file))
    assert (code, said.count("\n")) == (1, 1), said
    assert said.startswith("No whole backup was made: ")
    assert said.endswith(": Not a directory\n")
    (tmp_path / "in.jsonl").write_text("")
    code, said = minga("summarise", "--jsonl", str(tmp_path / "in.jsonl"), str(under_a_file))
    assert (code, said.count("\n")) == (1, 1)
    assert "Not a directory" in said
    monkeypatch.setenv("MINGA_DATABASE_URL", f"sqlite+aiosqlite:///{under_a_file}")
    code, said = minga("restore", str(tmp_path / "copy.db"), "--yes")
    assert (code, said.count("\n")) == (1, 1)
    assert "The backup was not put back" in said
    (tmp_path / "result.json").write_text(
        '{"type": "private_supergroup", "id": 1, "name": "Red", "messages": []}'
    )
    code, said = minga("import", str(tmp_path / "result.json"))
    assert (code, said.count("\n")) == (1, 1)
    assert "It was not brought" in said


@pytest.mark.slow
def test_the_commands_copy_and_put_back(migrated_file: Path, tmp_path: Path) -> None:
    shutil.copy(migrated_file, tmp_path / "minga.db")

    assert "Copied to" in _minga(tmp_path, "backup", "copy.db")
    assert (tmp_path / "copy.db.secrets.json").exists()
    assert "exists already" in _minga(tmp_path, "backup", "copy.db", code=1)
    assert "Aborted" in _minga(tmp_path, "restore", "copy.db", code=1)
    assert "Restored" in _minga(tmp_path, "restore", "copy.db", "--yes")
    assert (tmp_path / "minga.db.replaced").exists()
    assert "Nothing was replaced" in _minga(tmp_path, "restore", "none.db", "--yes", code=1)


@pytest.mark.slow
async def test_a_database_in_use_is_not_replaced(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "minga.db"
    shutil.copy(migrated_file, path)
    await asyncio.to_thread(_minga, tmp_path, "backup", "copy.db")
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.claim()
    try:
        said = await asyncio.to_thread(_minga, tmp_path, "restore", "copy.db", "--yes", code=1)
    finally:
        await database.close()

    assert "Another Minga runs on this database" in said


def _in_process(
    migrated: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    shutil.copy(migrated, folder / "minga.db")
    monkeypatch.setenv("MINGA_DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'minga.db'}")
    monkeypatch.setenv("MINGA_TOKEN", TOKEN)

    def minga(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return minga


def _minga(folder: Path, *command: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=folder,
        env=os.environ | {"MINGA_TOKEN": TOKEN},
        input="",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr
