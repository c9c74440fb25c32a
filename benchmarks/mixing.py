"""A steady 100 updates a second, as a busy evening: 90 % talk, 7 % commands, 3 % taps.

Milliseconds from the moment an update could be fetched until its reply or its tap's answer arrives.
Beside it a python-telegram-bot that answers the same commands and taps and stores nothing.
"""

import random
from functools import partial
from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure, middle, value
from benchmarks.load_client import LoadServer
from benchmarks.receiving import Lost
from benchmarks.replying import FAST
from benchmarks.rounds import ROUNDS, Round, Starter, all_answered, percentile, play, undisturbed
from community.communities import Mode

COMMAND = "/pendientes"
GROUPS = 200
PER_SECOND = 100
BARS = ((50.0, 10.0), (99.0, 50.0))  # percentile, milliseconds


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """p50 and p99 of commands and taps together."""
    count = PER_SECOND * (5 if quick else 30)
    database = prepare.with_commitments(folder / "mixing.db", GROUPS, Mode.FULL)
    ours, theirs = list[Round](), list[Round]()
    for turn in range(ROUNDS):
        evening = _evening(count, turn)
        lines = updates.numbered(evening)
        talk = sum("message" in update for update in evening) - count * 7 // 100
        theirs.append(undisturbed(partial(_theirs, load, folder, lines, count)))
        ours.append(undisturbed(partial(_ours, load, folder, database, lines, count, talk)))
    return [
        value(
            f"100 updates/s: p{percent:g}",
            "ms",
            [percentile(_latencies(one), percent) for one in ours],
            bar=bar,
            theirs=middle([percentile(_latencies(one), percent) for one in theirs]),
        )
        for percent, bar in BARS
    ]


def _theirs(load: LoadServer, folder: Path, lines: bytes, count: int) -> Round:
    return _play(load, lambda: processes.bare("answer", load.url, folder), lines, count)


def _ours(
    load: LoadServer, folder: Path, database: Path, lines: bytes, count: int, talk: int
) -> Round:
    mine = prepare.copy(database, folder)
    address = processes.sqlite_address(mine)
    played = _play(
        load, lambda: processes.minga(load.url, address, folder, send_rate=FAST), lines, count
    )
    found = prepare.count(mine, "SELECT count(*) FROM utterances")
    if found != talk:
        raise Lost(f"{found} utterances of {talk}")
    return played


def _play(load: LoadServer, start: Starter, lines: bytes, count: int) -> Round:
    played = play(
        load,
        start,
        lines,
        until=all_answered(count),
        seconds=count / PER_SECOND + 30,
        arriving=PER_SECOND,
    )
    if len(_latencies(played)) != count // 10:
        raise Lost(f"{len(_latencies(played))} answers of {count // 10}")
    return played


def _latencies(played: Round) -> list[float]:
    return sorted([*played.latencies("command"), *played.latencies("tap")])


def _evening(count: int, turn: int) -> list[updates.Json]:
    """The same for the same turn."""
    kinds = ["talk"] * (count * 90 // 100) + ["command"] * (count * 7 // 100)
    kinds += ["tap"] * (count - len(kinds))
    random.Random(turn).shuffle(kinds)
    return [_update(kind, i) for i, kind in enumerate(kinds)]


def _update(kind: str, number: int) -> updates.Json:
    group = number % GROUPS
    if kind == "talk":
        return updates.talk(group, number + 1)
    if kind == "command":
        return updates.message(group, number + 1, COMMAND, member=number // GROUPS)
    data = prepare.joining(group)
    return updates.tap(group, number + 1, prepare.CARD, data, member=number // GROUPS)
