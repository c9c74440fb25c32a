"""People: by Telegram user id, in whatever chat they were met."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from community.ids import PersonId
from community.people import Person
from storage.mapping import columns, domain
from storage.rows import people
from storage.tx import Tx


class People:
    """The `people` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, number: PersonId) -> Person | None:
        """Somebody met before, or None."""
        row = await self._tx.row(select(people).where(people.c.id == number))
        return None if row is None else domain(Person, row)

    async def meet(self, person: Person) -> None:
        """Keeps them as they are now; the choices they made before stay."""
        fresh = self._tx.insert(people).values(**columns(person))
        await self._tx.run(
            fresh.on_conflict_do_update(
                index_elements=["id"],
                set_={
                    "name": person.name,
                    "username": person.username,
                    "language": person.language,
                },
            )
        )

    async def change(self, number: PersonId, **values: Any) -> None:
        """Changes the named columns of one person."""
        await self._tx.run(update(people).where(people.c.id == number).values(**values))

    async def save(self, person: Person) -> None:
        """All of one person, known before or not."""
        values = columns(person)
        fresh = self._tx.insert(people).values(**values)
        await self._tx.run(fresh.on_conflict_do_update(index_elements=["id"], set_=values))

    async def unreachable(self, number: PersonId, now: datetime) -> None:
        """Telegram said 403: no private message is tried until they press Start again."""
        await self.change(number, unreachable_at=now)

    async def keep_nothing(self) -> set[PersonId]:
        """Everybody whose words are dropped before they touch the disk."""
        rows = await self._tx.rows(select(people.c.id).where(people.c.keep_nothing_at.is_not(None)))
        return {PersonId(row.id) for row in rows}
