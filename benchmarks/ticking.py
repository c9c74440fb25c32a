"""The clock's question over a million planned steps: nothing due, and a thousand due at once.

In this process, through storage/dues.py as the timetable asks it (scheduler/timetable.py), on a
file whose million rows are half settled and half far away.
"""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks import prepare, processes
from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from bot.clock import utc_now
from community.commitments_calendar import ON_THE_DAY_STEP
from community.communities import Mode
from storage.database import Database

KIND = ON_THE_DAY_STEP
TICKS = 30
CLAIMS = 5
CLAIM = 1_000


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Milliseconds of each."""
    rows = 50_000 if quick else 1_000_000
    path = prepare.with_groups(folder / "ticking.db", 10, Mode.DISCREET)
    now = utc_now()
    _fill(path, rows, now)
    ticks, claims = asyncio.run(_time(path, now))
    return [
        value(f"tick, nothing due of {rows:,} rows", "ms", ticks, bar=2.0),
        value(f"claim of {CLAIM:,} due of {rows:,} rows", "ms", claims, bar=10.0),
    ]


def _fill(path: Path, rows: int, now: datetime) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.executemany(
            "INSERT INTO dues (community_id, kind, subject_id, due_at, key, settled_at, outcome)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            _steps(rows, now),
        )
        connection.commit()


def _steps(rows: int, now: datetime) -> Iterator[tuple[object, ...]]:
    for number in range(rows):
        is_past = number % 2 == 0
        due_at = now + timedelta(minutes=number % 500_000 + 60) * (-1 if is_past else 1)
        done_at = _text(due_at) if is_past else None
        outcome = "done" if is_past else None
        yield number % 10 + 1, KIND, number, _text(due_at), f"far:{number}", done_at, outcome


def _text(instant: datetime) -> str:
    """As SQLAlchemy writes an instant on SQLite."""
    return instant.strftime("%Y-%m-%d %H:%M:%S.%f")


async def _time(path: Path, now: datetime) -> tuple[list[float], list[float]]:
    database = Database(processes.sqlite_address(path))
    try:
        ticks = [await _tick(database, now) for _ in range(TICKS)]
        claims = [await _claim(database, now, turn) for turn in range(CLAIMS)]
    finally:
        await database.close()
    return ticks[1:], claims[1:]  # the first opens the file


async def _tick(database: Database, now: datetime) -> float:
    begun = time.perf_counter()
    async with database.read() as tx:
        kinds = await tx.dues.kinds_due(now)
    ended = time.perf_counter()
    assert kinds == [], kinds
    return (ended - begun) * 1000


async def _claim(database: Database, now: datetime, turn: int) -> float:
    async with database.write() as tx:
        for number in range(CLAIM):
            due_at = now - timedelta(seconds=number)
            await tx.dues.plan(KIND, number, due_at, community=None, key=f"due:{turn}:{number}")
    begun = time.perf_counter()
    async with database.write() as tx:
        taken = await tx.dues.take(KIND, now, limit=CLAIM)
    ended = time.perf_counter()
    assert len(taken) == CLAIM, len(taken)
    return (ended - begun) * 1000
