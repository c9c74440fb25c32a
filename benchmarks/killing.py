"""kill -9 in the middle of 200 queued updates, and SIGTERM with 500: what is lost, what comes
twice.

Every update leaves a fact of its own: `/compromiso …` with a word nobody else says (a second
handling would make a second row), and a tap that joins one. Reminders fall due meanwhile.
Facts are counted in the database file afterwards; messages in the server's ledger (promises.md §6,
rows 1, 3).
"""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure
from benchmarks.load_client import LoadServer, TooSlow
from benchmarks.load_world import Send
from benchmarks.processes import Bot
from benchmarks.rounds import must_live, wait_for_poll
from bot.clock import utc_now
from community.communities import Mode

GROUPS = 100
REMINDED = 40  # the first groups: a reminder falls due in each while the bot is killed
UPDATES = 200
PENDING = 500
KILLS = 20
STOP_SECONDS = 8.0
REST_SECONDS = 120.0
ANSWERS_IN = (0.05, 0.15)  # seconds until Telegram answers: a kill leaves calls without theirs


@dataclass(frozen=True, kw_only=True)
class Toll:
    """What one interruption cost. All of them but the last three must be nothing."""

    reminders_given_up: int  # nobody knows whether they arrived, and they were not sent again

    facts_lost: int
    facts_twice: int
    replies_twice: int
    reminders_lost: int
    replies_missing: int  # at most once: each must be among `unknown`
    unknown: int
    reminders_again: int  # at least once: at most one for each kill


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Sums over all kills, and how long a graceful end took."""
    kills = 3 if quick else KILLS
    database = prepare.with_commitments(folder / "killing.db", GROUPS, Mode.DISCREET)
    luck = random.Random(7)
    tolls = [kill_once(load, folder, database, _moment(turn, luck)) for turn in range(kills)]
    stopped, toll = stop_once(load, folder, database, 100 if quick else PENDING)
    every = [asdict(one) for one in tolls]
    return [
        _sum(f"{kills} × kill -9: facts lost", [one.facts_lost for one in tolls], 0, every),
        _sum("applied twice", [one.facts_twice for one in tolls], 0, every),
        _sum("replies twice", [one.replies_twice for one in tolls], 0, every),
        _sum(
            "replies missing and not known to be",
            [max(0, one.replies_missing - one.unknown) for one in tolls],
            0,
            every,
        ),
        _sum("reminders lost", [one.reminders_lost for one in tolls], 0, every),
        _sum(
            "reminders given up without a second try",
            [one.reminders_given_up for one in tolls],
            0,
            every,
        ),
        _most("reminders repeated by one kill", [one.reminders_again for one in tolls], 1, every),
        _most("SIGTERM: seconds to end", [stopped], STOP_SECONDS, [asdict(toll)]),
        _sum("SIGTERM: facts lost or twice", [toll.facts_lost + toll.facts_twice], 0, []),
    ]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When to kill: `seconds` after so many `sends`."""

    sends: int
    seconds: float


def kill_once(
    load: LoadServer,
    folder: Path,
    database: Path,
    moment: Moment,
    *,
    count: int = UPDATES,
    reminded: int = REMINDED,
) -> Toll:
    """Kills the bot in the middle of a backlog, starts it again, and counts."""

    def kill(bot: Bot) -> None:
        load.wait(lambda state: state["sends"] >= moment.sends, seconds=30, every=0.002)
        time.sleep(moment.seconds)
        bot.kill()

    return _interrupt(load, folder, database, count, reminded, kill)


def _moment(turn: int, luck: random.Random) -> Moment:
    """One in four before anything was said, the others anywhere among what is said."""
    sends = 0 if turn % 4 == 0 else luck.randrange(1, UPDATES + REMINDED - 10)
    return Moment(sends=sends, seconds=luck.uniform(0.0, 0.3 if turn % 4 == 0 else 0.05))


def stop_once(load: LoadServer, folder: Path, database: Path, pending: int) -> tuple[float, Toll]:
    """SIGTERM with that many updates pending: seconds to the end, and what it cost."""
    taken = list[float]()

    def stop(bot: Bot) -> None:
        time.sleep(0.1)
        taken.append(bot.stop(seconds=30))

    toll = _interrupt(load, folder, database, pending, 0, stop)
    return taken[0], toll


def _interrupt(
    load: LoadServer,
    folder: Path,
    database: Path,
    count: int,
    reminded: int,
    interrupt: Callable[[Bot], None],
) -> Toll:
    mine = prepare.copy(database, folder)
    prepare.plan_reminders(mine, reminded, utc_now())
    address = processes.sqlite_address(mine)
    load.begin(delay=ANSWERS_IN[0], delay_to=ANSWERS_IN[1])
    load.queue(_facts(count))
    bot = processes.minga(load.url, address, folder)
    try:
        wait_for_poll(load, bot)
        load.go()
        interrupt(bot)
        bot = processes.minga(load.url, address, folder)
        load.wait(lambda state: state["confirmed"] >= count or bot.has_ended, seconds=REST_SECONDS)
        _wait_for_rest(mine, bot)
    finally:
        bot.stop()
    return _count(mine, load.sends(), count, reminded)


def _facts(count: int) -> bytes:
    """Two commitments to each tap, over all groups."""
    made = []
    for i in range(count):
        group = i % GROUPS
        if i % 3 == 2:
            data = prepare.joining(group)
            made.append(updates.tap(group, i + 1, prepare.CARD, data, member=_joiner(i)))
        else:
            words = f"/compromiso Rosa sube la rúbrica {_word(i)} en dos semanas"
            made.append(updates.message(group, i + 1, f"{words}, evidencia foto"))
    return updates.numbered(made)


def _word(number: int) -> str:
    return f"ficha{number:05d}"


def _joiner(number: int) -> int:
    """Which member taps: not the first, who is on the commitment already."""
    return 1 + number // GROUPS


def _wait_for_rest(path: Path, bot: Bot) -> None:
    """Until nothing waits in the inbox and nothing is to be sent."""
    open_rows = (
        "SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting')"
        " + (SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending'))"
    )
    deadline = time.monotonic() + REST_SECONDS
    while prepare.count(path, open_rows):
        must_live(bot)
        if time.monotonic() > deadline:
            raise TooSlow(f"{prepare.count(path, open_rows)} rows still open")
        time.sleep(0.05)


def _count(path: Path, sends: list[Send], count: int, reminded: int) -> Toll:
    with closing(sqlite3.connect(path)) as connection:
        whats = [row[0] for row in connection.execute("SELECT what FROM commitments")]
        signed = {tuple(row) for row in connection.execute(_SIGNED)}
        unknown, given_up = connection.execute(_UNKNOWN).fetchone()
    rows = Counter(word for what in whats for word in what.split() if word.startswith("ficha"))
    promised = [_word(i) for i in range(count) if i % 3 != 2]
    lost = sum(rows[word] == 0 for word in promised)
    lost += sum(
        (i % GROUPS + 1, updates.person(i % GROUPS, _joiner(i))["id"]) not in signed
        for i in range(count)
        if i % 3 == 2
    )
    replies = Counter(send.reply_to for send in sends if 0 < send.reply_to <= count)
    reminders = _reminders(sends, reminded)
    return Toll(
        reminders_given_up=int(given_up),
        facts_lost=lost,
        facts_twice=sum(rows[word] > 1 for word in promised),
        replies_twice=sum(number > 1 for number in replies.values()),
        replies_missing=sum(replies[i + 1] == 0 for i in range(count) if i % 3 != 2),
        unknown=int(unknown),
        reminders_lost=reminded - len(reminders),
        reminders_again=sum(reminders.values()) - len(reminders),
    )


# A reminder may end as unknown only after its second try.
_UNKNOWN = (
    "SELECT count(*), coalesce(sum(kind = 'reminder' AND attempts < 2), 0)"
    " FROM outbox WHERE state = 'unknown'"
)
_SIGNED = "SELECT commitment_id, person_id FROM responsibles WHERE answer = 'joined'"


def _reminders(sends: list[Send], reminded: int) -> Counter[int]:
    """How often each group was reminded; that its board names the same commitment is no reminder."""
    groups = {updates.chat_id(group) for group in range(reminded)}
    return Counter(
        send.chat
        for send in sends
        if send.chat in groups and prepare.PREPARED in send.text and send.text.startswith("📌")
    )


def _sum(what: str, tolls: list[int], bar: float, every: list[dict[str, int]]) -> Figure:
    total = float(sum(tolls))
    return Figure(what=what, unit="", ours=total, value=total, bar=bar, at_most=True, rounds=every)


def _most(
    what: str, tolls: "list[int] | list[float]", bar: float, every: list[dict[str, int]]
) -> Figure:
    worst = float(max(tolls))
    return Figure(what=what, unit="", ours=worst, value=worst, bar=bar, at_most=True, rounds=every)
