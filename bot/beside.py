"""Threads for what takes long, beside the event loop: reading a discussion, packing an archive.

The one thing to know: a full run of the garbage collector holds every thread, and the more has just
been read the longer it does. So while such work is under way only the young are collected, and
full runs wait until it is over and what it made is gone.
"""

import gc
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

NEVER = 1_000_000_000  # runs of the middle generation before a full one


class Beside(ThreadPoolExecutor):
    """What `asyncio.to_thread` uses once it is a loop's default executor."""

    def __init__(self) -> None:
        super().__init__(thread_name_prefix="beside")
        self._calm = _Calm()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(self._calmly, fn, *args, **kwargs)

    def _calmly(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        with self._calm:
            return fn(*args, **kwargs)


class _Calm:
    """No full run of the collector while at least one is inside; the last one out puts it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._usual = gc.get_threshold()

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._usual = gc.get_threshold()
                young, middle, _ = self._usual
                gc.set_threshold(young, middle, NEVER)
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.set_threshold(*self._usual)
