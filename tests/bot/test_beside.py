"""Work beside the loop keeps full runs of the garbage collector waiting, and no longer than it lasts."""

import asyncio
import gc
from threading import Barrier

import pytest

from bot.beside import NEVER, Beside

PATIENCE = 10.0  # seconds


async def test_full_runs_wait_while_work_is_under_way_and_come_back_after() -> None:
    usual = gc.get_threshold()
    asyncio.get_running_loop().set_default_executor(Beside())

    during = await asyncio.to_thread(gc.get_threshold)

    assert during == (*usual[:2], NEVER)
    assert gc.get_threshold() == usual


async def test_the_last_of_several_puts_it_back_and_not_the_first() -> None:
    usual = gc.get_threshold()
    asyncio.get_running_loop().set_default_executor(Beside())
    both_are_in, first_is_out = Barrier(2), Barrier(2)

    def first() -> None:
        both_are_in.wait(PATIENCE)

    def second() -> tuple[int, int, int]:
        both_are_in.wait(PATIENCE)
        first_is_out.wait(PATIENCE)
        return gc.get_threshold()

    async with asyncio.TaskGroup() as tasks:
        later = tasks.create_task(asyncio.to_thread(second))
        await asyncio.to_thread(first)
        await asyncio.to_thread(first_is_out.wait, PATIENCE)

    assert later.result()[2] == NEVER
    assert gc.get_threshold() == usual


async def test_work_that_fails_puts_it_back_too() -> None:
    usual = gc.get_threshold()
    asyncio.get_running_loop().set_default_executor(Beside())

    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(lambda: 1 // 0)

    assert gc.get_threshold() == usual
