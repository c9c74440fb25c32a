"""The bots under measurement: how each is started, what its process has cost, how it ends.

CPU is user and system time of all threads from /proc/<pid>/stat (a tick is 10 ms); memory is RSS
and PSS from /proc/<pid>/smaps_rollup. Linux only.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load_client import free_port

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "4242:" + "bench-" * 5 + "token"  # shaped like a token, good for nothing
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Memory:
    """MiB. PSS counts shared pages once over all who share them."""

    rss: float
    pss: float


class Bot:
    """A running bot; `log` is what it wrote."""

    def __init__(self, name: str, arguments: list[str], environment: dict[str, str], log: Path):
        self.name = name
        self.log = log
        with log.open("ab") as out:
            self.started_at = time.monotonic()
            self._process = subprocess.Popen(
                arguments,
                env={**_quiet_environment(), **environment},
                cwd=log.parent,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        return cpu_of(self.pid)

    def memory(self) -> Memory:
        """What it holds now."""
        found = dict[str, float]()
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, _, value = line.partition(":")
            found[name] = float(value.split()[0]) / 1024
        return Memory(rss=found["Rss"], pss=found["Pss"])

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def stop(self, seconds: float = 15.0) -> float:
        """SIGTERM; gives the seconds until it ended, and kills it if it did not in time."""
        begun = time.monotonic()
        if not self.has_ended:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        return time.monotonic() - begun


def cpu_of(pid: int) -> float:
    """Seconds of user and system time of a process, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def busy_seconds() -> float:
    """Seconds of work of all cores since boot, of everybody, kernel and interrupts included."""
    fields = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / _TICK  # less idle and waiting for the disk


def bare(kind: str, url: str, folder: Path) -> Bot:
    """One of benchmarks/bare_bots.py."""
    arguments = [sys.executable, "-m", "benchmarks.bare_bots", kind, url]
    return Bot(f"bare {kind}", arguments, {"PYTHONPATH": str(ROOT)}, folder / f"bare-{kind}.log")


def minga(url: str, database: str, folder: Path, *, send_rate: float = 29.0) -> Bot:
    """The product, started as an operator would; `database` is an SQLAlchemy address."""
    environment = {
        "PYTHONPATH": str(ROOT),
        "MINGA_TOKEN": TOKEN,
        "MINGA_API_URL": url,
        "MINGA_DATABASE_URL": database,
        "MINGA_SEND_RATE": str(send_rate),
        "MINGA_LISTEN": f"127.0.0.1:{free_port()}",
    }
    command = str(Path(sys.executable).parent / "minga")
    return Bot("minga", [command, "run"], environment, folder / "minga.log")


def sqlite_address(path: Path) -> str:
    """A file as MINGA_DATABASE_URL wants it."""
    return f"sqlite+aiosqlite:///{path}"


def _quiet_environment() -> dict[str, str]:
    """Ours, without what would change a run: settings of a real bot, proxies."""
    unwanted = ("MINGA_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "PYTHONPATH")
    return {
        name: value for name, value in os.environ.items() if not name.upper().startswith(unwanted)
    }
