"""Everything of one person: handed over, erased, and erased again after a restore."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from community.ids import CommunityId, MessageId, PersonId
from storage.database import Database
from storage.personal import is_only_the_asking, personal_columns
from storage.rows import commitments, inbox, metadata, outbox, people, responsibles
from tests.storage.personal_life import live

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA, JUAN = PersonId(555000111), PersonId(555000222)
PERSONAL = {table.name for table in metadata.sorted_tables if personal_columns(table)}


@pytest.fixture
async def two_lives(database: Database) -> Database:
    """Rosa in one community, Juan in another; each has a row in every table."""
    async with database.write() as tx:
        await live(tx, ROSA, "canario-rosa", NOW, community=1)
        await live(tx, JUAN, "canario-juan", NOW, community=2)
    return database


async def test_what_is_handed_over_is_of_every_table_with_people(two_lives: Database) -> None:
    async with two_lives.read() as tx:
        kept = await tx.personal.of(ROSA)

    assert set(kept) == PERSONAL
    assert "canario-juan" not in str(kept)


async def test_a_row_says_what_it_belongs_to(two_lives: Database) -> None:
    async with two_lives.read() as tx:
        kept = await tx.personal.of(ROSA)

    assert kept["responsibles"][0]["commitments"] == "canario-rosa commitments 1"
    assert kept["reflections"][0]["communities"] == "canario-rosa communities 1"


async def test_who_is_erased_has_nothing_left(two_lives: Database) -> None:
    async with two_lives.write() as tx:
        await tx.run(update(people).values(keep_nothing_at=None))
        await tx.personal.erase(ROSA, NOW)

    async with two_lives.read() as tx:
        assert await tx.personal.of(ROSA) == {}
        assert set(await tx.personal.of(JUAN)) == PERSONAL


async def test_the_wish_that_nothing_be_kept_outlives_the_erasure(two_lives: Database) -> None:
    async with two_lives.write() as tx:
        await tx.personal.erase(ROSA, NOW)

    async with two_lives.read() as tx:
        assert await tx.people.keep_nothing() == {ROSA, JUAN}
        kept = await tx.personal.of(ROSA)
    assert set(kept) == {"people"}
    assert kept["people"][0]["name"] == ""


async def test_what_is_the_communitys_stays_without_the_person(two_lives: Database) -> None:
    async with two_lives.write() as tx:
        await tx.run(
            update(commitments)
            .where(commitments.c.id == 1)
            .values(what="Rosa Quispe y canario-rosa responsibles 1 suben la rúbrica")
        )
        await tx.run(update(people).where(people.c.id == ROSA).values(name="Rosa Quispe"))
        await tx.personal.erase(ROSA, NOW)

    async with two_lives.read() as tx:
        row = await tx.row(select(commitments).where(commitments.c.id == 1))
        named = await tx.row(select(responsibles).where(responsibles.c.commitment_id == 1))
    assert row is not None
    assert (row.what, row.proposed_by) == ("… y … suben la rúbrica", None)
    assert named is not None
    assert (named.name, named.person_id) == ("", None)


async def test_others_quarantined_words_about_the_person_go(two_lives: Database) -> None:
    raw = '{"message":{"reply_to_message":{"from":{"id":%d,"first_name":"R"},"text":"secreto"}}}'
    async with two_lives.write() as tx:
        for update_id, quoted in ((1, ROSA), (2, JUAN)):
            await tx.run(
                insert(inbox).values(
                    id=50 + update_id, update_id=update_id, chat_id=-5, person_id=99, raw=raw % quoted,
                    received_at=NOW, state="quarantined", attempts=3,
                )
            )  # fmt: skip
        await tx.personal.erase(ROSA, NOW)

    async with two_lives.read() as tx:
        found = select(inbox.c.raw).where(inbox.c.update_id.in_((1, 2))).order_by(inbox.c.update_id)
        assert [row.raw for row in await tx.rows(found)] == ["", raw % JUAN]


async def test_an_unsent_letter_with_the_name_is_not_sent(two_lives: Database) -> None:
    async with two_lives.write() as tx:
        await tx.run(update(people).where(people.c.id == ROSA).values(name="Rosa & Paz"))
        for number, words in enumerate(("Rosa &amp; Paz cuenta", "Rosalía cuenta")):
            await tx.run(
                insert(outbox).values(
                    id=50 + number, community_id=1, chat_id=-1, method="sendMessage", payload=words,
                    kind="post", priority=4, state="unknown", attempts=1,
                    created_at=NOW, dedupe_key=f"k{number}",
                )
            )  # fmt: skip
        await tx.personal.erase(ROSA, NOW)

    async with two_lives.read() as tx:
        found = select(outbox.c.payload, outbox.c.state).where(outbox.c.dedupe_key.like("k%"))
        rows = [tuple(row) for row in await tx.rows(found.order_by(outbox.c.dedupe_key))]
    assert rows == [("", "expired"), ("Rosalía cuenta", "unknown")]


async def test_erased_words_are_nowhere_in_the_file(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.write() as tx:
        await live(tx, ROSA, "canario-rosa", NOW, community=1)
        await tx.run(update(commitments).values(what="canario de la comunidad"))
    async with database.write() as tx:
        await tx.personal.erase(ROSA, NOW)
        kept_by_the_community = await tx.rows(select(commitments.c.what))
    path = database.path
    assert path is not None
    on_disk = [path, path.with_name(path.name + "-wal")]
    words = b"".join(file.read_bytes() for file in on_disk if file.exists())
    await database.close()

    assert kept_by_the_community[0].what == "canario de la comunidad"
    for table in ("people", "members", "reflections", "practices", "evidences", "utterances",
                  "attendances", "responsibles", "inbox", "outbox"):  # fmt: skip
        assert f"canario-rosa {table}".encode() not in words, table


async def test_a_restored_copy_forgets_who_was_erased_after_it_was_made(
    two_lives: Database,
) -> None:
    erased = {ROSA: NOW + timedelta(days=1)}
    async with two_lives.write() as tx:
        await tx.run(update(people).values(keep_nothing_at=None))
        assert await tx.personal.apply_tombstones(lambda person: erased.get(PersonId(person))) == 1

    async with two_lives.read() as tx:
        assert await tx.personal.of(ROSA) == {}
        assert set(await tx.personal.of(JUAN)) == PERSONAL


async def test_who_came_back_after_being_erased_is_known_by_right(two_lives: Database) -> None:
    erased = {ROSA: NOW - timedelta(days=1)}
    async with two_lives.write() as tx:
        assert await tx.personal.apply_tombstones(lambda person: erased.get(PersonId(person))) == 0

    async with two_lives.read() as tx:
        assert set(await tx.personal.of(ROSA)) == PERSONAL


async def test_talk_of_somebody_never_met_goes_up_to_the_tombstone(two_lives: Database) -> None:
    erased = {ROSA: NOW + timedelta(hours=1)}
    async with two_lives.write() as tx:
        await tx.run(people.delete().where(people.c.id == ROSA))
        await tx.run(
            update(metadata.tables["utterances"])
            .where(metadata.tables["utterances"].c.person_id == ROSA)
            .values(said_at=NOW + timedelta(hours=2))
        )
        await tx.personal.apply_tombstones(lambda person: erased.get(PersonId(person)))

    async with two_lives.read() as tx:
        kept = await tx.personal.of(ROSA)
    assert "reflections" not in kept
    assert len(kept["utterances"]) == 1


async def test_one_message_is_taken_down_in_its_community_only(two_lives: Database) -> None:
    evidence = next(
        number for number, table in enumerate(metadata.sorted_tables) if table.name == "evidences"
    )
    message = MessageId(1000 + evidence)
    async with two_lives.write() as tx:
        elsewhere = await tx.personal.take_down(CommunityId(2), message, NOW, of=None)
        not_theirs = await tx.personal.take_down(CommunityId(1), message, NOW, of=JUAN)
        gone = await tx.personal.take_down(CommunityId(1), message, NOW, of=ROSA)
        again = await tx.personal.take_down(CommunityId(1), message, NOW, of=ROSA)

    assert (elsewhere, not_theirs, gone, again) == (set(), set(), {ROSA}, set())
    async with two_lives.read() as tx:
        assert "evidences" not in await tx.personal.of(ROSA)
        assert "evidences" in await tx.personal.of(JUAN)


async def test_somebody_who_only_asks_is_not_somebody_known(database: Database) -> None:
    async with database.write() as tx:
        await tx.run(insert(people).values(id=ROSA, name="Rosa", met_at=NOW))
        await tx.run(
            insert(inbox).values(
                update_id=1, chat_id=ROSA, person_id=ROSA, raw="/misdatos", received_at=NOW,
                state="waiting", attempts=0,
            )
        )  # fmt: skip
        assert is_only_the_asking(await tx.personal.of(ROSA))

        await tx.run(update(people).values(keep_nothing_at=NOW))
        assert not is_only_the_asking(await tx.personal.of(ROSA))
