"""Errands: asked once, taken under a lease, and settled by whoever holds it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from community.ids import CommunityId, PersonId
from community.retention import KEPT_FOR, Kept, kept_since
from storage.backup import MARK, settle_copy
from storage.database import Database
from storage.errands import Errand
from storage.retention import forget_older
from storage.rows import errands, people
from storage.tx import Tx

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
LEASES = {"toy.fetch": timedelta(minutes=2)}
ROSA = PersonId(555000111)


async def ask(tx: Tx, key: str = "toy:1", **more: PersonId) -> bool:
    return await tx.errands.ask("toy.fetch", 1, community=None, key=key, now=NOW, **more)


async def take(tx: Tx, at: datetime = NOW, **more: int) -> list[Errand]:
    return await tx.errands.take(at, LEASES, besides=(), limit=more.get("limit", 10))


async def test_the_same_errand_is_asked_once(database: Database) -> None:
    told: list[str] = []
    database.listeners.errand_asked = lambda: told.append("asked")
    async with database.write() as tx:
        assert await ask(tx)
        assert not await ask(tx)
        assert told == []

    assert told == ["asked"]
    async with database.write() as tx:
        assert await tx.errands.waiting() == 1


async def test_what_it_needs_to_know_comes_back_as_it_was_asked(database: Database) -> None:
    async with database.write() as tx:
        await tx.errands.ask(
            "toy.fetch", 7, community=None, key="k", now=NOW, facts={"media": True, "weeks": 3}
        )
        (errand,) = await take(tx)

    assert (errand.subject_id, errand.facts) == (7, {"media": True, "weeks": 3})


async def test_what_is_taken_is_nobody_elses_until_its_lease_is_over(database: Database) -> None:
    async with database.write() as tx:
        await ask(tx)
        (first,) = await take(tx)
        assert await take(tx, NOW + timedelta(minutes=1, seconds=59)) == []
        (second,) = await take(tx, NOW + timedelta(minutes=2))

    assert (first.attempts, second.attempts) == (1, 2)


async def test_who_lost_the_lease_settles_nothing(database: Database) -> None:
    async with database.write() as tx:
        await ask(tx)
        (first,) = await take(tx)
        (second,) = await take(tx, NOW + timedelta(minutes=2))

        assert not await tx.errands.settle(first, "done", NOW)
        assert not await tx.errands.again(first, NOW, "Late")
        assert await tx.errands.settle(second, "done", NOW)
        assert await tx.errands.waiting() == 0


async def test_kinds_that_nobody_does_are_left_alone(database: Database) -> None:
    async with database.write() as tx:
        await tx.errands.ask("later.version", 1, community=None, key="other", now=NOW)

        assert await take(tx) == []
        assert await tx.errands.next_at(LEASES, besides=()) is None
        assert await tx.errands.waiting() == 1


async def test_it_waits_for_its_instant_and_says_when_that_is(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    async with database.write() as tx:
        await ask(tx)
        assert await tx.errands.next_at(LEASES, besides=()) == NOW
        (errand,) = await take(tx)
        assert await tx.errands.next_at(LEASES, besides=()) == NOW + timedelta(minutes=2)
        assert await tx.errands.next_at(LEASES, besides={errand.id}) is None
        await tx.errands.again(errand, later, "TimeoutError")

        assert await tx.errands.next_at(LEASES, besides=()) == later
        assert await take(tx, later - timedelta(seconds=1)) == []
        assert len(await take(tx, later)) == 1


async def test_what_is_given_back_cost_no_attempt(database: Database) -> None:
    async with database.write() as tx:
        await ask(tx)
        (first,) = await take(tx)
        await tx.errands.give_back(first)
        (again,) = await take(tx)

    assert again.attempts == 1


async def test_what_somebody_asked_for_goes_with_them_also_while_it_is_on_its_way(
    database: Database,
) -> None:
    async with database.write() as tx:
        await tx.run(insert(people).values(id=ROSA, name="Rosa", met_at=NOW))
        await ask(tx, person=ROSA)
        (taken,) = await take(tx)
        assert set(await tx.personal.of(ROSA)) == {"people", "errands"}
        await tx.personal.erase(ROSA, NOW)

        assert await tx.personal.of(ROSA) == {}
        assert not await tx.errands.settle(taken, "done", NOW)


async def test_what_is_over_goes_after_its_days_and_what_is_open_stays(database: Database) -> None:
    async with database.write() as tx:
        await ask(tx, "done")
        (errand,) = await take(tx)
        await tx.errands.settle(errand, "done", NOW)
        await ask(tx, "open")
        after = NOW + KEPT_FOR[Kept.STEPS] + timedelta(minutes=1)
        await forget_older(tx, Kept.STEPS, kept_since(Kept.STEPS, NOW), 100)
        assert len(await tx.rows(select(errands.c.key))) == 2
        await forget_older(tx, Kept.STEPS, kept_since(Kept.STEPS, after), 100)

        assert [row.key for row in await tx.rows(select(errands.c.key))] == ["open"]


async def test_a_copy_asks_nobody_for_what_the_original_was_to_ask(database: Database) -> None:
    async with database.write() as tx:
        await ask(tx, "waits")
        await take(tx, limit=1)
        await ask(tx, "taken")
        await tx.instance.note(MARK, "a copy", NOW)
        await settle_copy(tx, NOW)

        assert await tx.errands.waiting() == 0
        assert await take(tx, NOW + timedelta(days=1)) == []


async def test_a_community_that_is_deleted_takes_its_errands_along(database: Database) -> None:
    from community.ids import ChatId
    from storage.rows import communities

    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1001), "Red Ñuble", "supergroup", NOW)
        await tx.errands.ask("toy.fetch", 1, community=CommunityId(home.id), key="k", now=NOW)
        await tx.run(communities.delete())

        assert await tx.errands.waiting() == 0
