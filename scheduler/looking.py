"""A job that reads much: it looks in a transaction that only reads, then writes in a short one.

The one thing to know: on SQLite one unit of work writes at a time, and what is read in it keeps everybody
else waiting. What was looked at may have changed by the time it is written: the second half checks.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Generic, TypeVar

from storage.tx import Tx

Seen = TypeVar("Seen")


class LookFirst(Generic[Seen]):
    """Both halves; called as any job, it does them in one transaction."""

    def __init__(
        self,
        look: Callable[[Tx, datetime], Awaitable[Seen]],
        tell: Callable[[Tx, datetime, Seen], Awaitable[int]],
    ) -> None:
        self.look = look
        self.tell = tell

    async def __call__(self, tx: Tx, now: datetime) -> int:
        """As a job without two halves."""
        return await self.tell(tx, now, await self.look(tx, now))
