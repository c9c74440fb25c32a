"""An aiosqlite connection whose statements cost one trip to its thread instead of four.

SQLAlchemy's adapter asks for a cursor, executes, fetches and closes, each a hop to the thread and
back: this way a statement costs a third less CPU, and half the time where the loop is busy (figures
in docs/decisions/0004-one-trip-to-sqlite.md). Rows are fetched where they are found; nothing of ours
reads results too large for that.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

import aiosqlite


class OneTripCursor:
    """What SQLAlchemy's adapter needs of a cursor: shapes as in PEP 249, everything prefetched."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection  # untyped: it uses what aiosqlite keeps to itself
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> "OneTripCursor":
        await self._connection._execute(self._run, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "OneTripCursor":
        await self._connection._execute(self._run_many, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = []

    def _run(self, sql: str, parameters: Any) -> None:
        self._keep(self._connection._conn.execute(sql, parameters))

    def _run_many(self, sql: str, parameters: Any) -> None:
        self._keep(self._connection._conn.executemany(sql, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid
        cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """aiosqlite's connection and thread, with the cursor above."""

    def cursor(self) -> Any:
        return OneTripCursor(self)


def connect(path: str) -> OneTripConnection:
    """Opens in autocommit: SQLAlchemy's "begin" event says BEGIN, nobody else does."""

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)

    connection = OneTripConnection(open_file, iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
