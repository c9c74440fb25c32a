"""The clock of the cardboard Telegram, and the seam by which a host moves time.

Whoever starts the sandbox beside a bot hands in a clock that moves the bot too; then the page shows
its time buttons. With the `RealClock` time passes by itself and the buttons are hidden.
"""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the sandbox asks of time. All instants are aware and in UTC."""

    @property
    def can_move(self) -> bool:
        """Whether `move_to` and `next_due` work; the page shows its time bar buttons if so."""
        ...

    def now(self) -> datetime: ...

    async def move_to(self, instant: datetime) -> None:
        """Move time forward step by step; returns when everything that fell due was done."""
        ...

    async def next_due(self) -> datetime | None:
        """The next instant at which something will happen by itself, if any is known."""
        ...


class ClockStands(Exception):
    """Somebody asked a clock that cannot be moved to move."""


class RealClock:
    """The time of the machine. The sandbox stands for Telegram, which has a clock of its own."""

    can_move = False

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), tz=UTC)

    async def move_to(self, instant: datetime) -> None:
        raise ClockStands

    async def next_due(self) -> datetime | None:
        return None


class HandClock:
    """A clock moved by hand, for tests and for a sandbox with no bot to take along."""

    can_move = True

    def __init__(self, start: datetime) -> None:
        self._now = start
        self.due: list[datetime] = []

    def now(self) -> datetime:
        return self._now

    async def move_to(self, instant: datetime) -> None:
        self._now = max(instant, self._now)

    async def next_due(self) -> datetime | None:
        return min((instant for instant in self.due if instant > self._now), default=None)
