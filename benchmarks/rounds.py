"""One round of a scenario: start a bot on the local Bot API, let updates go, see what became of
them.

All rounds of a measure are interleaved by their callers (ours, theirs, ours, theirs…), so that a
machine that slows down slows both; and a round that other processes disturbed is played again.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.load_client import LoadServer
from benchmarks.load_world import Send
from benchmarks.processes import Bot, busy_seconds, cpu_of

ROUNDS = 3
ATTEMPTS = 3
DISTURBED = 0.12  # of the machine; the kernel itself takes some of it for our sockets
State = dict[str, Any]
Starter = Callable[[], Bot]


class BotDied(Exception):
    """The bot ended in the middle; the message is the end of its log."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round gave. `cpu` in seconds, of the bot, from release to rest."""

    state: State
    sends: list[Send]
    cpu: float
    others: float  # the share of the machine that processes not of the round took meanwhile

    @property
    def to_confirmed(self) -> float:
        """Seconds from the release to the poll that confirmed the last update."""
        return float(self.state["confirmed_at"] - self.state["released_at"])

    @property
    def to_last_send(self) -> float:
        """Seconds from the release to the last send."""
        return float(self.state["last_send_at"] - self.state["released_at"])

    def latencies(self, kind: str) -> list[float]:
        """Milliseconds of each answer to "command" or "tap", ascending."""
        found = (
            s.latency * 1000 for s in self.sends if s.answers == kind and s.latency is not None
        )
        return sorted(found)


def play(
    load: LoadServer,
    start: Starter,
    updates: bytes,
    *,
    until: Callable[[State], bool],
    seconds: float,
    arriving: float | None = None,
    **rules: float,
) -> Round:
    """One bot, one load, waiting or `arriving` so many a second; ends when `until` holds."""
    load.begin(**rules)
    bot = start()
    try:
        wait_for_poll(load, bot)
        time.sleep(1.0)  # what a bot still does after its first poll is not the load's cost
        load.queue(updates)
        before, begun = bot.cpu(), _Elsewhere(load, bot)
        load.go(arriving)
        state = load.wait(lambda s: until(s) or bot.has_ended, seconds=seconds)
        time.sleep(0.3)  # what it still writes down belongs to the cost
        cpu = bot.cpu() - before
        must_live(bot)
        return Round(state=state, sends=load.sends(), cpu=cpu, others=begun.share())
    finally:
        bot.stop()


def undisturbed(one_round: Callable[[], Round]) -> Round:
    """Plays until a round had the machine to itself, or else the least disturbed of a few."""
    played = list[Round]()
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * 2.0)
        played.append(one_round())
        if played[-1].others <= DISTURBED:
            break
    return min(played, key=lambda one: one.others)


class _Elsewhere:
    """What the machine does beside bot, server and harness, from here on."""

    def __init__(self, load: LoadServer, bot: Bot) -> None:
        self._pids = (load.pid, bot.pid, os.getpid())
        self._begun = time.monotonic()
        self._at_first = self._seconds()

    def share(self) -> float:
        """0 when nobody else worked, 1 when others had every core."""
        cores = len(os.sched_getaffinity(0))
        elapsed = time.monotonic() - self._begun
        return max(0.0, self._seconds() - self._at_first) / (elapsed * cores)

    def _seconds(self) -> float:
        return busy_seconds() - sum(cpu_of(pid) for pid in self._pids)


def wait_for_poll(load: LoadServer, bot: Bot, seconds: float = 30.0) -> State:
    """The server's state once the bot has polled for the first time."""
    state = load.wait(lambda s: bool(s["polls"]) or bot.has_ended, seconds=seconds, every=0.005)
    must_live(bot)
    return state


def must_live(bot: Bot) -> None:
    """Raises BotDied if it does not."""
    if bot.has_ended:
        raise BotDied(f"{bot.name}:\n{bot.log.read_text()[-3000:]}")


def all_confirmed(count: int) -> Callable[[State], bool]:
    """Every update was confirmed by an offset beyond it."""
    return lambda state: bool(state["confirmed"] >= count)


def all_answered(count: int) -> Callable[[State], bool]:
    """Every update was released and whatever wanted an answer has one."""
    return lambda state: bool(state["released"] >= count and state["unanswered"] == 0)


def percentile(ascending: list[float], percent: float) -> float:
    """The value below which `percent` of them lie (nearest rank)."""
    if not ascending:
        return float("nan")
    return ascending[min(len(ascending) - 1, int(len(ascending) * percent / 100))]
