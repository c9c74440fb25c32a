"""The schema's history: the same as the models, forth and back, with a copy kept before."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrate import VERSIONS, current, downgrade, head, upgrade, upgrade_if_needed
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'fresh.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.empty()


def test_migrations_make_what_the_models_say(empty_url: str) -> None:
    from alembic import command

    from storage.migrate import _config

    upgrade(empty_url)

    command.check(_config(empty_url))
    assert current(empty_url) == head()


def test_each_migration_goes_up_down_and_up_again(empty_url: str) -> None:
    for revision in sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py")):
        upgrade(empty_url, revision)
        downgrade(empty_url, "-1")
        upgrade(empty_url, revision)

    assert current(empty_url) == head()


def test_a_file_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    upgrade(url, "0001")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.execute("INSERT INTO instance VALUES ('k', 'kept', '2026-01-01 00:00:00')")
        connection.commit()

    upgrade_if_needed(url)

    with closing(sqlite3.connect(tmp_path / "old.db.before-0001")) as copy:
        assert copy.execute("SELECT value FROM instance").fetchall() == [("kept",)]
    with closing(sqlite3.connect(tmp_path / "old.db")) as changed:
        assert changed.execute("SELECT value FROM instance").fetchall() == [("kept",)]
    assert current(url) == head()


def test_a_database_at_the_newest_schema_is_left_alone(sqlite_url: str) -> None:
    assert upgrade_if_needed(sqlite_url) is False
