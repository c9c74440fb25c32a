"""Telegram's limits: about 30 messages a second overall, 20 a minute in a group (promises.md §1)."""

import time
from collections import deque
from collections.abc import Callable

SLACK = 0.5  # of the time between two messages: so much earlier the next may go if one was late.
# At 29 a second, less than a whole one never makes 31 within a second.
GROUP_MESSAGES = 20
GROUP_SECONDS = 60.0


class Pacer:
    """Says how long to wait; instants are seconds of a clock that never goes back."""

    def __init__(
        self, per_second: float, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = 1.0 / per_second
        self._slack = SLACK * self._interval
        self._monotonic = monotonic
        self._next = 0.0
        self._groups: dict[int, deque[float]] = {}
        self._windows: dict[int, float] = {}

    def wait_overall(self) -> float:
        """Seconds until the next message may go anywhere."""
        return max(0.0, self._next - self._monotonic())

    def wait_for(self, chat: int, *, is_message: bool) -> float:
        """Seconds until a call may go to this chat; only messages are counted by the minute."""
        now = self._monotonic()
        wait = self._windows.get(chat, now) - now
        sent = self._groups.get(chat) if is_message else None
        if sent is not None:
            while sent and now - sent[0] > GROUP_SECONDS:
                sent.popleft()
            if not sent:
                del self._groups[chat]
            elif len(sent) >= GROUP_MESSAGES:
                wait = max(wait, sent[0] + GROUP_SECONDS - now)
        return max(0.0, wait)

    def spend(self, chat: int, *, is_message: bool) -> None:
        """A call goes out now; only messages to groups count for the group."""
        now = self._monotonic()
        self._next = max(self._next, now - self._slack) + self._interval
        if is_message and chat < 0:
            self._groups.setdefault(chat, deque()).append(now)

    def goes_now(self) -> None:
        """What was spent goes out only now, because a commit came first: that is when it counts."""
        self._next = max(self._next, self._monotonic() - self._slack + self._interval)

    def close(self, chat: int, seconds: float) -> None:
        """Telegram told this chat, and only this one, to wait."""
        self._windows[chat] = self._monotonic() + seconds
