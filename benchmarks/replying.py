"""Commands answered from a backlog over 2,000 groups, and with 50 ms until Telegram answers.

Against a python-telegram-bot that echoes, one after the other as it does by default. Ours is
`/ayuda`, whose answer depends on the community and on who asks; a round counts only if each command got
its one reply and each row is done.
"""

from pathlib import Path

from benchmarks import prepare, processes, updates
from benchmarks.figures import Figure, ratio
from benchmarks.load_client import LoadServer
from benchmarks.receiving import GROUPS, Lost
from benchmarks.rounds import ROUNDS, Round, all_answered, play, undisturbed
from community.communities import Mode

COMMAND = "/ayuda"
FAST = 100_000.0  # messages a second: the pacer is out of the way
SLOW_ANSWER = 0.05  # seconds
SLOW_THEIRS = 60  # commands: at 19 a second more would teach nothing


def measure(load: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Replies a second, both ways."""
    count = 1_000 if quick else 4_000
    database = prepare.with_commitments(folder / "replying.db", GROUPS, Mode.DISCREET)
    near = _Contest(load, folder, database, ours=count, theirs=count, delay=0.0)
    far = _Contest(load, folder, database, ours=count, theirs=SLOW_THEIRS, delay=SLOW_ANSWER)
    return [
        near.figure("command → reply", bar=0.7),
        far.figure("command → reply, 50 ms away", bar=16),
    ]


class _Contest:
    """Theirs and ours in turn, at one distance from Telegram."""

    def __init__(
        self,
        load: LoadServer,
        folder: Path,
        database: Path,
        *,
        ours: int,
        theirs: int,
        delay: float,
    ) -> None:
        self._load, self._folder, self._database = load, folder, database
        self._ours, self._theirs, self._delay = ours, theirs, delay

    def figure(self, what: str, *, bar: float) -> Figure:
        """Replies a second."""
        ours, theirs = list[float](), list[float]()
        for _ in range(ROUNDS):
            theirs.append(self._theirs / undisturbed(self._play_theirs).to_last_send)
            ours.append(self._ours / undisturbed(self._play_ours).to_last_send)
        return ratio(what, "replies/s", ours, theirs, bar=bar, at_most=False)

    def _play_theirs(self) -> Round:
        played = play(
            self._load,
            lambda: processes.bare("echo", self._load.url, self._folder),
            commands(self._theirs),
            until=all_answered(self._theirs),
            seconds=180,
            delay=self._delay,
        )
        return _checked(played, self._theirs)

    def _play_ours(self) -> Round:
        mine = prepare.copy(self._database, self._folder)
        address = processes.sqlite_address(mine)
        played = play(
            self._load,
            lambda: processes.minga(self._load.url, address, self._folder, send_rate=FAST),
            commands(self._ours),
            until=all_answered(self._ours),
            seconds=180,
            delay=self._delay,
        )
        handled = prepare.count(mine, "SELECT count(*) FROM inbox WHERE state = 'done'")
        sent = prepare.count(mine, "SELECT count(*) FROM outbox WHERE state = 'sent'")
        if (handled, sent) != (self._ours, self._ours):
            raise Lost(f"{handled} handled and {sent} sent of {self._ours}")
        return _checked(played, self._ours)


def commands(count: int) -> bytes:
    """As many commands, one after the other over all groups."""
    return updates.numbered(updates.message(i % GROUPS, i + 1, COMMAND) for i in range(count))


def _checked(played: Round, count: int) -> Round:
    answered = sum(send.answers == "command" for send in played.sends)
    if answered != count or len(played.sends) != count:
        raise Lost(f"{answered} answers in {len(played.sends)} sends to {count} commands")
    return played
