"""Copies a SQLite Minga into an empty PostgreSQL one (docs/running.md, «To PostgreSQL»).

    MINGA_DATABASE_URL=postgresql+psycopg://… python docs/move_to_postgresql.py minga.db

Both are stopped and at the same schema. The source is only read. All of it is copied, or nothing is.
"""

import os
import sys

from sqlalchemy import Connection, Table, create_engine, func, select, text

from storage.migrate import current
from storage.rows import metadata


def move(path: str, url: str) -> dict[str, int]:
    """Rows copied, by table."""
    if current(f"sqlite:///{path}") != current(url):
        raise SystemExit("The two are not at the same schema: see docs/running.md.")
    source, target = create_engine(f"sqlite:///{path}"), create_engine(url)
    with source.connect() as old, target.begin() as new:
        if new.scalar(select(func.count()).select_from(metadata.tables["communities"])):
            raise SystemExit("There are communities in the target already: nothing was copied.")
        for table in reversed(metadata.sorted_tables):
            new.execute(table.delete())  # a first start has noted when its jobs are due
        return {table.name: _copy(table, old, new) for table in metadata.sorted_tables}


def _copy(table: Table, old: Connection, new: Connection) -> int:
    rows = [dict(row) for row in old.execute(select(table)).mappings()]
    if rows:
        new.execute(table.insert(), rows)
    if rows and "id" in table.c:
        _count_on_from(max(row["id"] for row in rows), table, new)
    return len(rows)


def _count_on_from(last: int, table: Table, new: Connection) -> None:
    """The next row gets the next number."""
    name = new.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name})
    if name is not None:
        new.execute(select(func.setval(name, last)))


if __name__ == "__main__":
    for name, rows in move(sys.argv[1], os.environ["MINGA_DATABASE_URL"]).items():
        print(f"{name}: {rows}")
