"""What an idle bot holds, and how long it takes to be there.

Start: from exec to the first getUpdates at the server, the schema being there already. Memory: RSS
after five idle seconds. Against a python-telegram-bot with SQLAlchemy and an open SQLite engine.
"""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import prepare, processes
from benchmarks.figures import Figure, ratio
from benchmarks.load_client import LoadServer
from benchmarks.processes import Bot, Memory
from benchmarks.rounds import wait_for_poll
from community.communities import Mode

ROUNDS = 5
IDLE_SECONDS = 5.0


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """MiB and seconds."""
    database = prepare.with_groups(folder / "idling.db", 10, Mode.DISCREET)
    address = processes.sqlite_address(database)
    ours, theirs = list[tuple[float, Memory]](), list[tuple[float, Memory]]()
    idle = 1.0 if quick else IDLE_SECONDS
    for _ in range(2 if quick else ROUNDS):
        theirs.append(_rest(load, lambda: processes.bare("idle", load.url, folder), idle))
        ours.append(_rest(load, lambda: processes.minga(load.url, address, folder), idle))
    return [
        ratio(
            "idle memory (RSS)",
            "MiB",
            [memory.rss for _, memory in ours],
            [memory.rss for _, memory in theirs],
            bar=1.6,
            at_most=True,
        ),
        ratio(
            "start to first poll",
            "s",
            [seconds for seconds, _ in ours],
            [seconds for seconds, _ in theirs],
            bar=2.5,
            at_most=True,
        ),
    ]


def _rest(load: LoadServer, start: Callable[[], Bot], idle: float) -> tuple[float, Memory]:
    load.begin()
    bot = start()
    try:
        seconds = wait_for_poll(load, bot)["first_poll_at"] - bot.started_at
        time.sleep(idle)
        return seconds, bot.memory()
    finally:
        bot.stop()
