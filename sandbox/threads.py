"""Replays written discussions into groups of the cardboard Telegram, to see how they are summed up."""

from pathlib import Path

from sandbox.clock import Clock
from sandbox.driver import Driver


async def replay(path: Path, driver: Driver, clock: Clock) -> list[str]:
    """Stub."""
    return []
