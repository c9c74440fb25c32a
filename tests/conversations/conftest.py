"""The stage a conversation is played on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversation import Stage
from tests.stages import STAGES, staged


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A fresh world with the bot in it."""
    async with staged(request, tmp_path) as opened:
        yield opened
