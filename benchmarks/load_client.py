"""The harness's hand on the local Bot API: start, load, release, read its ledger."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from benchmarks.load_world import Send


class TooSlow(Exception):
    """What was waited for did not come; carries the last state seen."""


def free_port() -> int:
    """A port of the loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LoadServer:
    """`with LoadServer() as load:` a local Bot API in a process of its own, at `load.url`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "LoadServer":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.load_server", str(self.port)]
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.02)
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait()

    @property
    def pid(self) -> int:
        """Of its process: its own cost is measured too."""
        return self._process.pid

    def begin(self, **rules: float) -> None:
        """A new scenario under these rules (load_world.Rules)."""
        self._order("begin", json.dumps(rules).encode())

    def queue(self, lines: bytes) -> None:
        """Holds updates, one JSON object a line, until `go`."""
        self._order("queue", lines)

    def go(self, per_second: float | None = None) -> None:
        """Releases what is held: all at once, or at a rate."""
        self._order("go", json.dumps({"per_second": per_second}).encode())

    def state(self) -> dict[str, Any]:
        """World.state()."""
        found: dict[str, Any] = self._order("state")
        return found

    def sends(self) -> list[Send]:
        """Every send of the scenario."""
        return [Send(**send) for send in self._order("sends")]

    def wait(
        self, until: Callable[[dict[str, Any]], bool], *, seconds: float, every: float = 0.02
    ) -> dict[str, Any]:
        """The first state for which `until` holds; raises TooSlow after `seconds`."""
        deadline = time.monotonic() + seconds
        while not until(state := self.state()):
            if time.monotonic() > deadline:
                raise TooSlow(f"after {seconds:.0f} s: {state}")
            time.sleep(every)
        return state

    def _order(self, name: str, body: bytes = b"") -> Any:
        self._connection.request("POST", f"/load/{name}", body)
        return json.loads(self._connection.getresponse().read())
