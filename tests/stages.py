"""The two stages a conversation is played on (docs/decisions/0055).

In process on SQLite, which is quick; and over real HTTP on PostgreSQL, which is slow. So each conversation
meets both ways to the Bot API and both databases; the other two pairs are met by what stands in `tests/bot`
(HTTP on SQLite) and `tests/storage` (PostgreSQL alone).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conversation import Stage, open_stage

IN_PROCESS = pytest.param("process-sqlite", marks=pytest.mark.conversation)
OVER_HTTP = pytest.param("http-postgres", marks=pytest.mark.slow)
STAGES = (IN_PROCESS, OVER_HTTP)


@asynccontextmanager
async def staged(
    request: pytest.FixtureRequest, tmp_path: Path, **settings: Any
) -> AsyncIterator[Stage]:
    """A fresh world with the bot in it, on the stage the fixture's parameter names."""
    over_http = request.param == "http-postgres"
    if over_http:
        url = request.getfixturevalue("postgres").fresh()
    else:
        url = request.getfixturevalue("sqlite_url")
    async with open_stage(tmp_path, database_url=url, over_http=over_http, **settings) as opened:
        yield opened
