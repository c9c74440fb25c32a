"""A PostgreSQL server for tests: in a temporary folder, on loopback, as a user that is not root."""

import getpass
import itertools
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storage.migrate import upgrade

KEPT = 20  # databases at a time, 10 MB each: more than any one test makes
ROOM = 1 << 30  # bytes that must be free in memory for a server to live there


def find_server() -> Path | None:
    """The folder of initdb and postgres, the newest version first; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    return Path(which).parent if (which := shutil.which("initdb")) else None


@dataclass
class Postgres:
    """A running server."""

    port: int
    binaries: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @classmethod
    @contextmanager
    def started(cls, binaries: Path) -> Iterator["Postgres"]:
        """Starts, makes a template at the newest schema, and stops."""
        with tempfile.TemporaryDirectory(prefix="minga-pg-", dir=_memory()) as folder:
            data = Path(folder) / "data"
            Path(folder).chmod(0o755)
            data.mkdir()
            if getpass.getuser() == "root":
                shutil.chown(data, "postgres", "postgres")
            _as_postgres(
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "minga",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            )
            server = cls(port=_free_port(), binaries=binaries)
            options = (
                f"-p {server.port} -k '' -h 127.0.0.1 -c fsync=off -c synchronous_commit=off "
                "-c full_page_writes=off -c max_connections=200"
            )
            _as_postgres(
                binaries / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start"
            )
            try:
                server._sql("CREATE DATABASE template_minga")
                upgrade(server.url("template_minga"))
                yield server
            finally:
                _as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")

    def url(self, name: str) -> str:
        """As MINGA_DATABASE_URL wants it."""
        return f"postgresql+psycopg://minga@127.0.0.1:{self.port}/{name}"

    def fresh(self) -> str:
        """A new empty database of the newest schema."""
        number = next(self._numbers)
        self._sql(f"CREATE DATABASE minga_{number} TEMPLATE template_minga")
        if number >= KEPT:
            self._sql(f"DROP DATABASE IF EXISTS minga_{number - KEPT} WITH (FORCE)")
        return self.url(f"minga_{number}")

    def empty(self) -> str:
        """A new database with nothing in it."""
        name = f"empty_{next(self._numbers)}"
        self._sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def _sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(
            f"host=127.0.0.1 port={self.port} user=minga dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


def _memory() -> str | None:
    """A folder in memory if this machine has one with room: a new database takes a third of the time."""
    folder = Path("/dev/shm")
    has_room = folder.is_dir() and shutil.disk_usage(folder).free > ROOM
    return str(folder) if has_room else None


def _as_postgres(*command: object) -> None:
    words = [str(part) for part in command]
    if getpass.getuser() == "root":
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=60,
        cwd="/",
    )
    if done.returncode:
        raise RuntimeError(f"{words[-1]} ended with {done.returncode}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
