"""Copies of the database, made while it is in use, and put back elsewhere.

A copy knows that it is one: the first start on it sends nothing that was waiting when it was made
(promises.md §6 row 14). SQLite is copied by its own backup API, PostgreSQL by pg_dump.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, make_url

from storage.tx import Tx

MARK = "copied_at"  # in the `instance` table of a copy


class BackupFailed(Exception):
    """The copy could not be made or put back; what there was is as it was."""


def backup(url: str, target: Path, now: datetime) -> None:
    """Writes a copy to `target` (0600) without stopping the bot, in a folder that is made (0700) if
    it is missing. Refuses to overwrite. Raises BackupFailed, or OSError where nothing may be written."""
    if target.exists():
        raise BackupFailed(f"{target} exists already")
    _make_folder(target.parent)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        _copy_file(Path(str(parsed.database)), target, now)
    else:
        _pg(parsed, "pg_dump", "--format=custom", f"--file={target}")
    target.chmod(0o600)


def restore(url: str, source: Path, now: datetime) -> None:
    """Puts a copy in the place of the database, which must not be in use; a SQLite file that is
    replaced is kept as `<file>.replaced`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        _put_back(source, Path(str(parsed.database)), now)
        return
    _pg(
        parsed,
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        str(source),
    )
    _pg(parsed, "psql", "--quiet", "--command", _mark_sql(now))


async def is_copy(tx: Tx) -> bool:
    """Whether this database was put back and not started since."""
    return await tx.instance.get(MARK) is not None


async def settle_copy(tx: Tx, now: datetime) -> tuple[int, int] | None:
    """On a copy's first start: (letters, steps) that are not sent; None if this is no copy."""
    if not await is_copy(tx):
        return None
    letters = await tx.outbox.expire_ready(now)
    steps = await tx.dues.move_all_before(now, now)
    await tx.errands.drop_all(now)
    await tx.instance.forget(MARK)
    return letters, steps


def _make_folder(folder: Path) -> None:
    """With those above it; each one it makes is its owner's alone."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def _copy_file(path: Path, target: Path, now: datetime) -> None:
    if not path.exists():
        raise BackupFailed(f"there is no database at {path}")
    fresh = target.with_name(target.name + ".part")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)  # where nothing may be written it says so itself, SQLite says less
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(fresh)) as copy:
        source.backup(copy)  # one step, one snapshot: in steps, each write would begin it again
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute(_mark_sql(now))
        copy.commit()
        _check(copy, fresh)
    _sync(fresh)
    fresh.replace(target)


def _put_back(source: Path, path: Path, now: datetime) -> None:
    if not source.exists():
        raise BackupFailed(f"there is no backup at {source}")
    fresh = path.with_name(path.name + ".part")
    shutil.copyfile(source, fresh)
    with closing(sqlite3.connect(fresh)) as copy:
        _check(copy, source)
        copy.execute(_mark_sql(now))
        copy.commit()
    _sync(fresh)
    fresh.chmod(0o600)
    for end in ("", "-wal"):  # after a crash the newest is in the journal: it goes along
        old = path.with_name(path.name + end)
        kept = path.with_name(f"{path.name}.replaced{end}")
        kept.unlink(missing_ok=True)
        if old.exists():
            old.replace(kept)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    fresh.replace(path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"{path} is not a database of Minga: {error}") from None
    if found != "ok":
        raise BackupFailed(f"{path} is damaged: {found}")


def _mark_sql(now: datetime) -> str:
    instant = f"{now:%Y-%m-%d %H:%M:%S}"
    return (
        "INSERT INTO instance (key, value, noted_at) "
        f"VALUES ('{MARK}', 'a copy', '{instant}') ON CONFLICT (key) DO NOTHING"
    )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _pg(url: URL, program: str, *options: str) -> None:
    """Runs a PostgreSQL client; the password goes by the environment, never by the command line."""
    found = shutil.which(program)
    if found is None:
        raise BackupFailed(f"{program} is not installed here")
    place = {
        "PGHOST": url.host or "",
        "PGPORT": str(url.port or 5432),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
    }
    command = [found, *options]
    if program == "pg_restore":
        command.insert(1, f"--dbname={url.database}")
    done = subprocess.run(
        command, env=os.environ | place, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupFailed(done.stderr.strip()[-500:])
