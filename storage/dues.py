"""What time has to do: rows with a due instant and a unique key (house.md §1.5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, select, update

from community.ids import CommunityId, DueId
from storage.mapping import domains
from storage.rows import dues
from storage.tx import Tx, insert_into

AT_A_TIME = 3  # steps a transaction, some milliseconds each: people's commands go in between


@dataclass(frozen=True, kw_only=True)
class Due:
    """One step of something: a reminder, a posting, a weekly note."""

    id: DueId
    community_id: CommunityId | None
    kind: str
    subject_id: int
    due_at: datetime
    key: str


class Plan(NamedTuple):
    """A step to be planned; its key makes it unique for ever."""

    kind: str
    subject_id: int
    due_at: datetime
    community_id: CommunityId | None
    key: str


class Dues:
    """The `dues` table. Kinds are named `practice.step`, e.g. `commitment.on_the_day`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def plan(
        self,
        kind: str,
        subject: int,
        due_at: datetime,
        *,
        community: CommunityId | None,
        key: str | None = None,
    ) -> None:
        """Plans a step once; a key that was planned before, even if done, changes nothing."""
        key = key or _key(kind, subject, due_at)
        await self.plan_all([Plan(kind, subject, due_at, community, key)])

    async def plan_all(self, plans: Sequence[Plan]) -> None:
        """Many at once, each as `plan` does."""
        if plans:
            await self._tx.run(_plan(self._tx.is_sqlite), [plan._asdict() for plan in plans])

    async def plan_or_move_all(self, plans: Sequence[Plan]) -> None:
        """Many at once; an open step of the same key comes at its new instant, a done one stays."""
        await self._plan_anew(plans, takes_up_dropped=False)

    async def plan_again(self, plans: Sequence[Plan]) -> None:
        """Many at once, at their instants of now: of a key that was dropped the step is open again,
        of one that was done it stays done."""
        await self._plan_anew(plans, takes_up_dropped=True)

    async def _plan_anew(self, plans: Sequence[Plan], *, takes_up_dropped: bool) -> None:
        if plans:
            statement = _plan_anew(self._tx.is_sqlite, takes_up_dropped)
            await self._tx.run(statement, [plan._asdict() for plan in plans])

    async def replan(
        self,
        kind: str,
        subject: int,
        due_at: datetime | None,
        *,
        community: CommunityId | None,
        now: datetime,
    ) -> None:
        """Moves the one open step of a kind, also back to an instant it left before; None ends it."""
        await self.drop(kind, subject, now)
        if due_at is None:
            return
        await self.plan(kind, subject, due_at, community=community)
        await self._tx.run(
            update(dues)
            .where(dues.c.key == _key(kind, subject, due_at), dues.c.outcome == "dropped")
            .values(settled_at=None, outcome=None)
        )

    async def take_up_again(
        self, community: CommunityId, *, dropped_at: datetime, now: datetime
    ) -> None:
        """Opens what `drop_all` dropped at that instant and is still to come: the bot is back."""
        await self._tx.run(
            update(dues)
            .where(dues.c.community_id == community, dues.c.outcome == "dropped")
            .where(dues.c.settled_at == dropped_at, dues.c.due_at > now)
            .values(settled_at=None, outcome=None)
        )

    async def done_lately(self, community: CommunityId, limit: int = 3) -> list[Due]:
        """The last steps that were done in a community, the newest first."""
        found = (
            select(dues)
            .where(dues.c.community_id == community, dues.c.outcome == "done")
            .order_by(dues.c.settled_at.desc(), dues.c.id.desc())
            .limit(limit)
        )
        return domains(Due, await self._tx.rows(found))

    async def take(self, kind: str, now: datetime, limit: int = AT_A_TIME) -> list[Due]:
        """Claims what is due of a kind, the earliest first: it is settled by this very commit. The
        clock asks again until nothing is left, so that others may write in between. With a step
        come all of its community, so that who is told several things can be told them as one."""
        taken = list(await self._tx.rows(_TAKE, {"of_kind": kind, "now": now, "most": limit}))
        homes = {row.community_id for row in taken if row.community_id is not None}
        if homes:
            of_homes = {"of_kind": kind, "now": now, "homes": list(homes)}
            taken += await self._tx.rows(_TAKE_ALL_OF, of_homes)
        return sorted(domains(Due, taken), key=lambda due: (due.due_at, due.id))

    async def due(self, kind: str, now: datetime, limit: int = AT_A_TIME) -> list[Due]:
        """What `take` would claim first, left as it is."""
        found = select(dues).where(_OPEN, dues.c.due_at <= now, dues.c.kind == kind)
        rows = await self._tx.rows(found.order_by(dues.c.due_at).limit(limit))
        return domains(Due, rows)

    async def kinds_due(self, now: datetime) -> list[str]:
        """Which kinds have anything due: the clock's one question."""
        due = await self._tx.rows(_KINDS, {"now": now})
        return sorted({row.kind for row in due})

    async def taken_with(self, community: CommunityId, number: DueId) -> list[Due]:
        """The steps that were done in the same moment as one of them, itself too: what a message
        about several is about, as long as steps are kept."""
        one = dues.alias()
        found = (
            select(dues)
            .join(one, (one.c.kind == dues.c.kind) & (one.c.settled_at == dues.c.settled_at))
            .where(
                one.c.id == number,
                one.c.community_id == community,
                dues.c.community_id == community,
                dues.c.outcome == "done",
            )
            .order_by(dues.c.due_at, dues.c.id)
        )
        return domains(Due, await self._tx.rows(found))

    async def bring_forward(
        self,
        kind: str,
        community: CommunityId,
        at: datetime,
        subjects: Collection[int] | None = None,
    ) -> None:
        """Open steps of a kind that are due later than `at` come then; of some subjects, or of all."""
        later = (dues.c.kind == kind) & (dues.c.community_id == community) & (dues.c.due_at > at)
        if subjects is not None:
            later &= dues.c.subject_id.in_(subjects)
        await self._tx.run(update(dues).where(later, dues.c.settled_at.is_(None)).values(due_at=at))

    async def drop(self, kind: str, subject: int, now: datetime) -> None:
        """Unplans every open step of a kind for a subject; `commitment.%` takes all of them."""
        await self._tx.run(
            update(dues)
            .where(dues.c.kind.like(kind), dues.c.subject_id == subject)
            .where(dues.c.settled_at.is_(None))
            .values(settled_at=now, outcome="dropped")
        )

    async def drop_all(self, community: CommunityId, now: datetime) -> None:
        """Unplans all of a community: it was closed."""
        await self._tx.run(
            update(dues)
            .where(dues.c.community_id == community, dues.c.settled_at.is_(None))
            .values(settled_at=now, outcome="dropped")
        )

    async def open_of(self, community: CommunityId) -> list[Due]:
        """What is planned in a community, the next first (/estado, cancelling)."""
        found = (
            select(dues)
            .where(dues.c.community_id == community, dues.c.settled_at.is_(None))
            .order_by(dues.c.due_at)
        )
        return domains(Due, await self._tx.rows(found))

    async def next_of(self, kind: str, subject: int) -> datetime | None:
        """When the next open step of a kind is due for a subject."""
        found = select(func.min(dues.c.due_at)).where(
            dues.c.kind == kind, dues.c.subject_id == subject, dues.c.settled_at.is_(None)
        )
        value: datetime | None = await self._tx.value(found)
        return value

    async def next_at(
        self, after: datetime | None = None, *, besides: Collection[str] = ()
    ) -> datetime | None:
        """The next instant anything is due anywhere, leaving those kinds aside."""
        found = select(func.min(dues.c.due_at)).where(dues.c.settled_at.is_(None))
        if after is not None:
            found = found.where(dues.c.due_at > after)
        if besides:
            found = found.where(dues.c.kind.not_in(besides))
        value: datetime | None = await self._tx.value(found)
        return value

    async def move_all_before(self, instant: datetime, now: datetime) -> int:
        """Settles what should have happened before `instant` as expired: a restored database."""
        result = await self._tx.run(
            update(dues)
            .where(dues.c.due_at < instant, dues.c.settled_at.is_(None))
            .values(settled_at=now, outcome="expired")
        )
        return int(result.rowcount)


_OPEN = dues.c.settled_at.is_(None)
# The earliest thousand, by the index on what is open: DISTINCT would read another index whole.
_KINDS = (
    select(dues.c.kind)
    .where(_OPEN, dues.c.due_at <= bindparam("now"))
    .order_by(dues.c.due_at)
    .limit(1000)
)
_DUE = and_(_OPEN, dues.c.due_at <= bindparam("now"), dues.c.kind == bindparam("of_kind"))
_SETTLED = (
    update(dues)
    .values(settled_at=bindparam("now"), outcome="done")
    .returning(*(dues.c[field.name] for field in fields(Due)))
)
_TAKE = _SETTLED.where(
    dues.c.id.in_(select(dues.c.id).where(_DUE).order_by(dues.c.due_at).limit(bindparam("most")))
)
_TAKE_ALL_OF = _SETTLED.where(_DUE, dues.c.community_id.in_(bindparam("homes", expanding=True)))


def _key(kind: str, subject: int, due_at: datetime) -> str:
    return f"{kind}:{subject}:{due_at:%Y-%m-%dT%H:%M}"


@cache
def _plan_anew(is_sqlite: bool, takes_up_dropped: bool) -> Any:
    fresh = insert_into(dues, is_sqlite)
    return fresh.on_conflict_do_update(
        index_elements=["key"],
        set_={"due_at": fresh.excluded.due_at, "settled_at": None, "outcome": None},
        where=dues.c.outcome == "dropped" if takes_up_dropped else _OPEN,
    )


@cache
def _plan(is_sqlite: bool) -> Any:
    return insert_into(dues, is_sqlite).on_conflict_do_nothing(index_elements=["key"])
