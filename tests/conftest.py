"""Databases for tests: real SQLite files made by Alembic, and real PostgreSQL where it is installed."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from bot import logs
from storage.database import Database
from storage.migrate import upgrade
from tests.conversation import TOKEN
from tests.needed import needed
from tests.postgres import Postgres, find_server

settings.register_profile("unhurried", deadline=None)  # no test fails for being slow
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """As in production: plain tracebacks, no local variables."""
    logs.start(TOKEN)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "template.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server of our own on a free loopback port; the test fails where none is installed."""
    binaries = find_server()
    needed(binaries, "a PostgreSQL server", "postgresql")
    assert binaries is not None
    with Postgres.started(binaries) as server:
        yield server


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """An empty database of the newest schema."""
    path = tmp_path / "minga.db"
    shutil.copy(migrated_file, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return str(request.getfixturevalue("postgres").fresh())


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database."""
    opened = Database(database_url)
    yield opened
    await opened.close()
