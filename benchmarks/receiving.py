"""Receiving a backlog of ordinary talk: kept durably in *completo*, dropped in *discreto*.

Against a python-telegram-bot that does nothing with it. Ours ends when the last update is
confirmed, which the intake does only once it is on disk; theirs when the last one has passed its
handler.
"""

from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure, ratio
from benchmarks.load_client import LoadServer
from benchmarks.rounds import ROUNDS, Round, all_confirmed, play, undisturbed
from community.communities import Mode

GROUPS = 2_000


class Lost(Exception):
    """What the ledger of the round does not account for."""


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Updates a second and CPU per update, both modes."""
    count = 4_000 if quick else 30_000
    full = prepare.with_groups(folder / "full.db", GROUPS, Mode.FULL)
    discreet = prepare.with_groups(folder / "discreet.db", GROUPS, Mode.DISCREET)
    kept, dropped, noop = list[Round](), list[Round](), list[Round]()
    for _ in range(ROUNDS):
        noop.append(undisturbed(lambda: _theirs(load, folder, count)))
        kept.append(undisturbed(lambda: _ours(load, folder, full, count, kept=count)))
        dropped.append(undisturbed(lambda: _ours(load, folder, discreet, count, kept=0)))
    theirs = [count / one.to_last_send for one in noop]
    theirs_cpu = [1000 * one.cpu / count for one in noop]
    return [
        ratio(
            "talk kept (completo)",
            "updates/s",
            [count / one.to_confirmed for one in kept],
            theirs,
            bar=2.0,
            at_most=False,
        ),
        ratio(
            "talk kept (completo): CPU",
            "ms",
            [1000 * one.cpu / count for one in kept],
            theirs_cpu,
            bar=0.5,
            at_most=True,
        ),
        ratio(
            "talk dropped (discreto)",
            "updates/s",
            [count / one.to_confirmed for one in dropped],
            theirs,
            bar=5.0,
            at_most=False,
        ),
    ]


def _theirs(load: LoadServer, folder: Path, count: int) -> Round:
    talk = [updates.talk(i % GROUPS, i + 1) for i in range(count)]
    lines = updates.numbered([*talk, updates.private(1, "/fin")])
    played = play(
        load,
        lambda: processes.bare("noop", load.url, folder),
        lines,
        until=lambda state: bool(state["sends"]),
        seconds=120,
    )
    if [send.text for send in played.sends] != [str(count)]:
        raise Lost(f"the bare bot handled {played.sends}")
    return played


def _ours(load: LoadServer, folder: Path, database: Path, count: int, *, kept: int) -> Round:
    mine = prepare.copy(database, folder)
    address = processes.sqlite_address(mine)
    lines = updates.numbered(updates.talk(i % GROUPS, i + 1) for i in range(count))
    played = play(
        load,
        lambda: processes.minga(load.url, address, folder),
        lines,
        until=all_confirmed(count),
        seconds=120,
    )
    found = prepare.count(mine, "SELECT count(*) FROM utterances")
    if found != kept or prepare.count(mine, "SELECT count(*) FROM inbox"):
        raise Lost(f"{found} rows of {kept}")
    return played
