"""Commands answered from a backlog over 2,000 groups, and with 50 ms until Telegram answers.

Against a python-telegram-bot that echoes, one after the other as it does by default. Ours is
`/agenda` answered from the database; a round counts only if each command got its one reply and each
row is done.
"""

from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure, ratio
from benchmarks.load_client import LoadServer
from benchmarks.receiving import GROUPS, Lost
from benchmarks.rounds import ROUNDS, Round, all_answered, play
from community.communities import Mode

COMMAND = "/agenda"
FAST = 100_000.0  # messages a second: the pacer is out of the way
SLOW_ANSWER = 0.05  # seconds
SLOW_THEIRS = 60  # commands: at 19 a second more would teach nothing


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Replies a second, both ways."""
    count = 1_000 if quick else 4_000
    database = prepare.with_groups(folder / "replying.db", GROUPS, Mode.DISCREET)
    ours, theirs, ours_slow, theirs_slow = (list[float]() for _ in range(4))
    for _ in range(ROUNDS):
        theirs.append(_rate(_theirs(load, folder, count), count))
        ours.append(_rate(_ours(load, folder, database, count), count))
        theirs_slow.append(_rate(_theirs(load, folder, SLOW_THEIRS, SLOW_ANSWER), SLOW_THEIRS))
        ours_slow.append(_rate(_ours(load, folder, database, count, SLOW_ANSWER), count))
    return [
        ratio("command → reply", "replies/s", ours, theirs, bar=0.7, at_most=False),
        ratio(
            "command → reply, 50 ms away",
            "replies/s",
            ours_slow,
            theirs_slow,
            bar=16,
            at_most=False,
        ),
    ]


def _rate(played: Round, count: int) -> float:
    return count / played.to_last_send


def _commands(count: int) -> bytes:
    return updates.numbered(updates.message(i % GROUPS, i + 1, COMMAND) for i in range(count))


def _theirs(load: LoadServer, folder: Path, count: int, delay: float = 0.0) -> Round:
    return _checked(
        play(
            load,
            lambda: processes.bare("echo", load.url, folder),
            _commands(count),
            until=all_answered(count),
            seconds=180,
            delay=delay,
        ),
        count,
    )


def _ours(load: LoadServer, folder: Path, database: Path, count: int, delay: float = 0.0) -> Round:
    mine = prepare.copy(database, folder)
    address = processes.sqlite_address(mine)
    played = play(
        load,
        lambda: processes.minga(load.url, address, folder, send_rate=FAST),
        _commands(count),
        until=all_answered(count),
        seconds=180,
        delay=delay,
    )
    handled = prepare.count(mine, "SELECT count(*) FROM inbox WHERE state = 'done'")
    sent = prepare.count(mine, "SELECT count(*) FROM outbox WHERE state = 'sent'")
    if (handled, sent) != (count, count):
        raise Lost(f"{handled} handled and {sent} sent of {count}")
    return _checked(played, count)


def _checked(played: Round, count: int) -> Round:
    answered = sum(send.answers == "command" for send in played.sends)
    if answered != count or len(played.sends) != count:
        raise Lost(f"{answered} answers in {len(played.sends)} sends to {count} commands")
    return played
