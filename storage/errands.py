"""What must be asked of the network: written with its cause, done outside any transaction.

States: waiting → taken (under a lease) → done, dropped or failed. Whoever takes an errand counts an
attempt in that very commit, so that a process that dies over it uses one up; and what it brings is
accepted only while the lease is its own (docs/decisions/0052).
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, update

from community.ids import CommunityId, ErrandId, PersonId
from storage.mapping import domains
from storage.rows import errands
from storage.tx import Tx
from storage.types import Instant

ERROR_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One errand; `attempts` counts the present one too. `payload` is JSON without anybody's words
    and without numbers of messages, which change when a group becomes a supergroup."""

    id: ErrandId
    community_id: CommunityId | None
    person_id: PersonId | None
    kind: str
    subject_id: int
    payload: str
    attempts: int

    @property
    def facts(self) -> dict[str, Any]:
        """The payload, read."""
        found: dict[str, Any] = json.loads(self.payload)
        return found


class Errands:
    """The `errands` table. Kinds are named `feature.step`, as those of dues."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    # The side of those who ask.

    async def ask(
        self,
        kind: str,
        subject: int,
        *,
        community: CommunityId | None,
        key: str,
        now: datetime,
        person: PersonId | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> bool:
        """Once for a key, for as long as the row is kept; says whether it was new. With `person`, it
        is theirs: it goes when they are forgotten, also while it is on its way."""
        fresh = (
            self._tx.insert(errands)
            .values(
                kind=kind,
                subject_id=subject,
                community_id=community,
                person_id=person,
                payload=json.dumps(dict(facts or {}), ensure_ascii=False),
                key=key,
                state="waiting",
                attempts=0,
                asked_at=now,
                not_before=now,
            )
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(errands.c.id)
        )
        is_new = await self._tx.value(fresh) is not None
        if is_new:
            self._tx.errand_asked()
        return is_new

    async def drop_all(self, now: datetime) -> int:
        """Nothing that is open is done any more, anywhere: a restored or copied database."""
        done = await self._tx.run(
            update(errands)
            .where(errands.c.settled_at.is_(None))
            .values(state="dropped", error="restored", lease_until=None, settled_at=now)
        )
        return int(done.rowcount)

    # The side of those who run.

    async def take(
        self,
        now: datetime,
        leases: Mapping[str, timedelta],
        *,
        besides: Collection[ErrandId],
        limit: int,
    ) -> list[Errand]:
        """Claims the first of those kinds, each for its lease, an attempt more; `besides` those in
        hand. On PostgreSQL two processes never take the same, nor wait for one another."""
        chosen = (
            select(errands.c.id)
            .where(_may_be_taken(now), errands.c.kind.in_(leases), errands.c.id.not_in(besides))
            .order_by(errands.c.not_before, errands.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)  # SQLite has one writer, and no such words
        )
        until = {kind: literal(now + lease, Instant()) for kind, lease in leases.items()}
        taken = (
            update(errands)
            .where(errands.c.id.in_(chosen))
            .values(
                state="taken",
                attempts=errands.c.attempts + 1,
                lease_until=case(until, value=errands.c.kind),
            )
            .returning(*(errands.c[field.name] for field in fields(Errand)))
        )
        return sorted(domains(Errand, await self._tx.rows(taken)), key=lambda one: one.id)

    async def next_at(
        self, kinds: Collection[str], *, besides: Collection[ErrandId]
    ) -> datetime | None:
        """When the next of those kinds may be taken; None if none is open."""
        soonest = select(
            func.min(
                case(
                    (errands.c.state == "taken", errands.c.lease_until), else_=errands.c.not_before
                )
            )
        ).where(
            errands.c.settled_at.is_(None),
            errands.c.kind.in_(kinds),
            errands.c.id.not_in(besides),
        )
        found: datetime | None = await self._tx.value(soonest)
        return found

    async def settle(self, errand: Errand, state: str, now: datetime, *, error: str = "") -> bool:
        """done, dropped or failed; says whether it was still this attempt's to settle."""
        return await self._update(
            errand, state=state, error=error[:ERROR_LENGTH] or None, settled_at=now
        )

    async def again(self, errand: Errand, not_before: datetime, error: str) -> bool:
        """Back to waiting, not before an instant."""
        return await self._update(
            errand, state="waiting", not_before=not_before, error=error[:ERROR_LENGTH]
        )

    async def give_back(self, errand: Errand) -> bool:
        """Back to waiting as if it had not been taken: the process ends politely."""
        return await self._update(errand, state="waiting", attempts=errand.attempts - 1)

    async def waiting(self) -> int:
        """How many are open."""
        found = select(func.count()).select_from(errands).where(errands.c.settled_at.is_(None))
        return int(await self._tx.value(found))

    async def _update(self, errand: Errand, **values: Any) -> bool:
        """Only as the holder of the lease: a later attempt, or an erasure, makes it somebody else's
        or nobody's."""
        done = await self._tx.run(
            update(errands)
            .where(
                errands.c.id == errand.id,
                errands.c.state == "taken",
                errands.c.attempts == errand.attempts,
            )
            .values(lease_until=None, **values)
        )
        return int(done.rowcount) == 1


def _may_be_taken(now: datetime) -> ColumnElement[bool]:
    waits = and_(errands.c.state == "waiting", errands.c.not_before <= now)
    stranded = and_(errands.c.state == "taken", errands.c.lease_until <= now)
    return and_(errands.c.settled_at.is_(None), or_(waits, stranded))
