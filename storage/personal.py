"""Everything that is kept of one person, found by the marks in rows/: to hand over, or to erase.

The one thing to know: nothing here names a table because it has people in it. A new table with a
person's column is handed over and erased as soon as the column is marked, and a house test fails as
long as it is not.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, FromClause, Table, or_, select

from community.ids import CommunityId, MessageId, PersonId
from storage.erasure import Erasure, empty_journals, take_down
from storage.rows import metadata
from storage.tx import Tx

# Traces of the way of a message: they say that something was written, and when, not what.
MAIL = frozenset({"inbox", "outbox", "posts", "namings", "chat_windows"})
CHOICES = ("started_private_at", "keep_nothing_at", "no_private_at")

Kept = dict[str, list[dict[str, Any]]]


class Personal:
    """All tables, seen from one person."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, person: PersonId) -> Kept:
        """Table by table, each row as {column: JSON value}; tables without rows are left out.

        A row of something inside something else carries the outer one's words under its table's
        name: an answer to a commitment says what the commitment was.
        """
        kept: Kept = {}
        for table in metadata.sorted_tables:
            columns = personal_columns(table)
            if columns:
                rows = await self._rows(table, columns, person)
                if rows:
                    kept[table.name] = rows
        return kept

    async def erase(self, person: PersonId, now: datetime) -> None:
        """Forgets one person: what was theirs is deleted, what was the community's is unlinked.

        Who had asked that nothing be kept is left with that wish alone: it could not be honoured
        otherwise.
        """
        await Erasure(self._tx, person, now).run()

    async def apply_tombstones(self, erased_at: Callable[[int], datetime | None]) -> int:
        """Erases again whoever was erased after this database was copied; gives how many.

        `erased_at` says when a person was erased, or None. Somebody the bot has met since is known
        by right: what is kept of them is younger than their tombstone.
        """
        again = 0
        met = await self._everybody()
        for person, met_at in met.items():
            erased = erased_at(person)
            if erased is not None and (met_at is None or met_at < erased):
                before = erased if met_at is None else None
                again += await Erasure(self._tx, person, erased, before=before).run()
        return again

    async def take_down(
        self, community: CommunityId, message: MessageId, now: datetime, *, of: PersonId | None
    ) -> set[PersonId]:
        """Removes what was kept of one member's message; gives whose it was, empty if nothing was.

        With `of`, only if it is that person's.
        """
        return await take_down(self._tx, community, message, of, now)

    async def redraw_of(self, person: PersonId, now: datetime) -> None:
        """Whatever shows words or the name of somebody is drawn anew: their wishes changed."""
        await self._tx.minutes.redraw_of(person, now)
        await self._tx.analyses.redraw_of(person, now)
        await self._tx.syntheses.redraw_of(person, now)
        await self._tx.candidates.redraw_of(person, now)

    async def leave_out(self, community: CommunityId, message: MessageId, now: datetime) -> None:
        """The same of one message, before it is taken down."""
        await self._tx.minutes.redraw_with(community, message, now)
        await self._tx.analyses.redraw_with(community, message, now)
        await self._tx.syntheses.leave_out_message(community, message, now)
        await self._tx.candidates.redraw_with(community, [message], now)

    async def follow_edits(
        self, community: CommunityId, messages: Collection[MessageId], now: datetime
    ) -> None:
        """The same of messages that were edited."""
        await self._tx.syntheses.redraw_with(community, messages, now)
        await self._tx.candidates.redraw_with(community, messages, now)

    async def forget_words(self) -> None:
        """Words that were emptied in this unit of work leave the index and the journals too."""
        await empty_journals(self._tx)

    async def _rows(
        self, table: Table, columns: list[Column[Any]], person: PersonId
    ) -> list[dict[str, Any]]:
        shown = [column for column in table.c if not column.info.get("inner")]
        outer: list[Any] = []
        source: FromClause = table  # a Join once it is joined, and it can be joined again
        for key, parent in _parents(table):
            outer.append(parent[1].label(f"outer_{parent[0].name}"))
            source = source.outerjoin(parent[0], key == parent[0].c.id)
        found = select(*shown, *outer).select_from(source)
        found = found.where(or_(*(column == person for column in columns)))
        return [
            {name.removeprefix("outer_"): _json(value) for name, value in row._mapping.items()}
            for row in await self._tx.rows(found.order_by(*table.primary_key.columns))
        ]

    async def _everybody(self) -> dict[PersonId, datetime | None]:
        """Every person any table knows of, with the instant they were met."""
        met: dict[PersonId, datetime | None] = {}
        for table in metadata.sorted_tables:
            if table.name in MAIL:
                continue  # large, and nobody is there alone
            for column in personal_columns(table):
                rows = await self._tx.rows(select(column).where(column > 0).distinct())
                met |= {PersonId(row[0]): None for row in rows if row[0] not in met}
        people = metadata.tables["people"]
        for row in await self._tx.rows(select(people.c.id, people.c.met_at)):
            met[PersonId(row.id)] = row.met_at
        return met


def personal_columns(table: Table) -> list[Column[Any]]:
    """The columns that hold a person's id."""
    return [column for column in table.c if column.info.get("person") in ("erase", "unlink")]


def is_only_the_asking(kept: Kept) -> bool:
    """Whether nothing is kept but that somebody wrote to the bot just now."""
    if set(kept) - MAIL - {"people"}:
        return False
    return not any(person[choice] for person in kept.get("people", ()) for choice in CHOICES)


def _parents(table: Table) -> Iterator[tuple[Column[Any], tuple[Table, Column[Any]]]]:
    """What a row belongs to, with the column that names it for people."""
    for key in table.foreign_keys:
        parent = key.column.table
        naming = next(
            (parent.c[name] for name in ("title", "what", "text") if name in parent.c), None
        )
        if naming is not None and parent is not table:
            yield key.parent, (parent, naming)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date | time) else value
