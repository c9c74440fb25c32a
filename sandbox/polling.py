"""getUpdates: the long poll, its confirmations and its quarrels."""

from collections.abc import Callable

from sandbox.bell import Bell
from sandbox.json_types import Json
from sandbox.methods.about_me import choose_updates
from sandbox.methods.table import Call
from sandbox.refused import Refused
from sandbox.world import World

PARAMS = frozenset({"offset", "limit", "timeout", "allowed_updates"})
LONGEST = 50  # seconds; tdlib/telegram-bot-api cuts longer polls
MOST = 100


class Poll:
    """Serves one poller at a time: a second one makes the first end in a conflict."""

    def __init__(self, world: World, monotonic: Callable[[], float]) -> None:
        self.world = world
        self.bell = Bell()
        self.turn = 0
        self.is_closing = False
        self.monotonic = monotonic
        world.listeners.append(self.bell.ring)

    async def get_updates(self, call: Call) -> list[Json]:
        """The next batch, at once or within `timeout` seconds; empty when nothing came."""
        self.turn += 1
        turn = self.turn
        self.bell.ring()
        self._refuse_beside_webhook()
        choose_updates(call)
        if call.number("offset"):
            self.world.mailbox.confirm(call.number("offset"))
            self.world.changed("confirmed")
        limit = min(max(call.number("limit", MOST), 1), MOST)
        end = self.monotonic() + min(max(call.number("timeout"), 0), LONGEST)
        while True:
            if turn != self.turn:
                raise _conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            self._refuse_beside_webhook()
            left = end - self.monotonic()
            if self.world.mailbox.pending or left <= 0 or self.is_closing:
                return self._batch(limit)
            await self.bell.wait(left)

    def close(self) -> None:
        """Answer the poll that waits, so that a server can stop at once."""
        self.is_closing = True
        self.bell.ring()

    def _refuse_beside_webhook(self) -> None:
        if self.world.mailbox.webhook is not None:
            raise _conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )

    def _batch(self, limit: int) -> list[Json]:
        batch = self.world.mailbox.pending[:limit]
        if len(batch) > 1 and self.world.faults.strike(("shuffle",), "getUpdates", None):
            batch = batch[1::2] + batch[::2]
        return batch


def _conflict(reason: str) -> Refused:
    return Refused(409, f"Conflict: {reason}")
