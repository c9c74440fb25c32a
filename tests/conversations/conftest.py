"""The stage a conversation is played on: in process on both databases, and over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversation import Stage, open_stage

STAGES = (
    pytest.param("process", marks=pytest.mark.conversation),
    pytest.param("http", marks=pytest.mark.slow),
    pytest.param("process-postgres", marks=pytest.mark.slow),
)


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A fresh world with the bot in it."""
    if request.param == "process-postgres":
        url = request.getfixturevalue("postgres").fresh()
    else:
        url = request.getfixturevalue("sqlite_url")
    async with open_stage(tmp_path, database_url=url, over_http=request.param == "http") as opened:
        yield opened
