"""`minga import` of 10,000 messages: the real command, in a process of its own, on a fresh SQLite file.

The messages are made of invented words, a third of them answers, in the shape of a supergroup's export.
Measured is the whole command, from its start to its end: interpreter, reading, sorting out, commits.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import prepare
from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.processes import ROOT, sqlite_address
from benchmarks.updates import chat_id
from community.communities import Mode

MESSAGES = 10_000
ROUNDS = 3
BAR = 20.0  # seconds (issue 5)
SYLLABLES = ("sa", "lu", "ra", "me", "ti", "no", "pe", "ca", "lo", "vi")
FIRST = 1_760_000_000  # unix time


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Seconds for the whole command."""
    rounds = 1 if quick else ROUNDS
    taken = [_import(folder / f"round{number}", MESSAGES) for number in range(rounds)]
    return [value("import of 10,000 messages", "s", taken, bar=BAR)]


def _import(folder: Path, many: int) -> float:
    folder.mkdir()
    prepare.with_groups(folder / "minga.db", 1, Mode.FULL)
    (folder / "result.json").write_text(json.dumps(_export(chat_id(0), many)))
    environment = os.environ | {
        "MINGA_DATABASE_URL": sqlite_address(folder / "minga.db"),
        "MINGA_TOKEN": "1000000001:AAbenchbenchbenchbenchbenchbenchbe",
        "PYTHONPATH": str(ROOT),
    }
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", "import", "result.json"],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def _export(chat: int, many: int) -> dict[str, object]:
    dice = random.Random(5)
    messages = []
    for number in range(1, many + 1):
        words = ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(dice.randint(3, 40))]
        message = {
            "id": number,
            "type": "message",
            "date_unixtime": str(FIRST + 600 * number),
            "from": f"Docente {number % 40}",
            "from_id": f"user{8000 + number % 40}",
            "text": [" ".join(words[:2]), {"type": "bold", "text": " ".join(words[2:])}],
        }
        if number % 3 == 0:
            message["reply_to_message_id"] = number - dice.randint(1, 2)
        messages.append(message)
    return {
        "name": "Red",
        "type": "private_supergroup",
        "id": -chat - 10**12,  # bots see it with -100 before it
        "messages": messages,
    }
