"""Steps that are moved, dropped and taken up again."""

from datetime import UTC, datetime, timedelta

from community.ids import ChatId, CommunityId
from storage.database import Database
from storage.dues import Plan
from storage.tx import Tx

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


async def _community(tx: Tx) -> CommunityId:
    return (await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)).id


async def _open(tx: Tx, community: CommunityId) -> list[datetime]:
    return [due.due_at for due in await tx.dues.open_of(community)]


async def test_a_step_moves_there_and_back(database: Database) -> None:
    first, second = NOW + timedelta(days=1), NOW + timedelta(days=2)
    async with database.write() as tx:
        home = await _community(tx)
        for at in (first, second, first):
            await tx.dues.replan("prompt.weekly", home, at, community=home, now=NOW)
            assert await _open(tx, home) == [at]
        await tx.dues.replan("prompt.weekly", home, None, community=home, now=NOW)
        assert await _open(tx, home) == []


async def test_a_step_that_is_done_is_not_done_again(database: Database) -> None:
    async with database.write() as tx:
        home = await _community(tx)
        await tx.dues.replan("prompt.weekly", home, NOW, community=home, now=NOW)
        assert len(await tx.dues.take("prompt.weekly", NOW)) == 1
        await tx.dues.replan("prompt.weekly", home, NOW, community=home, now=NOW)
        assert await _open(tx, home) == []


async def test_what_was_dropped_at_the_end_is_taken_up_again_if_it_is_still_to_come(
    database: Database,
) -> None:
    ended, back = NOW, NOW + timedelta(days=3)
    async with database.write() as tx:
        home = await _community(tx)
        await tx.dues.plan("session.day", 1, NOW + timedelta(days=1), community=home)
        await tx.dues.plan("session.day", 2, NOW + timedelta(days=9), community=home)
        await tx.dues.plan("session.day", 3, NOW + timedelta(days=9), community=home)
        await tx.dues.drop("session.day", 3, NOW - timedelta(days=1))
        await tx.dues.drop_all(home, ended)

        await tx.dues.take_up_again(home, dropped_at=ended, now=back)

        assert [due.subject_id for due in await tx.dues.open_of(home)] == [2]


async def test_with_a_step_comes_all_that_is_due_of_its_community(database: Database) -> None:
    async with database.write() as tx:
        home = await _community(tx)
        other = (await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)).id
        for number in range(8):
            await tx.dues.plan("commitment.on_the_day", number, NOW, community=home)
        await tx.dues.plan("commitment.before", 8, NOW, community=home)
        await tx.dues.plan("commitment.on_the_day", 9, NOW + timedelta(hours=1), community=home)
        await tx.dues.plan("commitment.on_the_day", 10, NOW, community=other)

        first = await tx.dues.take("commitment.on_the_day", NOW, limit=2)
        second = await tx.dues.take("commitment.on_the_day", NOW, limit=2)

    assert [due.subject_id for due in first] == list(range(8))
    assert [due.subject_id for due in second] == [10]


async def test_a_step_planned_again_under_its_key_moves_while_it_is_open_and_stays_once_done(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await _community(tx)
        later, much_later = NOW + timedelta(hours=3), NOW + timedelta(hours=6)

        def note(at: datetime) -> list[Plan]:
            return [Plan("digest.guides", home, at, home, "digest.guides:1:2026-11-20")]

        await tx.dues.plan_or_move_all(note(NOW))
        await tx.dues.plan_or_move_all(note(later))
        assert await _open(tx, home) == [later]

        assert len(await tx.dues.take("digest.guides", later)) == 1
        await tx.dues.plan_or_move_all(note(much_later))
        assert await _open(tx, home) == []
