"""The bot's mailbox: updates waiting to be fetched, and what the bot asked to be told.

`allowed` is applied when an update is made, as Telegram does, so an update refused then never comes
back. An offset confirms, and forgets, everything below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.json_types import Json

# What Telegram does not send unless it is asked for by name.
ONLY_BY_NAME = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass(kw_only=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: str | None = None
    last_error_date: int | None = None


@dataclass(kw_only=True)
class Mailbox:
    """Updates in order. `queue_of` holds, by update id, the chat or person it is ordered by."""

    next_id: int = 100_000_000
    pending: list[Json] = field(default_factory=list)
    queue_of: dict[int, int] = field(default_factory=dict)
    allowed: list[str] | None = None
    webhook: Webhook | None = None

    def wants(self, kind: str) -> bool:
        if self.allowed:
            return kind in self.allowed
        return kind not in ONLY_BY_NAME

    def put(self, kind: str, body: Json, queue: int) -> Json:
        """Number an update and keep it until it is confirmed."""
        update = {"update_id": self.next_id, kind: body}
        self.queue_of[self.next_id] = queue
        self.next_id += 1
        self.pending.append(update)
        return update

    def put_raw(self, update: Json) -> Json:
        """Keep an update of any shape; without an `update_id` it gets the next one."""
        numbered = {"update_id": self.next_id} | update
        self.next_id = max(self.next_id, int(numbered["update_id"])) + 1
        self.queue_of[int(numbered["update_id"])] = 0
        self.pending.append(numbered)
        return numbered

    def confirm(self, offset: int) -> None:
        """Forget what lies below `offset`; a negative one keeps only the last so many."""
        if offset < 0:
            offset = self.pending[offset]["update_id"] if len(self.pending) >= -offset else 0
        self.forget(update["update_id"] for update in self.pending if update["update_id"] < offset)

    def delivered(self, update: Json) -> None:
        """The webhook took one update (once, should it wait here twice)."""
        if update in self.pending:
            self.pending.remove(update)

    def forget(self, ids: Iterable[int]) -> None:
        gone = set(ids)
        self.pending = [update for update in self.pending if update["update_id"] not in gone]
        for update_id in gone:
            self.queue_of.pop(update_id, None)
