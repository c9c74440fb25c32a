"""The memory of a large community, taken whole: 10,000 answers with one tap on [Todo en un .zip].

Measured is what the tap does: reading the database in its transaction, then writing pages, tables and
data into one document, in a thread. Beside it a task of ours looks how long the event loop is held;
the room is that of Python's own objects at their highest, taken in a round of its own.
"""

import asyncio
import time
import tracemalloc
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert

from benchmarks import prepare
from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.processes import sqlite_address
from benchmarks.updates import PEOPLE_IN_A_GROUP, chat_id, person
from bot.clock import utc_now
from community.archives import Take
from community.communities import Mode
from community.ids import ChatId
from locales.words import words_in
from messages.archives import taken
from storage import rows
from storage.database import Database

ANSWERS, EACH, ROUNDS = 10_000, 40, 3
SECONDS, MEGABYTES, STALL = 5.0, 80.0, 0.3  # ours: no issue names a bar for it
SENTENCE = (
    "Esta semana leímos en voz alta con los cursos juntos y los grandes ayudaron a los chicos."
)
LOOKS_EVERY = 0.002  # seconds


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Seconds, the longest hold of the loop, and megabytes."""
    path = prepare.with_groups(folder / "minga.db", 1, Mode.DISCREET)
    _answer(path, 400 if quick else ANSWERS)
    rounds = [asyncio.run(_take(path)) for _ in range(1 if quick else ROUNDS)]
    tracemalloc.start()
    asyncio.run(_take(path))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    what = f"memory of {ANSWERS:,} answers taken along"
    return [
        value(what, "s", [seconds for seconds, _ in rounds], bar=SECONDS),
        value(f"{what}: the loop held", "s", [held for _, held in rounds], bar=STALL),
        value(f"{what}: room", "MB", [peak], bar=MEGABYTES),
    ]


async def _take(path: Path) -> tuple[float, float]:
    """(seconds, the longest that the event loop was held)."""
    database = Database(sqlite_address(path))
    held: list[float] = []

    async def look() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOKS_EVERY)
            held.append(time.perf_counter() - before - LOOKS_EVERY)

    looking = asyncio.get_running_loop().create_task(look())
    started = time.perf_counter()
    async with database.write() as tx:
        home = await tx.communities.at(ChatId(chat_id(0)))
        assert home is not None
        archive = await tx.archives.of(home)
        await asyncio.to_thread(taken, archive, Take.ALL, words_in("es"), utc_now())
    seconds = time.perf_counter() - started
    looking.cancel()
    await database.close()
    return seconds, max(held)


def _answer(path: Path, many: int) -> None:
    engine = create_engine(f"sqlite:///{path}")
    instant = utc_now()
    asked: list[dict[str, Any]] = [
        {
            "id": number,
            "community_id": 1,
            "text": f"¿Qué pasó en tu sala la semana {number}?",
            "kind": "own",
            "state": "posted",
            "created_at": instant - timedelta(days=number),
            "posted_at": instant - timedelta(days=number),
        }
        for number in range(1, many // EACH + 1)
    ]
    said: list[dict[str, Any]] = [
        {
            "community_id": 1,
            "prompt_id": number // EACH + 1,
            "person_id": person(0, number % PEOPLE_IN_A_GROUP)["id"],
            "text": f"{SENTENCE} ({number})",
            "message_id": 1_000 + number,
            "said_at": instant - timedelta(hours=number),
        }
        for number in range(many)
    ]
    with engine.begin() as connection:
        connection.execute(insert(rows.prompts), asked)
        connection.execute(insert(rows.reflections), said)
    engine.dispose()
