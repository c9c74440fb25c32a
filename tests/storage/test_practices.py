"""The repertoire on disk: searching, and forgetting, on both databases."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from community.communities import Community
from community.finding import Sought, Term
from community.ids import ChatId, CommunityId, MessageId, PersonId, PracticeId
from community.practices import Practice
from reading.queries import read_query
from reading.stems import indexed
from storage.database import Database
from storage.migrate import downgrade, upgrade
from storage.rows import practices as practices_table
from storage.tx import Tx
from tests.kept import newest_practices, withdraw

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA = PersonId(501)
TOLD = (
    "Fracciones con tortillas: partimos y comparamos",
    "Rincón de lectura con niñas y niños de distintos cursos",
    "Taller de huerto en botellas",
    "Canciones para aprender las tablas",
    "Los talleres de lectura de los sábados",
)


async def community(tx: Tx, chat: int = -1001) -> Community:
    return await tx.communities.add(ChatId(chat), "Red", "supergroup", NOW)


async def tell(tx: Tx, home: Community, text: str, number: int) -> Practice:
    practice = Practice(
        id=PracticeId(0),
        community_id=home.id,
        title=text[:40],
        text=text,
        author_id=ROSA,
        author_name="Rosa",
        saved_by=ROSA,
        message_id=MessageId(number),
        told_at=NOW + timedelta(minutes=number),
    )
    kept = await tx.practices.keep(practice, indexed(text[:40], text, "es"))
    assert kept is not None
    return kept


async def found(tx: Tx, home: CommunityId, query: str) -> list[str]:
    hits = await tx.practices.find(home, read_query(query, "es"))
    return [practice.text for practice in await tx.practices.these(home, hits.page(1))]


async def test_words_are_found_without_accents_in_other_forms_and_by_their_beginning(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await community(tx)
        for number, text in enumerate(TOLD):
            await tell(tx, home, text, number)

    async with database.read() as tx:
        assert await found(tx, home.id, "fraccion") == [TOLD[0]]
        assert await found(tx, home.id, "NIÑOS") == [TOLD[1]]
        assert await found(tx, home.id, "ninas") == [TOLD[1]]
        assert await found(tx, home.id, "huer") == [TOLD[2]]
        assert set(await found(tx, home.id, "taller")) == {TOLD[2], TOLD[4]}


async def test_all_words_together_come_before_some_of_them(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        for number, text in enumerate(TOLD):
            await tell(tx, home, text, number)

    async with database.read() as tx:
        assert await found(tx, home.id, "taller lectura") == [TOLD[4]]
        some = await found(tx, home.id, "huerto dinosaurio")
        assert some == [TOLD[2]]


async def test_of_equals_the_newest_comes_first(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        texts = [f"Rondas de lectura número {number}" for number in range(7)]
        for number, text in enumerate(texts):
            await tell(tx, home, text, number)

    async with database.read() as tx:
        assert await found(tx, home.id, "rondas") == texts[:1:-1]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", "a' OR '1'='1", 'x" OR "y', "NEAR(a b)", "community_id : 1", "-- ;", "*", "^ta",
        "(((", "a:* | b:*", "!tabla & |", "\\", "\x00", "‮tabla", "AND OR NOT", "{a b}: c", "%", "🌱",
        "a" * 4096, "lectura " * 500,
    ],
)  # fmt: skip
async def test_nothing_typed_breaks_the_query(database: Database, typed: str) -> None:
    async with database.write() as tx:
        home = await community(tx)
        await tell(tx, home, TOLD[3], 1)

    async with database.read() as tx:
        term = Term(word=typed, folded=typed, stem=typed)
        raw = await tx.practices.find(home.id, Sought(terms=(term,)))
        read = await found(tx, home.id, typed)

    assert len(raw.numbers) <= 1
    assert read in ([], [TOLD[3]])


async def test_a_community_finds_its_own_practices_alone(database: Database) -> None:
    async with database.write() as tx:
        home, other = await community(tx), await community(tx, -1002)
        await tell(tx, home, "Huerto escolar", 1)
        for number in range(250):  # more than a search looks at
            await tell(tx, other, "Huerto de la otra escuela", number)

    async with database.read() as tx:
        assert await found(tx, home.id, "huerto") == ["Huerto escolar"]
        assert await found(tx, home.id, "otra") == []


async def test_a_corrected_practice_is_found_by_its_new_words_alone(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        practice = await tell(tx, home, TOLD[0], 1)
        await tx.practices.save(practice, indexed("Medidas", "con cintas", "es"))

    async with database.read() as tx:
        assert await found(tx, home.id, "fracciones") == []
        assert len(await found(tx, home.id, "medidas")) == 1


async def test_what_was_withdrawn_is_not_found(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        practice = await tell(tx, home, TOLD[0], 1)
        await withdraw(tx, home.id, practice.id, NOW)

        assert await found(tx, home.id, "fracciones") == []
        assert await newest_practices(tx, home.id, 5) == []
        assert await tx.practices.count(home.id) == 0


async def test_one_message_is_one_practice(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        practice = await tell(tx, home, TOLD[0], 1)

        assert await tx.practices.keep(practice, "") is None
        assert await tx.practices.count(home.id) == 1


async def test_a_practice_of_another_community_is_not_to_be_had(database: Database) -> None:
    async with database.write() as tx:
        home, other = await community(tx), await community(tx, -1002)
        practice = await tell(tx, home, TOLD[0], 1)

        assert await tx.practices.get(other.id, practice.id) is None
        await withdraw(tx, other.id, practice.id, NOW)
        assert await found(tx, home.id, "fracciones") == [TOLD[0]]


async def test_a_closed_community_takes_its_practices_out_of_the_index(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        await tell(tx, home, TOLD[0], 1)
        await tx.communities.forget(home)

        assert await found(tx, home.id, "fracciones") == []


async def test_erased_words_leave_the_sqlite_file(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.write() as tx:
        home = await community(tx)
        for number in range(50):
            await tell(tx, home, TOLD[number % 5], number)
        await tell(tx, home, "zanahoriologia", 99)
    async with database.write() as tx:
        await tx.run(practices_table.delete().where(practices_table.c.message_id == 99))
        await tx.practices.forget_in_index()
    await database.truncate_wal()
    path = database.path
    await database.close()

    assert path is not None
    assert b"zanahoriolog" not in path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO practices_search(practices_search) VALUES('integrity-check')"
        )


async def test_the_index_is_made_anew_from_what_is_there(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.write() as tx:
        home = await community(tx)
        await tell(tx, home, TOLD[0], 1)
    await database.close()

    downgrade(sqlite_url, "0001")
    upgrade(sqlite_url)

    database = Database(sqlite_url)
    async with database.read() as tx:
        assert await found(tx, home.id, "fracciones") == [TOLD[0]]
    await database.close()


@pytest.mark.parametrize("typed", ["fracciomes", "fraciones", "frracciones", "farcciones"])
async def test_one_letter_wrong_means_the_word_somebody_wrote(
    database: Database, typed: str
) -> None:
    async with database.write() as tx:
        home, other = await community(tx), await community(tx, -1002)
        await tell(tx, home, TOLD[0], 1)
        await tell(tx, other, "Fracsiones de otra red", 2)

        here = await tx.practices.find(home.id, read_query(typed, "es"))

    assert here.understood == {typed: "fracciones"}
    assert len(here.numbers) == 1


async def test_a_word_goes_from_the_vocabulary_with_the_last_practice_that_had_it(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await community(tx)
        first, second = [await tell(tx, home, TOLD[0], number) for number in (1, 2)]
        for gone, understood in ((first, {"fraciones": "fracciones"}), (second, {})):
            await tx.run(practices_table.delete().where(practices_table.c.id == gone.id))
            found_now = await tx.practices.find(home.id, read_query("fraciones", "es"))
            assert found_now.understood == understood
