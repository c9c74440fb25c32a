"""The walls are tested in process, on SQLite unless a test asks for both."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversation import Stage, open_stage


@pytest.fixture
async def stage(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A fresh world with the bot in it."""
    async with open_stage(tmp_path, database_url=sqlite_url) as opened:
        yield opened
