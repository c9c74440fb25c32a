"""Monday at eight for a coordinator of 500 communities in which 200,000 things were said.

In this process, as the timetable does it: a transaction that only reads, then the one that writes. The
file has 400 answers a community over eight weeks, practices, trials, commitments, requests, sessions,
agreements and petitions. Seconds of each half, the number of queries, and the most memory Python held
(taken in a round of its own, which is slower). Compared with a community at a time, as it was before.
PostgreSQL gets the same rows, moved there as an operator moves them (docs/move_to_postgresql.py).
"""

import asyncio
import os
import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, insert, text

from benchmarks import prepare, processes
from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.processes import ROOT
from benchmarks.updates import PEOPLE_IN_A_GROUP, person
from bot.clock import utc_now
from community.commitments import CommitmentState, EvidenceKind
from community.communities import Mode
from community.digest_choices import APART, DigestKind
from community.ids import PersonId
from community.practices import PracticeKind, PracticeState
from community.prompts import PromptKind, PromptState
from community.requests import RequestState
from community.sessions import SessionKind, SessionState
from scheduler.digests import look_at_networks, tell_networks
from storage import rows
from storage.database import Database
from storage.digests import STEPS
from tests.postgres import Postgres, find_server

GROUPS, MESSAGES = 500, 200_000
COORDINATOR = PersonId(77)
WEEKS = 8
ROUNDS = 5
SECONDS, HELD, QUERIES, MEGABYTES = 10.0, 200.0, 40, 64.0  # promises.md §6 row 13; the others ours


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Of one digest."""
    groups, messages = (20, 4_000) if quick else (GROUPS, MESSAGES)
    now = utc_now()
    path = prepare.with_groups(folder / "digesting.db", groups, Mode.FULL)
    _fill(path, groups, messages, now)
    rounds = 1 if quick else ROUNDS
    what = f"digest of {groups} communities, {messages:,} messages"
    binaries = find_server()
    if binaries is None:
        raise RuntimeError("no PostgreSQL server is installed here")
    with Postgres.started(binaries) as server:
        url = server.fresh()
        _move(path, url)
        figures = _figures(f"{what}, SQLite", processes.sqlite_address(path), now, rounds)
        figures += _figures(f"{what}, PostgreSQL", url, now, rounds)
    return figures


def _figures(what: str, url: str, now: datetime, rounds: int) -> list[Figure]:
    taken = asyncio.run(_take(url, now, rounds))
    return [
        value(
            f"{what}: reading (beside: a community at a time)",
            "s",
            taken.reading,
            bar=SECONDS,
            theirs=taken.one_by_one,
        ),
        value("the same: the transaction that writes", "ms", taken.writing, bar=HELD),
        value(
            "the same: queries (beside: a community at a time)",
            "",
            taken.queries,
            bar=QUERIES,
            theirs=taken.queries_one_by_one,
        ),
        value("the same: most memory", "MB", [taken.megabytes], bar=MEGABYTES),
    ]


class _Taken:
    """What was measured."""

    def __init__(self) -> None:
        self.reading: list[float] = []
        self.writing: list[float] = []
        self.queries: list[float] = []
        self.one_by_one = 0.0
        self.queries_one_by_one = 0.0
        self.megabytes = 0.0


async def _take(url: str, now: datetime, rounds: int) -> _Taken:
    database = Database(url)
    counted = _count(database)
    taken = _Taken()
    try:
        for turn in range(rounds):
            await _plan(database, now, turn)
            counted.clear()
            begun = time.perf_counter()
            async with database.read() as tx:
                seen = await look_at_networks(tx, now)
            taken.reading.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            async with database.write() as tx:
                told = await tell_networks(tx, now, seen)
            taken.writing.append((time.perf_counter() - begun) * 1000)
            taken.queries.append(float(len(counted)))
            assert told == 1, told
        counted.clear()
        taken.one_by_one = await _one_by_one(database, now)
        taken.queries_one_by_one = float(len(counted))
        await _plan(database, now, rounds)
        tracemalloc.start()
        async with database.read() as tx:
            seen = await look_at_networks(tx, now)
        async with database.write() as tx:
            await tell_networks(tx, now, seen)
        taken.megabytes = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
    finally:
        await database.close()
    return taken


async def _one_by_one(database: Database, now: datetime) -> float:
    """Seconds for the same, asked community by community."""
    begun = time.perf_counter()
    async with database.read() as tx:
        for home in await tx.digests.homes_of(COORDINATOR, DigestKind.COORDINATOR, now):
            await tx.weeks.of([home], now - APART, now)
    return time.perf_counter() - begun


def _count(database: Database) -> list[str]:
    """Every statement from now on."""
    said: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            said.append(statement)

    event.listen(database._engine.sync_engine, "before_cursor_execute", note)
    return said


async def _plan(database: Database, now: datetime, turn: int) -> None:
    """A step that is due, and nothing told before it."""
    async with database.write() as tx:
        await tx.run(rows.digest_choices.delete())
        step = STEPS[DigestKind.COORDINATOR]
        await tx.dues.drop(step, COORDINATOR, now)
        due_at = now - timedelta(seconds=turn + 1)
        await tx.dues.plan(step, COORDINATOR, due_at, community=None, key=f"bench:{turn}")


def _fill(path: Path, groups: int, messages: int, now: datetime) -> None:
    engine = create_engine(f"sqlite:///{path}")
    each = messages // groups
    dice = random.Random(9)
    with engine.begin() as connection:
        for table, values in _rows(groups, each, now, dice):
            if values:
                connection.execute(insert(table), values)
    engine.dispose()


def _move(path: Path, url: str) -> None:
    """The rows of a SQLite file into an empty PostgreSQL database, which then looks at them."""
    subprocess.run(
        [sys.executable, ROOT / "docs" / "move_to_postgresql.py", path],
        env=os.environ | {"MINGA_DATABASE_URL": url},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    engine = create_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _rows(
    groups: int, each: int, now: datetime, dice: random.Random
) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    span = timedelta(weeks=WEEKS)

    def ago() -> datetime:
        return now - span * dice.random()

    every = range(groups)
    yield (
        rows.people,
        [
            {
                "id": COORDINATOR,
                "name": "Gabriela",
                "met_at": now,
                "started_private_at": now,
                "language": "es",
            }
        ],
    )
    yield (
        rows.coordinators,
        [{"community_id": g + 1, "person_id": COORDINATOR, "since": now} for g in every],
    )
    yield (
        rows.prompts,
        [
            {
                "id": g + 1,
                "community_id": g + 1,
                "text": "¿Qué hiciste esta semana?",
                "kind": PromptKind.ACHIEVEMENT,
                "state": PromptState.POSTED,
                "created_at": now - span,
                "posted_at": now - span,
            }
            for g in every
        ],
    )
    yield (
        rows.reflections,
        [
            {
                "community_id": g + 1,
                "prompt_id": g + 1,
                "person_id": person(g, dice.randrange(PEOPLE_IN_A_GROUP))["id"],
                "text": "Trabajamos las fracciones con la cosecha, y entendieron mejor que antes",
                "message_id": number + 10,
                "said_at": ago(),
            }
            for g in every
            for number in range(each)
        ],
    )
    yield (
        rows.practices,
        [
            {
                "id": g * 10 + number + 1,
                "community_id": g + 1,
                "title": f"Leemos en parejas, {number}",
                "text": "Leemos en parejas antes del recreo",
                "kind": PracticeKind.STORY,
                "state": PracticeState.TOLD,
                "author_id": person(g, number)["id"],
                "author_name": "Rosa",
                "message_id": 1_000_000 + number,
                "told_at": ago(),
            }
            for g in every
            for number in range(10)
        ],
    )
    yield (
        rows.trials,
        [
            {
                "community_id": g + 1,
                "practice_id": g * 10 + number + 1,
                "person_id": person(g, number + 1)["id"],
                "name": "Juan",
                "tried_at": ago(),
            }
            for g in every
            for number in range(10)
        ],
    )
    yield (
        rows.commitments,
        [
            {
                "community_id": g + 1,
                "number": number + 1,
                "what": "subir la rúbrica",
                "evidence": EvidenceKind.PHOTO,
                "state": dice.choice((CommitmentState.ACCEPTED, CommitmentState.EVIDENCED)),
                "created_at": ago(),
                "fulfilled_at": ago(),
            }
            for g in every
            for number in range(20)
        ],
    )
    yield (
        rows.requests,
        [
            {
                "community_id": g + 1,
                "name": "Rosa",
                "text": "ideas para lectura",
                "state": RequestState.OPEN,
                "message_id": 2_000_000 + number,
                "asked_at": ago(),
                "is_answered": False,
                "times_asked": 0,
                "is_still_sought": False,
            }
            for g in every
            for number in range(10)
        ],
    )
    yield (
        rows.sessions,
        [
            {
                "community_id": g + 1,
                "title": "Lectura",
                "kind": SessionKind.LIVE,
                "state": SessionState.PLANNED,
                "starts_at": (at := now + timedelta(days=dice.randrange(-50, 20))),
                "ends_at": at + timedelta(hours=1),
                "created_at": now - span,
                "sequence": 0,
            }
            for g in every
            for _ in range(8)
        ],
    )
