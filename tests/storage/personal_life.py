"""A life in two communities, with a row in every table that can hold a person."""

import json
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Date, Table, insert

from storage.personal import personal_columns
from storage.rows import metadata
from storage.tx import Tx
from storage.types import Choice, Instant, WallTime

WITHOUT_PEOPLE = frozenset({"communities", "slots"})  # what others with people belong to
_WORDS: dict[str, str] = {
    "error": "ValueError",
    "state": "done",
    "silent_weekdays": "56",
    "zone_name": "America/Santiago",
}


async def live(tx: Tx, person: int, canary: str, now: datetime, *, community: int) -> None:
    """One row about `person` in every table, with `canary` in every text; ids from `community`."""
    for number, table in enumerate(metadata.sorted_tables):
        if table.name in WITHOUT_PEOPLE or personal_columns(table):
            await tx.run(
                insert(table).values(**_row(table, person, canary, now, community, number))
            )


def _row(
    table: Table, person: int, canary: str, now: datetime, community: int, number: int
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.c:
        kind = column.type
        if column.info.get("person") in ("erase", "unlink"):
            row[column.name] = person
        elif column.name == "telegram_chat_id":
            row[column.name] = -1_000_000 - community
        elif column.name == "id" or column.foreign_keys:
            row[column.name] = community
        elif column.name in ("message_id", "update_id", "number", "about_id"):
            row[column.name] = community * 1000 + number
        elif column.name == "more_files":
            row[column.name] = (canary,)
        elif column.name == "search_words":  # a word, its stem, the word backwards
            row[column.name] = json.dumps([[f"{canary} {table.name}", canary, canary[::-1]]])
        elif column.name in _WORDS and not isinstance(kind, Choice):
            row[column.name] = _WORDS[column.name]
        elif isinstance(kind, Choice):
            row[column.name] = next(iter(kind.words))
        elif isinstance(kind, Instant):
            row[column.name] = now
        elif isinstance(kind, WallTime):
            row[column.name] = time(8, 0)
        elif isinstance(kind, Date):
            row[column.name] = date(2026, 12, 4)
        elif isinstance(kind, Boolean):
            row[column.name] = False
        elif kind.python_type is int:
            row[column.name] = 1
        else:
            length = getattr(kind, "length", None)
            row[column.name] = f"{canary} {table.name} {community}"[:length]
    return row
