"""uvicorn, as a guest in our loop: signals are the application's business."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import uvicorn


class Server(uvicorn.Server):
    """Serves until cancelled."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leaves SIGTERM and SIGINT alone."""
        yield


def configure(app: Any, host: str, port: int) -> uvicorn.Config:
    """Plain HTTP/1.1, no access log (addresses hold tokens and secrets)."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
