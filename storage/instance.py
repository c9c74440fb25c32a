"""Facts about this instance itself: when each job last ran, whether it was restored."""

from datetime import datetime

from sqlalchemy import select, text

from storage.rows import instance
from storage.tx import Tx


class Instance:
    """The `instance` table: a word, its value, when it was noted."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def note(self, key: str, value: str, now: datetime) -> None:
        """Keeps the newest value."""
        fresh = self._tx.insert(instance).values(key=key, value=value, noted_at=now)
        await self._tx.run(
            fresh.on_conflict_do_update(
                index_elements=["key"], set_={"value": value, "noted_at": now}
            )
        )

    async def get(self, key: str) -> tuple[str, datetime] | None:
        """(value, when), or None."""
        row = await self._tx.row(select(instance).where(instance.c.key == key))
        return None if row is None else (row.value, row.noted_at)

    async def job_runs(self) -> list[tuple[str, datetime]]:
        """(kind of due, when its job last ran), the newest first."""
        found = (
            select(instance.c.key, instance.c.noted_at)
            .where(instance.c.key.like("job:%"))
            .order_by(instance.c.noted_at.desc(), instance.c.key)
        )
        rows = await self._tx.rows(found)
        return [(row.key.removeprefix("job:"), row.noted_at) for row in rows]

    async def database_bytes(self) -> int:
        """How much room the database takes."""
        if self._tx.is_sqlite:
            pages = await self._tx.value(text("SELECT page_count FROM pragma_page_count"))
            size = await self._tx.value(text("SELECT page_size FROM pragma_page_size"))
            return int(pages) * int(size)
        return int(await self._tx.value(text("SELECT pg_database_size(current_database())")))

    async def forget(self, key: str) -> None:
        """As if never noted."""
        await self._tx.run(instance.delete().where(instance.c.key == key))
