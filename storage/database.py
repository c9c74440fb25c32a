"""The database: how it is opened, and the unit of work everything happens in.

On SQLite one writer at a time, waiting in our own queue rather than in SQLite's (whose waiting is
sleeping); readers go beside it. Every writing unit is BEGIN IMMEDIATE: with SQLite's default, reads
happen outside the transaction and writes are lost in silence (promises.md §0.6).
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import one_trip
from storage.tx import Listeners, Tx

BUSY_TIMEOUT = 30_000  # milliseconds
TRUNCATE_PATIENCE = 500  # milliseconds the writer may wait for readers of the journal
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # Telegram has forgotten an update by the time power fails (promises.md §0.7)
    f"busy_timeout={BUSY_TIMEOUT}",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is erased must not stay readable in the file
    "cache_size=-8000",
    "wal_autocheckpoint=4000",  # pages of 4 KB: the journal stays below 64 MB (promises.md §6)
)
ADVISORY_LOCK = 0x4D494E4741  # "MINGA": one active process on a PostgreSQL database
CLAIMS, CLAIM_SECONDS = 10, 0.2  # how long the last owner of a PostgreSQL database may take to go
_TRY_LOCK = text("SELECT pg_try_advisory_lock(:key)")
_UNLOCK = text("SELECT pg_advisory_unlock(:key)")


class AnotherInstance(Exception):
    """A second process was started on the same database."""


class Database:
    """Opens units of work. Create with `Database(url)`, end with `close()`."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = self._create_engine()
        self._reading = self._engine.execution_options(reads_only=True)
        self._writer = asyncio.Lock()
        self._held: AsyncConnection | None = None
        self._lock: int | None = None
        self.listeners = Listeners(erased=self._somebody_was_erased)
        self._journal_tells = False  # of somebody who was erased

    @property
    def path(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """One transaction: all of it happens, once, or none. Never wait for the network inside."""
        if not self.is_sqlite:
            async with self._unit(self._engine) as tx:
                yield tx
            return
        async with self._writer:
            async with self._unit(self._engine) as tx:
                yield tx
            if self._journal_tells:
                await self._truncate_journal()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A consistent look that blocks no writer and is blocked by none."""
        async with self._reading.connect() as connection:
            yield Tx(connection, is_sqlite=self.is_sqlite, listeners=self.listeners)

    async def claim(self) -> None:
        """Makes this the one active process on the database; raises AnotherInstance otherwise."""
        if self.path is not None:
            self._lock = _lock_beside(self.path)
            return
        connection = await self._engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for _ in range(CLAIMS):
            if await connection.scalar(_TRY_LOCK, {"key": ADVISORY_LOCK}):
                self._held = connection
                return
            await asyncio.sleep(CLAIM_SECONDS)  # one that has just ended may not be gone yet
        await connection.close()
        raise AnotherInstance(str(self.url.database))

    async def truncate_wal(self) -> None:
        """Empties SQLite's journal, so that what was erased is not in it either."""
        if self.is_sqlite:
            async with self._writer:
                await self._truncate_journal()

    async def close(self) -> None:
        """Gives back what is held."""
        if self._held is not None:
            with suppress(SQLAlchemyError):  # the server may be gone, and the lock with it
                await self._held.scalar(_UNLOCK, {"key": ADVISORY_LOCK})
            await self._held.close()
        await self._engine.dispose()
        if self._lock is not None:
            os.close(self._lock)

    def _somebody_was_erased(self) -> None:
        self._journal_tells = True

    async def _truncate_journal(self) -> None:
        """While somebody reads it cannot be emptied: then it is tried again after the next unit."""
        async with self._engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            await driver.execute(f"PRAGMA busy_timeout={TRUNCATE_PATIENCE}")
            try:
                cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                ((is_busy, _, _),) = await cursor.fetchall()
            except sqlite3.OperationalError:
                is_busy = True  # what was committed is committed: this must not undo it
            await driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        self._journal_tells = bool(is_busy)

    @asynccontextmanager
    async def _unit(self, engine: AsyncEngine) -> AsyncIterator[Tx]:
        async with AsyncExitStack() as undone:
            async with engine.begin() as connection:
                tx = Tx(connection, is_sqlite=self.is_sqlite, listeners=self.listeners)
                undone.callback(tx.run_after_rollback)
                yield tx
                await tx.flush()
            undone.pop_all()
        tx.run_after_commit()

    def _create_engine(self) -> AsyncEngine:
        if not self.is_sqlite:
            return create_async_engine(
                self.url, pool_pre_ping=True, pool_recycle=1800, hide_parameters=True
            )
        opener: Callable[..., Any] = partial(_open_sqlite, str(self.url.database))
        engine = create_async_engine(
            self.url,
            connect_args={"async_creator_fn": opener},
            pool_size=4,
            max_overflow=4,
            hide_parameters=True,  # an error must not carry members' words into the log
        )
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
        return engine


def _open_sqlite(path: str, *_: Any, **__: Any) -> one_trip.OneTripConnection:
    return one_trip.connect(path)


def _set_pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _lock_beside(path: Path) -> int:
    """Holds an advisory lock on `<database>.lock` for the life of the process: its descriptor."""
    import fcntl

    handle = os.open(f"{path}.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise AnotherInstance(str(path)) from None
    return handle
