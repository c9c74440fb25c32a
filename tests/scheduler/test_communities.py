"""What time does to whole communities."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community.communities import Community, activate, close, pause
from community.ids import ChatId
from scheduler.communities import forget_closed, leave_abandoned, resume
from storage.database import Database
from storage.outbox import Letter
from storage.tx import Tx

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


async def _invited(tx: Tx) -> Community:
    return await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)


async def _letters(tx: Tx) -> list[Letter]:
    await tx.outbox.flush()
    return await tx.outbox.ready(0, 10)


async def test_one_that_was_activated_meanwhile_is_not_left(database: Database) -> None:
    async with database.write() as tx:
        community = await _invited(tx)
        await tx.communities.save(activate(community, NOW))
        await tx.dues.plan("community.abandoned", community.id, NOW, community=community.id)

        assert await leave_abandoned(tx, NOW) == 0

        assert await _letters(tx) == []
        assert await tx.communities.get(community.id) is not None


async def test_a_rest_that_was_moved_does_not_end_on_its_old_day(database: Database) -> None:
    async with database.write() as tx:
        community = activate(await _invited(tx), NOW)
        await tx.communities.save(pause(community, NOW, NOW + timedelta(days=9)))
        await tx.dues.plan("community.resume", community.id, NOW, community=community.id)

        assert await resume(tx, NOW) == 0

        assert await _letters(tx) == []


async def test_a_closed_one_that_was_called_back_is_forgotten_and_left(database: Database) -> None:
    async with database.write() as tx:
        community = close(activate(await _invited(tx), NOW), NOW)
        await tx.communities.save(replace(community, bot_is_admin=True))
        later = NOW + timedelta(days=30)
        await tx.dues.plan("community.forget", community.id, later, community=community.id)
        await tx.dues.plan(
            "community.abandoned", community.id, later + timedelta(days=3), community=community.id
        )

        assert await forget_closed(tx, later) == 1

        assert [letter.method for letter in await _letters(tx)] == ["leaveChat"]
        assert await tx.communities.all() == []
