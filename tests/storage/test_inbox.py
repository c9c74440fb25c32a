"""Updates kept as they came: once, in order, and without their words once they are handled."""

from datetime import UTC, datetime

from community.ids import ChatId, InboxId, PersonId
from storage.database import Database
from storage.inbox import Arrival

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
START = InboxId(0)


def arrival(update_id: int, chat: int = 1, raw: str = "{}") -> Arrival:
    return Arrival(update_id=update_id, chat_id=ChatId(chat), person_id=PersonId(7), raw=raw)


async def test_what_comes_twice_is_kept_once_as_it_first_came(database: Database) -> None:
    async with database.write() as tx:
        await tx.inbox.receive([arrival(5, raw="a"), arrival(6)], NOW)
    async with database.write() as tx:
        await tx.inbox.receive([arrival(6), arrival(5, raw="b"), arrival(7)], NOW)

    async with database.read() as tx:
        waiting = await tx.inbox.waiting(START)
    assert [(row.update_id, row.raw) for row in waiting] == [(5, "a"), (6, "{}"), (7, "{}")]


async def test_what_is_handled_is_recognised_later_and_its_words_are_gone(
    database: Database,
) -> None:
    async with database.write() as tx:
        await tx.inbox.receive([arrival(5, raw="palabras")], NOW)
        (row,) = await tx.inbox.waiting(START)
        await tx.inbox.done([row.id], NOW)
        await tx.inbox.receive([arrival(5, raw="palabras")], NOW)

        assert await tx.inbox.waiting(START) == []
        assert await tx.inbox.backlog() == 0


async def test_rows_already_taken_up_are_not_given_again(database: Database) -> None:
    async with database.write() as tx:
        await tx.inbox.receive([arrival(number) for number in range(5)], NOW)
        first = await tx.inbox.waiting(START, limit=2)
        rest = await tx.inbox.waiting(first[-1].id)

    assert [row.update_id for row in first + rest] == [0, 1, 2, 3, 4]


async def test_a_poison_update_is_named_without_its_text(database: Database) -> None:
    async with database.write() as tx:
        await tx.inbox.receive([arrival(5, raw="secreto"), arrival(6)], NOW)
        poison, _ = await tx.inbox.waiting(START)
        await tx.inbox.failed(poison.id, 1, "KeyError")
        assert (await tx.inbox.waiting(START))[0].attempts == 1
        await tx.inbox.quarantine(poison.id, 3, "KeyError", NOW)

        assert [row.update_id for row in await tx.inbox.waiting(START)] == [6]
        (named,) = await tx.inbox.quarantined()
    assert (named.update_id, named.error) == (5, "KeyError")
    assert "secreto" not in repr(named)


async def test_numbers_beyond_fifty_three_bits_are_kept_exactly(database: Database) -> None:
    big = 2**62 + 1
    async with database.write() as tx:
        await tx.inbox.receive(
            [Arrival(update_id=big, chat_id=ChatId(-big), person_id=PersonId(big), raw="{}")], NOW
        )
        (row,) = await tx.inbox.waiting(START)

    assert (row.update_id, row.chat_id, row.person_id) == (big, -big, big)
