"""A bell: something happened, whoever waits may look again."""

import asyncio
from contextlib import suppress

from sandbox.json_types import Json


class Bell:
    """Rung by the world's changes; waited for by the long poll, the webhook and the page."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self, _: Json | None = None) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Returns at the next ring, or after so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()
