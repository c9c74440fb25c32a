"""A steady 100 updates a second, as a busy evening: 90 % talk, 7 % commands, 3 % taps.

Milliseconds from the moment an update could be fetched until its reply or its tap's answer arrives.
Beside it a python-telegram-bot that answers the same commands and taps and stores nothing.
"""

import random
from datetime import timedelta
from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.receiving import Lost
from benchmarks.replying import COMMAND, FAST
from benchmarks.rounds import ROUNDS, Round, Starter, all_answered, percentile, play
from community.communities import Mode

GROUPS = 200
PER_SECOND = 100


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """p50 and p99 of commands and taps together, and of taps alone."""
    count = PER_SECOND * (5 if quick else 30)
    database = prepare.with_sessions(
        folder / "mixing.db", GROUPS, Mode.FULL, starts_in=timedelta(days=30)
    )
    ours, theirs = list[Round](), list[Round]()
    for turn in range(ROUNDS):
        lines, talk = _evening(count, turn)
        theirs.append(_play(load, lambda: processes.bare("answer", load.url, folder), lines, count))
        mine = prepare.copy(database, folder)
        address = processes.sqlite_address(mine)
        ours.append(
            _play(
                load,
                lambda at=address: processes.minga(load.url, at, folder, send_rate=FAST),  # type: ignore[misc]  # a default argument binds the round's own file
                lines,
                count,
            )
        )
        found = prepare.count(mine, "SELECT count(*) FROM utterances")
        if found != talk:
            raise Lost(f"{found} utterances of {talk}")
    return [_figure(f"100 updates/s: p{p:g}", p, ours, theirs, bar) for p, bar in _BARS]


_BARS = ((50.0, 10.0), (99.0, 50.0))


def _figure(
    what: str, percent: float, ours: list[Round], theirs: list[Round], bar: float
) -> Figure:
    def middle_of(rounds: list[Round]) -> list[float]:
        return [percentile(_both(one), percent) for one in rounds]

    beside = sorted(middle_of(theirs))[len(theirs) // 2]
    return value(what, "ms", middle_of(ours), bar=bar, theirs=beside)


def _both(played: Round) -> list[float]:
    return sorted([*played.latencies("command"), *played.latencies("tap")])


def _play(load: LoadServer, start: Starter, lines: bytes, count: int) -> Round:
    played = play(
        load,
        start,
        lines,
        until=all_answered(count),
        seconds=count / PER_SECOND + 30,
        per_second=PER_SECOND,
    )
    wanted = count // 10
    if len(_both(played)) != wanted:
        raise Lost(f"{len(_both(played))} answers of {wanted}")
    return played


def _evening(count: int, turn: int) -> tuple[bytes, int]:
    """The updates as lines, and how many of them are talk."""
    kinds = ["talk"] * (count * 90 // 100) + ["command"] * (count * 7 // 100)
    kinds += ["tap"] * (count - len(kinds))
    random.Random(turn).shuffle(kinds)
    evening = []
    for i, kind in enumerate(kinds):
        group = i % GROUPS
        if kind == "talk":
            evening.append(updates.talk(group, i + 1))
        elif kind == "command":
            evening.append(updates.message(group, i + 1, COMMAND, member=i))
        else:
            data = prepare.coming(group)
            evening.append(updates.tap(group, i + 1, prepare.INVITATION, data, member=i))
    return updates.numbered(evening), kinds.count("talk")
