"""How long a discussion takes to read, how long it holds the event loop, and the memory it takes.

Each round is a process of its own, so that nothing is remembered from the round before. The messages
are of invented words with Spanish endings, half of them small words, some words common and most rare.
Seconds are processor time of one core. The loop beside it wakes every 5 ms; its longest delay is
held against the one beside a thread that only counts.
"""

import asyncio
import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.processes import ROOT
from bot.beside import Beside
from reading.stop_words import STOP_WORDS
from reading.summaries import Utterance, summarise

ROUNDS = 3
SHORT, LONG = 10, 50  # words a message
BARS = {1_000: 0.2, 10_000: 2.0}  # seconds (issue 5)
MOST_STALL = 50.0  # ms
MOST_MEMORY, MEASURED_AT = 120.0, 6_000  # MB of the whole process, at so many messages
TICK = 0.005
PEOPLE = 40
SYLLABLES = tuple("".join(pair) for pair in zip("slrmtnpcvdg", "aueioaoaiea", strict=True))
ENDINGS = (
    "a",
    "o",
    "as",
    "os",
    "ar",
    "ando",
    "cion",
    "ciones",
    "mente",
    "able",
    "ero",
    "ito",
    "imos",
)
BEGINNING = datetime(2026, 3, 1, 12, tzinfo=UTC)


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Seconds, stalls and memory, for short messages and for fifty words."""
    rounds = 1 if quick else ROUNDS
    figures = list[Figure]()
    for words in (SHORT, LONG):
        for many, bar in BARS.items():
            taken = [_round(many // (10 if quick else 1), words) for _ in range(rounds)]
            what = f"reading {many:,} messages of {words} words"
            for when in ("first", "again"):
                seconds = [one[when] for one in taken]
                figures.append(value(f"{what}, {when}", "s", seconds, bar=bar))
            if many == max(BARS):
                figures.append(_stall(what, taken))
        taken = [_round(MEASURED_AT // (10 if quick else 1), words) for _ in range(rounds)]
        what = f"memory of a process that read {MEASURED_AT:,} messages of {words} words"
        figures.append(value(what, "MB", [one["memory"] for one in taken], bar=MOST_MEMORY))
    return figures


def _stall(what: str, taken: list[dict[str, float]]) -> Figure:
    return value(
        f"longest delay of the loop beside {what}",
        "ms",
        [one["stall"] for one in taken],
        bar=MOST_STALL,
        theirs=max(one["stall_beside_counting"] for one in taken),
    )


def _round(many: int, words: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.reading", str(many), str(words)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _once(many: int, words: int) -> dict[str, float]:
    """In this process: the first reading, one more, and one beside an event loop."""
    first = _seconds(discussion(many, words, seed=1))
    memory = _most_memory()
    again = _seconds(discussion(many, words, seed=1))
    said = discussion(many, words, seed=2)
    gc.collect()
    stall = asyncio.run(_longest_delay(lambda: _read(said)))
    counting = asyncio.run(_longest_delay(lambda: _count(first)))
    return {
        "first": first,
        "again": again,
        "memory": memory,
        "stall": stall,
        "stall_beside_counting": counting,
    }


def _most_memory() -> float:
    """MB this process has held at most. Not `ru_maxrss`, which begins with what its parent held."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _seconds(said: list[Utterance]) -> float:
    """Of the processor, in a thread as the bot's."""
    with Beside() as threads:
        began = time.process_time()
        threads.submit(_read, said).result()
        return time.process_time() - began


def _read(said: list[Utterance]) -> None:
    summarise(said, language="es", max_points=8)


def _count(seconds: float) -> None:
    until = time.perf_counter() + max(0.2, seconds)
    while time.perf_counter() < until:
        pass


async def _longest_delay(work: Callable[[], Any]) -> float:
    """The most milliseconds a wake-up of the loop came late while `work` ran in a thread of the bot."""
    asyncio.get_running_loop().set_default_executor(Beside())
    working = asyncio.ensure_future(asyncio.to_thread(work))
    longest = 0.0
    while not working.done():
        began = time.perf_counter()
        await asyncio.sleep(TICK)
        longest = max(longest, time.perf_counter() - began - TICK)
    await working
    return 1000 * longest


def discussion(many: int, words: int, *, seed: int) -> list[Utterance]:
    """So many messages of about so many words, by forty people, some of them replies."""
    dice = random.Random(seed)
    small = sorted(STOP_WORDS["es"])
    vocabulary = [
        "".join(dice.choices(SYLLABLES, k=dice.randint(1, 3))) + dice.choice(ENDINGS)
        for _ in range(6_000)
    ]
    common = [1 / (rank + 3) for rank in range(len(vocabulary))]
    rare = iter(dice.choices(vocabulary, common, k=many * words * 2))
    said, now = list[Utterance](), BEGINNING
    for number in range(many):
        now += timedelta(minutes=dice.choice((1, 1, 2, 3, 30)))
        length = max(1, round(dice.gauss(words, words / 4)))
        text = [dice.choice(small) if dice.random() < 0.5 else next(rare) for _ in range(length)]
        for place in range(0, length, 12):
            text[place] = (". " if place else "") + text[place].capitalize()
        said.append(
            Utterance(
                id=number,
                author_id=number * 7 % PEOPLE,
                author=f"Docente {number * 7 % PEOPLE}",
                text=" ".join(text).replace(" . ", ". "),
                said_at=now,
                reply_to=number - dice.randint(1, 3) if number > 3 and not number % 4 else None,
            )
        )
    return said


if __name__ == "__main__":
    print(json.dumps(_once(int(sys.argv[1]), int(sys.argv[2]))))
