"""Copies made while others write, put back elsewhere: whole, and silent about the past."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from community.ids import ChatId, InboxId, OutboxId, PersonId
from messages.text import Html, Message
from storage.backup import BackupFailed, backup, restore, settle_copy
from storage.database import Database
from storage.inbox import Arrival
from storage.outbox import Kind
from tests.needed import needed

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
WRITERS = 4


@dataclass(frozen=True)
class Places:
    """Where it is copied from, and an empty place to put it back."""

    here: str
    elsewhere: str


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def places(request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path) -> Places:
    """Both databases."""
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        needed(shutil.which("pg_dump"), "pg_dump", "postgresql")
        return Places(server.fresh(), server.empty())
    for name in ("here", "elsewhere"):
        (tmp_path / name).mkdir()
    shutil.copy(migrated_file, tmp_path / "here" / "minga.db")
    return Places(
        *(f"sqlite+aiosqlite:///{tmp_path / n / 'minga.db'}" for n in ("here", "elsewhere"))
    )


async def _unit(database: Database, number: int) -> None:
    """One unit of work: an update, and what it says."""
    async with database.write() as tx:
        update = Arrival(
            update_id=number, chat_id=ChatId(-1), person_id=PersonId(7), raw=f"palabras {number}"
        )
        await tx.inbox.receive([update], NOW)
        tx.outbox.say(
            Message(text=Html(str(number))),
            to=ChatId(-1),
            kind=Kind.POST,
            now=NOW,
            key=f"unit:{number}",
        )


async def test_a_copy_under_load_is_whole_and_has_all_that_was_committed_before(
    places: Places, tmp_path: Path
) -> None:
    database, target = Database(places.here), tmp_path / "copy"
    committed: list[int] = []
    is_over = asyncio.Event()

    async def write_on(writer: int) -> None:
        number = writer
        while not is_over.is_set():
            await _unit(database, number)
            committed.append(number)
            number += WRITERS

    async with asyncio.TaskGroup() as tasks:
        for writer in range(WRITERS):
            tasks.create_task(write_on(writer))
        while len(committed) < 50:
            await asyncio.sleep(0)
        before = set(committed)
        await asyncio.to_thread(backup, places.here, target, NOW)
        during = len(committed)
        is_over.set()
    await database.close()

    assert during > len(before)  # the writers were not stopped
    await asyncio.to_thread(restore, places.elsewhere, target, LATER)
    copy = Database(places.elsewhere)
    async with copy.read() as tx:
        updates = {row.update_id for row in await tx.inbox.waiting(InboxId(0), 100_000)}
        letters = {
            int(one.payload.split('"')[7]) for one in await tx.outbox.ready(OutboxId(0), 100_000)
        }
    await copy.close()
    assert before <= updates
    assert updates == letters  # each unit all or nothing


async def test_a_copy_sends_nothing_old_once_it_was_settled(places: Places, tmp_path: Path) -> None:
    database, target = Database(places.here), tmp_path / "copy"
    await _unit(database, 1)
    async with database.write() as tx:
        home = (await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)).id
        await tx.dues.plan("prompt.post", 1, NOW + timedelta(days=1), community=home)
        await tx.dues.plan("prompt.post", 2, LATER + timedelta(days=1), community=home)
    await database.close()
    await asyncio.to_thread(backup, places.here, target, NOW)
    await asyncio.to_thread(restore, places.elsewhere, target, LATER)

    copy = Database(places.elsewhere)
    async with copy.write() as tx:
        assert await settle_copy(tx, LATER) == (1, 1)
    async with copy.write() as tx:
        assert await settle_copy(tx, LATER) is None
        assert await tx.outbox.counts() == {"expired": 1}
        assert [due.subject_id for due in await tx.dues.open_of(home)] == [2]
    await copy.close()


async def test_the_original_goes_on_sending(places: Places, tmp_path: Path) -> None:
    database = Database(places.here)
    await _unit(database, 1)
    await asyncio.to_thread(backup, places.here, tmp_path / "copy", NOW)

    async with database.write() as tx:
        assert await settle_copy(tx, LATER) is None
        assert await tx.outbox.counts() == {"ready": 1}
    await database.close()


def test_a_backup_overwrites_nothing_and_is_readable_by_its_owner_alone(
    sqlite_url: str, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    backup(sqlite_url, target, NOW)

    assert f"{target.stat().st_mode & 0o777:o}" == "600"
    with pytest.raises(BackupFailed, match="exists already"):
        backup(sqlite_url, target, NOW)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_backup_replaces_nothing(
    sqlite_url: str, tmp_path: Path, content: bytes
) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(content)
    here = tmp_path / "minga.db"
    before = here.read_bytes()

    with pytest.raises(BackupFailed):
        restore(sqlite_url, wrong, NOW)
    with pytest.raises(BackupFailed):
        restore(sqlite_url, tmp_path / "nowhere.db", NOW)

    assert here.read_bytes() == before


def test_what_is_replaced_is_kept_with_its_journal(sqlite_url: str, tmp_path: Path) -> None:
    copy, crashed = tmp_path / "copy.db", tmp_path / "minga.db"
    backup(sqlite_url, copy, NOW)
    with closing(sqlite3.connect(crashed)) as connection:  # a process that never closed its file
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO instance VALUES ('newest', 'fact', '2026-11-18 15:00:00')")
        connection.commit()
        files = {end: Path(f"{crashed}{end}").read_bytes() for end in ("", "-wal")}
    for end, content in files.items():
        Path(f"{crashed}{end}").write_bytes(content)

    restore(sqlite_url, copy, NOW)

    with closing(sqlite3.connect(f"{crashed}.replaced")) as connection:
        found = connection.execute("SELECT value FROM instance WHERE key = 'newest'").fetchone()
    assert found == ("fact",)
    assert not Path(f"{crashed}-wal").exists()
