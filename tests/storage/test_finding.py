"""Sixty queries as teachers type them, over ninety practices: what they look for is in the first five.

Both tables (tests/finding_data) were written before the search was run on them. A query's recall is
how many of the practices it should find are on the first page; the floor is that of issue 3.
"""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from community.communities import Community
from community.ids import ChatId, MessageId, PracticeId
from community.practices import Practice, PracticeKind
from reading.queries import read_query
from reading.stems import indexed
from storage.database import Database
from storage.tx import Tx

DATA = Path(__file__).parents[1] / "finding_data"
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
FLOOR = 0.95


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.tsv").open() as file:
        return list(csv.DictReader(file, delimiter="\t"))


async def tell(tx: Tx, home: Community, number: int, row: dict[str, str]) -> PracticeId:
    practice = Practice(
        id=PracticeId(0),
        community_id=home.id,
        title=row["title"],
        text=row["text"],
        kind=PracticeKind(row["kind"]),
        author_id=None,
        author_name="Rosa",
        saved_by=None,
        message_id=MessageId(number),
        told_at=NOW + timedelta(minutes=number),
    )
    kept = await tx.practices.keep(practice, indexed(row["title"], row["text"], "es"))
    assert kept is not None
    return kept.id


@pytest.mark.parametrize("typed", ["fraxiones", "frasiones", "fracsion", "ferias de siensias"])
async def test_a_word_written_as_it_sounds_is_found(database: Database, typed: str) -> None:
    row = {"title": "Fracciones con tortillas", "text": "En la feria de ciencias", "kind": "story"}
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1001), "Red", "supergroup", NOW)
        number = await tell(tx, home, 1, row)
        found = await tx.practices.find(home.id, read_query(typed, "es"))

    assert found.numbers == (number,)
    assert not found.is_partial


async def test_what_is_looked_for_is_in_the_first_five(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1001), "Red", "supergroup", NOW)
        keys = {
            await tell(tx, home, number, row): row["key"]
            for number, row in enumerate(table("practices"), 1)
        }
    recall = dict[str, float]()
    async with database.read() as tx:
        for row in table("queries"):
            found = await tx.practices.find(home.id, read_query(row["query"], "es"))
            shown = {keys[number] for number in found.page(1)}
            expected = set(row["expected"].split())
            recall[row["query"]] = len(expected & shown) / len(expected)

    missed = {query: value for query, value in recall.items() if value < 1}
    assert len(recall) == 60
    assert sum(recall.values()) / len(recall) >= FLOOR, missed
