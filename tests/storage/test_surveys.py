"""Nobody can be told apart in what is kept of a survey: not by rows, their order, or the file.

Two lives of the same community are compared in which Rosa and Juan said each other's answers: whoever
holds the database, and knows who was there and when, holds the same bytes.
"""

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from community.ids import CommunityId, SurveyId
from community.surveys import Item, ItemCounts, Reach, Survey, close
from storage.database import Database
from storage.rows import metadata, survey_counts, survey_marks
from tests.postgres import Postgres
from tests.storage.personal_life import live

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
HOME = CommunityId(1)
PEOPLE = (555000111, 555000222, 555000333, 555000444, 555000555)
YES, PARTLY, NOT_YET = Reach.YES, Reach.PARTLY, Reach.NOT_YET
KIND: tuple[Reach, ...] = (YES, YES, PARTLY, YES, YES, YES)
UNHAPPY: tuple[Reach, ...] = (NOT_YET, NOT_YET, PARTLY, NOT_YET, YES, NOT_YET)
SHY: tuple[Reach, ...] = (PARTLY,) * 6


def mark(survey: int, item: Item, person: int) -> str:
    """As the handler makes it, with a key that is not in the database."""
    return hashlib.sha256(f"key survey:{survey}:{item.value}:{person}".encode()).hexdigest()


async def begun(database: Database) -> Survey:
    async with database.write() as tx:
        await live(tx, PEOPLE[0], "rosa", NOW, community=1)
        found = await tx.surveys.begin(
            Survey(
                id=SurveyId(0),
                community_id=HOME,
                opened_at=NOW,
                closes_at=NOW + timedelta(days=10),
            )
        )
    assert found is not None
    return found


async def answered(
    database: Database, survey: Survey, said: Sequence[tuple[int, Sequence[Reach]]]
) -> None:
    """Each tap in a unit of work of its own, as they come."""
    for person, reaches in said:
        for item, reach in zip(Item, reaches, strict=True):
            async with database.write() as tx:
                assert await tx.surveys.count(survey, item, reach, mark(survey.id, item, person))


async def contents(database: Database) -> dict[str, list[Any]]:
    """Every row in the order in which the database gives it by itself."""
    async with database.read() as tx:
        return {
            table.name: [tuple(row) for row in await tx.rows(select(table))]
            for table in metadata.sorted_tables
        }


@pytest.fixture(params=["first", "last"])
def unhappy_place(request: pytest.FixtureRequest) -> int:
    return 0 if request.param == "first" else len(PEOPLE) - 1


async def test_the_same_rows_whoever_said_what(database: Database, unhappy_place: int) -> None:
    survey = await begun(database)
    everybody = [KIND, SHY, KIND, SHY, KIND]
    everybody[unhappy_place] = UNHAPPY
    await answered(database, survey, list(zip(PEOPLE, everybody, strict=True)))
    one_life = await contents(database)
    async with database.write() as tx:
        await tx.run(survey_counts.update().values(n=0))
        await tx.run(survey_marks.delete())

    await answered(database, survey, list(zip(PEOPLE, reversed(everybody), strict=True)))

    other_life = await contents(database)
    for rows in (
        one_life,
        other_life,
    ):  # on PostgreSQL rows without an order come as they were written
        rows["survey_counts"].sort()
        rows["survey_marks"].sort()
    assert one_life == other_life


@pytest.mark.slow
async def test_postgresql_says_of_all_counts_that_the_same_transaction_wrote_them(
    postgres: Postgres,
) -> None:
    database = Database(str(postgres.fresh()))
    survey = await begun(database)
    await answered(database, survey, [(PEOPLE[0], KIND), (PEOPLE[1], UNHAPPY)])

    async with database.read() as tx:
        rows = await tx.rows(text("SELECT xmin::text FROM survey_counts"))
    await database.close()

    assert len(rows) == len(Item) * len(Reach)
    assert len({row[0] for row in rows}) == 1


def test_neither_table_has_an_instant_a_person_or_a_counter() -> None:
    for table in (survey_counts, survey_marks):
        assert set(table.c.keys()) <= {
            "survey_id",
            "community_id",
            "item",
            "reach",
            "n",
            "fingerprint",
        }
        assert all("person" not in column.info for column in table.c)


async def test_the_file_is_the_same_and_has_no_journal_left(
    tmp_path: Path, migrated_file: Path
) -> None:
    said = [KIND, SHY, UNHAPPY, SHY, KIND]
    dumps = []
    for name, order in (("one", said), ("other", list(reversed(said)))):
        shutil.copy(migrated_file, tmp_path / f"{name}.db")
        database = Database(f"sqlite+aiosqlite:///{tmp_path / name}.db")
        survey = await begun(database)
        await answered(database, survey, list(zip(PEOPLE, order, strict=True)))
        journal = tmp_path / f"{name}.db-wal"
        assert not journal.exists() or journal.stat().st_size == 0
        await database.close()
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as connection:
            dumps.append("\n".join(connection.iterdump()))

    assert dumps[0] == dumps[1]
    assert not re.search(rf"survey_marks.*{PEOPLE[1]}", dumps[0])


async def test_once_for_each_person_and_sentence_and_the_marks_go_at_the_end(
    database: Database,
) -> None:
    survey = await begun(database)
    await answered(database, survey, [(PEOPLE[0], UNHAPPY)])

    async with database.write() as tx:
        mine = mark(survey.id, Item.HELPED, PEOPLE[0])
        assert not await tx.surveys.count(survey, Item.HELPED, YES, mine)
        marks = {mark(survey.id, item, PEOPLE[0]): item for item in Item}
        assert set(await tx.surveys.answered(survey, marks)) == set(Item)
        await tx.surveys.save(close(survey, NOW))
        await tx.surveys.forget_marks(survey)

    async with database.read() as tx:
        assert await tx.surveys.answered(survey, marks) == []
        (result,) = await tx.surveys.results(HOME)
        assert result.counts[Item.HELPED] == ItemCounts(not_yet=1)
        assert result.of(Item.HELPED) is None


async def test_one_open_at_a_time_and_another_community_sees_nothing(database: Database) -> None:
    survey = await begun(database)
    async with database.write() as tx:
        assert await tx.surveys.begin(survey) is None
        assert await tx.surveys.get(CommunityId(2), survey.id) is None
        assert await tx.surveys.latest(CommunityId(2)) is None
        assert await tx.surveys.results(CommunityId(2)) == []
