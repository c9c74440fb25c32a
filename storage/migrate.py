"""Brings a database to the newest schema; a SQLite file is copied before it is changed.

`upgrade_if_needed` costs one query when there is nothing to do; Alembic itself runs in a process of
its own, so that a bot that runs for months does not carry it (`python -m storage.migrate URL`).
"""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, make_url, text

VERSIONS = Path(__file__).parent / "migrations" / "versions"


class SchemaTooNew(Exception):
    """The database was written by a newer Minga than this one."""


class MigrationFailed(Exception):
    """The schema could not be changed; the database is as it was."""


def head() -> str:
    """The newest revision we know: the number of the last file."""
    return max(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))


def current(url: str) -> str | None:
    """The revision a database is at; None for an empty one."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _current_of_file(Path(str(parsed.database)))
    engine = create_engine(parsed)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    finally:
        engine.dispose()


def _current_of_file(path: Path) -> str | None:
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
    return None if row is None else str(row[0])


def upgrade_if_needed(url: str) -> bool:
    """Whether the schema was changed. Raises SchemaTooNew or MigrationFailed."""
    at, newest = current(url), head()
    if at == newest:
        return False
    if at is not None and at > newest:
        raise SchemaTooNew(f"the database is at {at}, this version knows {newest}")
    if at is not None:
        _keep_copy(url, at)
    done = subprocess.run(
        [sys.executable, "-m", "storage.migrate", url], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MigrationFailed(re.sub(r"//[^@/]+@", "//…@", done.stderr[-2000:]))
    return True


def _keep_copy(url: str, revision: str) -> None:
    """`<file>.before-<revision>`: what to go back to if the new version disappoints."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return
    path = Path(str(parsed.database))
    kept = path.with_name(f"{path.name}.before-{revision}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(kept)) as copy:
        source.backup(copy)
    kept.chmod(0o600)


def upgrade(url: str, revision: str = "head") -> None:
    """Runs Alembic here and now (synchronous)."""
    from alembic import command

    command.upgrade(_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Back to an earlier schema (tests; an operator restores the copy instead)."""
    from alembic import command

    command.downgrade(_config(url), revision)


def _config(url: str) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


if __name__ == "__main__":
    upgrade(sys.argv[1])
