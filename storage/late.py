"""Answers to what was asked long ago: they wait a moment, and a newer one takes their place.

Their letters have keys of their own, `late:…`, by which they are found again: nothing is remembered in
the process, so a restart in the middle of a backlog changes nothing (docs/decisions/0012).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, text, update

from community.ids import ChatId, OutboxId
from storage.rows import outbox
from storage.tx import Tx


@dataclass(kw_only=True)
class Held:
    """What one update of a backlog has said so far, to whom, and until when it waits."""

    update_id: int
    asked_at: datetime
    until: datetime
    chats: list[ChatId] = field(default_factory=list)

    def key_to(self, chat: ChatId) -> str:
        """For the next letter."""
        self.chats.append(chat)
        return f"{self.prefix}{len(self.chats)}"

    @property
    def prefix(self) -> str:
        """Of its letters' keys; with the instant, because Telegram's numbers may begin again."""
        return f"late:{self.update_id}:{self.asked_at.timestamp():.0f}:"


class LateAnswers:
    """Rows of the `outbox` table whose key begins with `late:`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep_newest(self, held: Held, now: datetime) -> None:
        """In each chat that was just written to: older ones that still wait are not sent, and the
        new one is not if another went out after this was asked."""
        await self._tx.outbox.flush()
        others = [outbox.c.chat_id.in_(held.chats), outbox.c.dedupe_key.like("late:%")]
        waiting = select(outbox.c.id, outbox.c.chat_id, outbox.c.dedupe_key, outbox.c.state)
        found = await self._tx.rows(waiting.where(_OPEN, *others))
        mine = [row for row in found if row.dedupe_key.startswith(held.prefix)]
        older = [row for row in found if row not in mine]
        gone = select(outbox.c.chat_id).where(
            outbox.c.settled_at >= held.asked_at, outbox.c.state.in_(("sent", "unknown")), *others
        )
        answered = {row.chat_id for row in await self._tx.rows(gone)}
        answered |= {row.chat_id for row in older if row.state == "sending"}
        await self._supersede([row.id for row in older if row.state == "ready"], now)
        await self._supersede([row.id for row in mine if row.chat_id in answered], now)

    async def _supersede(self, ids: Collection[OutboxId], now: datetime) -> None:
        if ids:
            fresh = {"state": "expired", "error": "superseded", "payload": "", "settled_at": now}
            await self._tx.run(update(outbox).where(outbox.c.id.in_(ids)).values(**fresh))


_OPEN = text("outbox.state IN ('ready', 'sending')")  # as ix_outbox_open has it, so that it is used
