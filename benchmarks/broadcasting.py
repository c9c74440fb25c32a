"""A thousand reminders due at the same instant, while one person a second asks for something.

The server enforces 30 messages a second (and 20 a minute in a group) with 429; at its default rate
the bot should hardly ever meet one. The floor is what such a server allows: 1,000 / (30 - commands
per second). Seconds from the first reminder to the last; how late the first one was is kept beside
it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.load_world import Send
from benchmarks.receiving import Lost
from benchmarks.replying import COMMAND
from benchmarks.rounds import ROUNDS, Round, State, percentile, play
from bot.clock import utc_now
from community.communities import Mode

ASKING = 60  # groups that get no reminder: one asks each second
DUE_IN = timedelta(seconds=6)  # after the bot was started, which takes about one
LIMITS = {"per_second": 30, "per_minute_in_group": 20}


@dataclass(frozen=True, kw_only=True)
class _Run:
    seconds: float
    late: float
    commands: list[float]  # milliseconds
    faults: dict[str, int]


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Without and with 1 % of calls refused by 429."""
    count = 60 if quick else 1_000
    rounds = 1 if quick else ROUNDS
    database = prepare.with_commitments(folder / "broadcast.db", count + ASKING, Mode.DISCREET)
    floor = count / (LIMITS["per_second"] - 1)
    calm = [_run(load, folder, database, count) for _ in range(rounds)]
    refused = [_run(load, folder, database, count, too_many=0.01) for _ in range(rounds)]
    return [
        _against_floor(f"{count} reminders, 30/s enforced", calm, floor, 1.08),
        _against_floor(f"{count} reminders, 1 % of 429", refused, floor, 1.20),
        _commands("commands meanwhile: p99", calm),
        _commands("commands meanwhile, 1 % of 429: p99", refused),
    ]


def _against_floor(what: str, runs: list[_Run], floor: float, bar: float) -> Figure:
    seconds = sorted(run.seconds for run in runs)
    middle = seconds[len(seconds) // 2]
    return Figure(
        what=what,
        unit="s",
        ours=middle,
        theirs=floor,
        value=middle / floor,
        bar=bar,
        at_most=True,
        rounds=[{"seconds": run.seconds, "late": run.late, **run.faults} for run in runs],
    )


def _commands(what: str, runs: list[_Run]) -> Figure:
    together = sorted(latency for run in runs for latency in run.commands)
    return value(what, "ms", [percentile(together, 99)], bar=100)


def _run(load: LoadServer, folder: Path, database: Path, count: int, too_many: float = 0.0) -> _Run:
    mine = prepare.copy(database, folder)
    due_at = utc_now() + DUE_IN
    prepare.plan_reminders(mine, count, due_at)
    address = processes.sqlite_address(mine)
    seconds = int(count / 29) + 25
    asked = [updates.message(count + i % ASKING, i + 1, COMMAND) for i in range(seconds)]

    def all_reminded(state: State) -> bool:
        return bool(state["sends"] >= count + state["released"] - state["unanswered"])

    played = play(
        load,
        lambda: processes.minga(load.url, address, folder),
        updates.numbered(asked),
        until=all_reminded,
        seconds=seconds + 30,
        arriving=1.0,
        too_many=too_many,
        **LIMITS,
    )
    reminders = [send for send in played.sends if send.answers != "command"]
    _each_once(reminders, count)
    instants = [send.at for send in reminders]
    released = played.state["released_at"]
    return _Run(
        seconds=max(instants) - min(instants),
        late=min(instants) - released,
        commands=_of_those_not_refused(played),
        faults=played.state["faults"],
    )


def _of_those_not_refused(played: Round) -> list[float]:
    """A chat that Telegram itself told to wait seconds is answered after them, by anybody."""
    refused = set(played.state["refused"])
    return sorted(
        send.latency * 1000
        for send in played.sends
        if send.answers == "command" and send.latency is not None and send.chat not in refused
    )


def _each_once(reminders: list[Send], count: int) -> None:
    """None lost, none twice."""
    found = Counter(send.chat for send in reminders)
    wanted = {updates.chat_id(group) for group in range(count)}
    if set(found) != wanted or max(found.values()) != 1:
        twice = sum(number > 1 for number in found.values())
        raise Lost(f"{len(wanted - set(found))} reminders lost, {twice} twice")
