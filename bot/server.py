"""uvicorn, as a guest in our loop: signals are the application's business, and so is the address."""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import uvicorn


class AddressTaken(Exception):
    """Somebody listens on that address already, or it is not this machine's."""


def listen_on(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. Raises AddressTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressTaken(f"{host}:{port}") from error
    # asyncio turns Nagle off only for sockets that name their protocol; these inherit it instead.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


class Server(uvicorn.Server):
    """Serves one app on a listening socket until cancelled, or until `should_exit`."""

    def __init__(self, app: Any, listening: socket.socket) -> None:
        """Plain HTTP/1.1, no access log: addresses hold tokens and secrets."""
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=1,
            )
        )
        self._listening = listening

    async def run_here(self) -> None:
        """Serves in this loop. Whoever connects before is waited for by the socket."""
        await self.serve(sockets=[self._listening])

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leaves SIGTERM and SIGINT alone."""
        yield
