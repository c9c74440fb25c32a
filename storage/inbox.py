"""Updates as Telegram gave them, committed before Telegram may forget them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select, update

from community.ids import ChatId, InboxId, PersonId
from storage.mapping import domains
from storage.rows import inbox
from storage.tx import Tx, insert_into


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A raw update that is to be handled: what the intake writes."""

    update_id: int
    chat_id: ChatId
    person_id: PersonId | None
    raw: str  # JSON, as received, less what we may not keep


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An update in the inbox, in the order it came."""

    id: InboxId
    update_id: int
    chat_id: ChatId
    person_id: PersonId | None
    raw: str
    received_at: datetime
    attempts: int


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """An update that could not be handled, named without its text."""

    update_id: int
    error: str
    received_at: datetime


class Inbox:
    """The `inbox` table. States: waiting → done, or quarantined."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def receive(self, arrivals: Sequence[Arrival], now: datetime) -> list[Waiting]:
        """Idempotent on the update id: what came twice is kept once. Gives the new ones, in order."""
        if not arrivals:
            return []
        kept = await self._tx.rows(
            _receive(self._tx.is_sqlite),
            [
                {
                    "update_id": arrival.update_id,
                    "chat_id": arrival.chat_id,
                    "person_id": arrival.person_id,
                    "raw": arrival.raw,
                    "received_at": now,
                    "state": "waiting",
                    "attempts": 0,
                }
                for arrival in arrivals
            ],
        )
        return sorted(domains(Waiting, kept), key=lambda one: one.id)

    async def waiting(self, after: InboxId, limit: int = 500) -> list[Waiting]:
        """What is to be handled, in order, beyond a row already taken up."""
        rows = await self._tx.rows(_WAITING, {"after": after, "limit": limit})
        return domains(Waiting, rows)

    async def done(self, ids: Sequence[InboxId], now: datetime) -> None:
        """Handled: the key stays so that a repetition is recognised, the words go."""
        await self._tx.run(_DONE, {"ids": list(ids), "now": now})

    async def failed(self, number: InboxId, attempts: int, error: str) -> None:
        """To be tried again."""
        await self._tx.run(
            update(inbox).where(inbox.c.id == number).values(attempts=attempts, error=error)
        )

    async def quarantine(self, number: InboxId, attempts: int, error: str, now: datetime) -> None:
        """Set aside with its error; kept for the operator until retention."""
        await self._tx.run(
            update(inbox)
            .where(inbox.c.id == number)
            .values(state="quarantined", attempts=attempts, error=error, done_at=now)
        )

    async def forget_words(self, number: InboxId) -> None:
        """Of one that was set aside only that it was stays: it said what nobody may know of whom."""
        await self._tx.run(update(inbox).where(inbox.c.id == number).values(raw=""))

    async def quarantined(self, limit: int = 10) -> list[Quarantined]:
        """The newest first."""
        found = (
            select(inbox.c.update_id, inbox.c.error, inbox.c.received_at)
            .where(inbox.c.state == "quarantined")
            .order_by(inbox.c.id.desc())
            .limit(limit)
        )
        return domains(Quarantined, await self._tx.rows(found))

    async def backlog(self) -> int:
        """How many updates wait."""
        found = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")
        return int(await self._tx.value(found))


_WAITING = (
    select(inbox)
    .where(inbox.c.state == "waiting", inbox.c.id > bindparam("after"))
    .order_by(inbox.c.id)
    .limit(bindparam("limit"))
)
_DONE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="done", raw="", done_at=bindparam("now"))
)


@cache
def _receive(is_sqlite: bool) -> Any:
    """Built once: the intake runs it for every batch."""
    fresh = insert_into(inbox, is_sqlite).on_conflict_do_nothing(index_elements=["update_id"])
    return fresh.returning(*(inbox.c[field.name] for field in fields(Waiting)))
