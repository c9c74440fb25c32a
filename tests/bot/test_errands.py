"""What must be asked of the network: prepared, fetched, finished; and what ends it in between."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.api import Api
from bot.errands import PAUSES, ErrandKind, Errands
from bot.network import Network, TryLater
from storage.database import Database
from storage.errands import Errand
from storage.rows import errands, instance
from storage.tx import Tx
from tests.postgres import Postgres

START = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
STEPS = ("prepare", "fetch", "finish")


class Clock:
    """A clock in the hand."""

    def __init__(self) -> None:
        self.instant = START

    def now(self) -> datetime:
        return self.instant


class Toy:
    """An errand that notes what happens to it, and can be held or broken at any step."""

    def __init__(self, *, attempts: int = 3) -> None:
        self.log: list[str] = []
        self.before: dict[str, Callable[[], Any]] = {}
        self.is_wanted = True
        self.kind: ErrandKind[int, int] = ErrandKind(
            prepare=self._prepare,
            fetch=self._fetch,
            finish=self._finish,
            give_up=self._give_up,
            seconds=60,
            attempts=attempts,
        )

    async def _reach(self, step: str) -> None:
        self.log.append(step)
        if step in self.before and (waits := self.before[step]()) is not None:
            await waits

    async def _prepare(self, tx: Tx, errand: Errand, now: datetime) -> int | None:
        await self._reach("prepare")
        return errand.subject_id if self.is_wanted else None

    async def _fetch(self, network: Network, needed: int) -> int:
        await self._reach("fetch")
        return needed * 10

    async def _finish(self, tx: Tx, errand: Errand, brought: int, now: datetime) -> None:
        await tx.instance.note(f"brought:{errand.subject_id}", str(brought), now)
        await self._reach("finish")

    async def _give_up(self, tx: Tx, errand: Errand, now: datetime) -> None:
        await tx.instance.note(f"gave up:{errand.subject_id}", "", now)
        await self._reach("give_up")


@asynccontextmanager
async def at_work(
    database: Database, toy: Toy, clock: Clock | None = None
) -> AsyncIterator[Errands]:
    """Errands of a bot that runs; it is killed at the end, whatever it is doing."""
    network = Network(api=Api("http://127.0.0.1:9", "1:x"))
    now = (clock or Clock()).now
    works = Errands(database, network, now=now, kinds={"toy.fetch": toy.kind})
    database.listeners.errand_asked = works.wake
    running = asyncio.get_running_loop().create_task(works.run())
    try:
        yield works
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def ask(database: Database, subject: int = 1) -> None:
    async with database.write() as tx:
        await tx.errands.ask("toy.fetch", subject, community=None, key=f"toy:{subject}", now=START)


async def states(database: Database) -> list[str]:
    async with database.read() as tx:
        return [row.state for row in await tx.rows(select(errands.c.state).order_by(errands.c.id))]


async def noted(database: Database) -> list[tuple[str, str]]:
    async with database.read() as tx:
        rows = await tx.rows(select(instance.c.key, instance.c.value).order_by(instance.c.key))
    return [(row.key, row.value) for row in rows]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def test_an_errand_is_prepared_fetched_and_finished(database: Database) -> None:
    toy = Toy()
    async with at_work(database, toy) as works:
        await ask(database, 4)
        await works.settle()

    assert toy.log == list(STEPS)
    assert await noted(database) == [("brought:4", "40")]
    assert await states(database) == ["done"]


async def test_no_transaction_is_open_while_the_network_is_asked(database: Database) -> None:
    toy, on_its_way, answer = Toy(), asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        on_its_way.set()
        await answer.wait()

    toy.before["fetch"] = wait
    async with at_work(database, toy) as works:
        await ask(database)
        await on_its_way.wait()
        async with asyncio.timeout(5), database.write() as tx:
            await tx.instance.note("somebody", "writes", START)
        answer.set()
        await works.settle()

    assert await states(database) == ["done"]


async def test_what_nobody_wants_any_more_asks_nobody(database: Database) -> None:
    toy = Toy()
    toy.is_wanted = False
    async with at_work(database, toy) as works:
        await ask(database)
        await works.settle()

    assert toy.log == ["prepare"]
    assert await states(database) == ["dropped"]


async def test_a_network_that_fails_is_asked_again_later_and_then_given_up(
    database: Database,
) -> None:
    toy, clock = Toy(), Clock()

    def fail() -> None:
        raise ConnectionResetError("words of somebody")

    toy.before["fetch"] = fail
    async with at_work(database, toy, clock) as works:
        await ask(database)
        await works.settle()
        for pause in PAUSES:
            tried = toy.log.count("fetch")
            clock.instant += timedelta(seconds=pause - 1)
            works.wake()
            await works.settle()
            assert toy.log.count("fetch") == tried
            clock.instant += timedelta(seconds=1)
            works.wake()
            await works.settle()
            assert toy.log.count("fetch") == tried + 1

    assert toy.log.count("fetch") == 3
    assert toy.log[-1] == "give_up"
    assert await noted(database) == [("gave up:1", "")]
    assert await states(database) == ["failed"]
    async with database.read() as tx:
        assert await tx.value(select(errands.c.error)) == "ConnectionResetError"


async def test_who_tells_us_to_wait_is_waited_for(database: Database) -> None:
    toy, clock = Toy(), Clock()

    def busy() -> None:
        toy.before.clear()
        raise TryLater("429", 900)

    toy.before["fetch"] = busy
    async with at_work(database, toy, clock) as works:
        await ask(database)
        await works.settle()
        async with database.read() as tx:
            assert await tx.value(select(errands.c.not_before)) == START + timedelta(minutes=15)
        clock.instant += timedelta(minutes=15)
        works.wake()
        await works.settle()

    assert await states(database) == ["done"]


async def test_a_fetch_that_takes_too_long_is_ended(database: Database) -> None:
    toy = Toy(attempts=1)
    toy.before["fetch"] = asyncio.Event().wait
    async with at_work(database, toy) as works:
        await ask(database)
        await until(lambda: bool(works._fetching))
        (limit,) = works._fetching.values()
        limit.reschedule(asyncio.get_running_loop().time())  # its minute is over
        await works.settle()

    assert toy.log == ["prepare", "fetch", "give_up"]


async def test_one_that_cannot_even_be_given_up_ends(database: Database) -> None:
    toy = Toy(attempts=1)

    def fail() -> None:
        raise ValueError("a mistake of ours")

    toy.before = {"finish": fail, "give_up": fail}
    async with at_work(database, toy) as works:
        await ask(database)
        await works.settle()

    assert await states(database) == ["failed"]
    assert await noted(database) == []


@pytest.mark.parametrize("step", STEPS)
async def test_who_ends_in_the_middle_begins_again_after_the_lease(
    database: Database, step: str
) -> None:
    first, second, clock = Toy(), Toy(), Clock()
    first.before[step] = asyncio.Event().wait
    async with at_work(database, first, clock):
        await ask(database)
        await until(lambda: step in first.log)
    assert await states(database) == ["taken"]
    assert await noted(database) == []

    async with at_work(database, second, clock) as works:
        await works.settle()
        assert second.log == []
        clock.instant += timedelta(minutes=2)
        works.wake()
        await works.settle()

    assert second.log == list(STEPS)
    assert await noted(database) == [("brought:1", "10")]


async def test_who_ends_in_the_middle_every_time_gives_up(database: Database) -> None:
    clock = Clock()
    await ask(database)
    for _ in range(2):
        toy = Toy(attempts=2)
        toy.before["fetch"] = asyncio.Event().wait
        async with at_work(database, toy, clock):
            await until(lambda toy=toy: "fetch" in toy.log)
        clock.instant += timedelta(minutes=2)

    last = Toy(attempts=2)
    async with at_work(database, last, clock) as works:
        await works.settle()

    assert last.log == ["give_up"]
    assert await states(database) == ["failed"]


async def test_a_polite_end_gives_back_what_is_on_its_way(database: Database) -> None:
    first, second = Toy(), Toy()
    first.before["fetch"] = asyncio.Event().wait
    async with at_work(database, first) as works:
        await ask(database, 1)
        await ask(database, 2)
        await until(lambda: first.log.count("fetch") == 2)
        await works.finish(5)
        assert await states(database) == ["waiting", "waiting"]
        await ask(database, 3)
        assert first.log.count("prepare") == 2

    async with at_work(database, second) as works:
        await works.settle()

    assert second.log.count("finish") == 3
    async with database.read() as tx:
        assert {row.attempts for row in await tx.rows(select(errands.c.attempts))} == {1}


async def test_what_comes_back_for_somebody_who_was_erased_is_thrown_away(
    database: Database,
) -> None:
    toy, on_its_way, answer = Toy(), asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        on_its_way.set()
        await answer.wait()

    toy.before["fetch"] = wait
    async with at_work(database, toy) as works:
        await ask(database)
        await on_its_way.wait()
        async with database.write() as tx:
            await tx.run(errands.delete())
        answer.set()
        await works.settle()

    assert "finish" not in toy.log
    assert await noted(database) == []


async def test_a_clock_that_jumps_makes_nobody_take_what_is_in_hand(database: Database) -> None:
    toy, clock, answer = Toy(), Clock(), asyncio.Event()
    toy.before["fetch"] = answer.wait
    async with at_work(database, toy, clock) as works:
        await ask(database)
        await until(lambda: "fetch" in toy.log)
        clock.instant += timedelta(hours=6)
        works.wake()
        answer.set()
        await works.settle()

    assert toy.log == list(STEPS)
    assert await states(database) == ["done"]


@pytest.mark.slow
async def test_two_processes_on_postgresql_do_each_errand_once(postgres: Postgres) -> None:
    url = postgres.fresh()
    here, there = Database(url), Database(url)
    one, other = Toy(), Toy()
    try:
        for number in range(40):
            await ask(here, number)
        async with at_work(here, one) as mine, at_work(there, other) as theirs:
            async with asyncio.timeout(20):
                while set(await states(here)) != {"done"}:
                    await asyncio.sleep(0.01)
            await mine.settle()
            await theirs.settle()
        assert len(await noted(here)) == 40
    finally:
        await here.close()
        await there.close()

    assert one.log.count("fetch") + other.log.count("fetch") == 40
    assert one.log.count("fetch") > 0
    assert other.log.count("fetch") > 0


KILLED = """
import asyncio, sys
from storage.database import Database
from tests.bot.test_errands import Toy, at_work

async def main(url, step):
    toy = Toy()
    def there():
        print("there", flush=True)
        return asyncio.Event().wait()
    toy.before[step] = there
    async with at_work(Database(url), toy):
        await asyncio.Event().wait()

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
async def test_a_killed_process_leaves_an_errand_that_is_done_once(
    sqlite_url: str, step: str
) -> None:
    database, clock = Database(sqlite_url), Clock()
    await ask(database)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, sqlite_url, step, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"there\n"
    process.kill()
    await process.wait()
    assert await noted(database) == []

    toy = Toy()
    clock.instant += timedelta(minutes=2)
    async with at_work(database, toy, clock) as works:
        await works.settle()
    assert toy.log == list(STEPS)
    assert await noted(database) == [("brought:1", "10")]
    await database.close()
