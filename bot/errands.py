"""What must be asked of the network, done: prepared in a read, fetched outside any transaction,
finished in a write. Features write the first and the last in scheduler/; what goes over the wire is here.

A crash in between costs one attempt and repeats the errand after its lease, `attempts` times at most;
then `give_up` says something kind. What comes back after the row was dropped, erased or taken by
another process is thrown away (docs/decisions/0052-errands.md).
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

import structlog

from bot import llm
from bot.clock import Now
from bot.files import fetch_files
from bot.network import Network, TryLater
from bot.settings import LONGEST_WAIT
from community.ids import ErrandId
from community.syntheses import WORD_STEP
from scheduler import archives, syntheses_wording
from storage.database import Database
from storage.errands import Errand
from storage.tx import Tx

log = structlog.get_logger("minga.errands")

SIDE_BY_SIDE = 3  # on their way at a time: a slow machine far away holds up no other errand
IDLE_SECONDS = 60.0  # the longest sleep; a new errand wakes us anyway
MARGIN = timedelta(seconds=60)  # of a lease, beyond the longest that a fetch may take
PAUSES = (30.0, 300.0)  # seconds before the second attempt, and before the others

Needed = TypeVar("Needed")
Brought = TypeVar("Brought")


@dataclass(frozen=True, kw_only=True)
class ErrandKind(Generic[Needed, Brought]):
    """How errands of a kind are done. None from `prepare`: there is nothing to do any more."""

    prepare: Callable[[Tx, Errand, datetime], Awaitable[Needed | None]]
    fetch: Callable[[Network, Needed], Awaitable[Brought]]
    finish: Callable[[Tx, Errand, Brought, datetime], Awaitable[None]]
    give_up: Callable[[Tx, Errand, datetime], Awaitable[None]]
    seconds: float  # the longest that a fetch may take
    attempts: int = 3


# kind of errand: how it is done. A kind is `<feature>.<step>`, as those of dues.
ERRANDS: dict[str, ErrandKind[Any, Any]] = {
    "memory.files": ErrandKind(
        prepare=archives.what_to_fetch,
        fetch=fetch_files,
        finish=archives.hand_over,
        give_up=archives.say_that_it_failed,
        seconds=600,  # 20 MB in hundreds of files
    ),
    WORD_STEP: ErrandKind(
        prepare=syntheses_wording.prepare,
        fetch=llm.word,
        finish=syntheses_wording.finish,
        give_up=syntheses_wording.give_up,
        seconds=LONGEST_WAIT + 10,
    ),
}


class _Ending(Exception):
    """The process ends politely; the errand goes back."""


class Errands:
    """Does what was asked; `run` until cancelled."""

    def __init__(
        self,
        database: Database,
        network: Network,
        *,
        now: Now,
        kinds: Mapping[str, ErrandKind[Any, Any]] | None = None,
    ) -> None:
        self.network = network
        self._database = database
        self._now = now
        self._kinds = ERRANDS if kinds is None else kinds
        self._leases = {
            name: timedelta(seconds=kind.seconds) + MARGIN for name, kind in self._kinds.items()
        }
        self._busy: set[ErrandId] = set()
        self._fetching: dict[ErrandId, asyncio.Timeout] = {}
        self._woken = asyncio.Event()
        self._settled = asyncio.Condition()
        self._is_idle = False
        self._is_ending = False

    def wake(self) -> None:
        """Something changed: a new errand, one that ended, the clock."""
        self._is_idle = False
        self._woken.set()

    async def settle(self, seconds: float = 10.0) -> None:
        """Waits until nothing is left to do for now, or for so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._settled:
                await self._settled.wait_for(lambda: self._is_idle and not self._busy)

    async def finish(self, seconds: float) -> None:
        """Begins nothing new, gives back what is on its way, and waits for it, or for so long."""
        self._is_ending = True
        for limit in self._fetching.values():
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._settled:
                await self._settled.wait_for(lambda: not self._busy)

    async def run(self) -> None:
        """For ever: take up, sleep until woken, or until the next may be tried."""
        self.wake()
        wait = 0.0
        async with asyncio.TaskGroup() as tasks:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._woken.wait()
                self._woken.clear()
                wait = await self._take_up(tasks)
                self._is_idle = not self._woken.is_set()
                await self._tell_settled()

    async def _take_up(self, tasks: asyncio.TaskGroup) -> float:
        """Begins as many as there is room for; gives the seconds until there may be more."""
        room = SIDE_BY_SIDE - len(self._busy)
        if self._is_ending or room <= 0:
            return IDLE_SECONDS  # one that ends wakes us
        async with self._database.read() as tx:
            soonest = await tx.errands.next_at(self._leases, besides=self._busy)
        if soonest is None:
            return IDLE_SECONDS
        wait = (soonest - self._now()).total_seconds()
        if wait > 0:
            return min(wait, IDLE_SECONDS)
        async with self._database.write() as tx:
            taken = await tx.errands.take(self._now(), self._leases, besides=self._busy, limit=room)
        for errand in taken:
            self._busy.add(errand.id)
            tasks.create_task(self._do(errand))
        if taken:
            self.wake()  # there may be more
        return IDLE_SECONDS

    async def _do(self, errand: Errand) -> None:
        try:
            await self._attempt(errand, self._kinds[errand.kind])
        except Exception as error:  # of the database: the lease brings it back
            log.error("errand lost its attempt", errand=errand.id, exc_info=error)
        finally:
            self._busy.discard(errand.id)
            self.wake()
            await self._tell_settled()

    async def _attempt(self, errand: Errand, kind: ErrandKind[Any, Any]) -> None:
        if errand.attempts > kind.attempts:  # the process ended in the last of them
            await self._give_up(errand, kind, "the process ended")
            return
        try:
            async with self._database.read() as tx:
                needed = await kind.prepare(tx, errand, self._now())
            if needed is None:
                await self._settle(errand, "dropped")
                return
            brought = await self._fetch(errand, kind, needed)
            async with self._database.write() as tx:
                if await tx.errands.settle(errand, "done", self._now()):
                    await kind.finish(tx, errand, brought, self._now())
        except _Ending:
            async with self._database.write() as tx:
                await tx.errands.give_back(errand)
        except Exception as error:  # whatever a network, or a feature, can do wrong
            await self._failed(errand, kind, error)

    async def _fetch(self, errand: Errand, kind: ErrandKind[Any, Any], needed: Any) -> Any:
        if self._is_ending:
            raise _Ending()
        try:
            async with asyncio.timeout(kind.seconds) as limit:
                self._fetching[errand.id] = limit
                return await kind.fetch(self.network, needed)
        except TimeoutError:
            if self._is_ending:
                raise _Ending() from None
            raise
        finally:
            self._fetching.pop(errand.id, None)

    async def _failed(self, errand: Errand, kind: ErrandKind[Any, Any], error: Exception) -> None:
        """Once more later, or given up. What failed is named without what it says: an error of a
        stranger's machine may carry anybody's words."""
        why = type(error).__name__
        log.warning("errand failed", errand=errand.id, kind=errand.kind, why=why)
        if errand.attempts >= kind.attempts:
            await self._give_up(errand, kind, why)
            return
        asked_to_wait = error.seconds if isinstance(error, TryLater) else None
        pause = max(PAUSES[min(errand.attempts, len(PAUSES)) - 1], asked_to_wait or 0.0)
        async with self._database.write() as tx:
            await tx.errands.again(errand, self._now() + timedelta(seconds=pause), why)

    async def _give_up(self, errand: Errand, kind: ErrandKind[Any, Any], why: str) -> None:
        try:
            async with self._database.write() as tx:
                if await tx.errands.settle(errand, "failed", self._now(), error=why):
                    await kind.give_up(tx, errand, self._now())
        except Exception as error:
            log.error("errand could not be given up", errand=errand.id, exc_info=error)
            await self._settle(errand, "failed", why)

    async def _settle(self, errand: Errand, state: str, why: str = "") -> None:
        async with self._database.write() as tx:
            await tx.errands.settle(errand, state, self._now(), error=why)

    async def _tell_settled(self) -> None:
        async with self._settled:
            self._settled.notify_all()
