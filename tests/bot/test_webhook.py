"""The webhook: guarded, bounded, and 200 only once it is on disk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.web import MAX_BODY, SECRET_HEADER, create_web, webhook_path
from storage.rows import inbox
from tests.conversation import Stage, open_stage

SECRET = "un-secreto-de-mas-de-treinta-y-dos-letras"
HEADERS = {SECRET_HEADER: SECRET}


@pytest.fixture
async def hooked(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot that is told by webhook."""
    settings: dict[str, Any] = {"webhook_url": "https://bot.example", "webhook_secret": SECRET}
    async with open_stage(tmp_path, database_url=sqlite_url, **settings) as opened:
        yield opened


@asynccontextmanager
async def telegram_calling(stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_web(stage.minga), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        yield client


def command(stage: Stage) -> dict[str, Any]:
    """An update that waits: /ayuda, in private."""
    rosa = stage.person("Rosa Quispe")
    stage.driver.say(rosa.id, rosa.id, "/ayuda")
    (update,) = stage.world.mailbox.pending
    stage.world.mailbox.pending.clear()
    return update


async def kept(stage: Stage) -> int:
    """How many updates are in the inbox, handled or not."""
    async with stage.looking() as tx:
        return int(await tx.value(select(func.count()).select_from(inbox)))


async def test_without_the_secret_nobody_gets_in(hooked: Stage) -> None:
    update = command(hooked)
    async with telegram_calling(hooked) as client:
        for headers in ({}, {SECRET_HEADER: ""}, {SECRET_HEADER: SECRET[:-1]}):
            answer = await client.post(webhook_path(hooked.minga), json=update, headers=headers)
            assert answer.status_code == 403

    assert await kept(hooked) == 0


async def test_200_comes_after_the_commit_and_a_repetition_changes_nothing(hooked: Stage) -> None:
    update = command(hooked)
    person = update["message"]["from"]["id"]
    async with telegram_calling(hooked) as client:
        for _ in range(3):
            answer = await client.post(webhook_path(hooked.minga), json=update, headers=HEADERS)
            assert answer.status_code == 200
            assert await kept(hooked) == 1
            await hooked.rests()

    assert len(hooked.told(person)) == 1


async def test_no_200_without_a_commit(hooked: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    update = command(hooked)

    async def disk_full(*_: object) -> None:
        raise OSError("No space left on device")

    async with telegram_calling(hooked) as client:
        with monkeypatch.context() as broken:
            broken.setattr(hooked.minga.intake, "_keep", disk_full)
            answer = await client.post(webhook_path(hooked.minga), json=update, headers=HEADERS)
            assert answer.status_code == 500
        again = await client.post(webhook_path(hooked.minga), json=update, headers=HEADERS)

    assert again.status_code == 200
    assert await kept(hooked) == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"null", b'{"update_id": "x"}', b"{}"])
async def test_what_is_no_update_is_refused(hooked: Stage, body: bytes) -> None:
    async with telegram_calling(hooked) as client:
        answer = await client.post(webhook_path(hooked.minga), content=body, headers=HEADERS)

    assert answer.status_code == 400


async def test_a_body_of_more_than_a_megabyte_is_refused(hooked: Stage) -> None:
    async with telegram_calling(hooked) as client:
        path = webhook_path(hooked.minga)
        answer = await client.post(path, content=b" " * (MAX_BODY + 1), headers=HEADERS)

    assert answer.status_code == 413


async def test_the_address_cannot_be_guessed_and_takes_nothing_but_posts(hooked: Stage) -> None:
    path = webhook_path(hooked.minga)
    assert len(path.rpartition("/")[2]) == 32
    async with telegram_calling(hooked) as client:
        assert (await client.get(path, headers=HEADERS)).status_code == 405
        assert (await client.post("/telegram/", headers=HEADERS)).status_code == 404


async def test_who_polls_has_no_webhook(stage: Stage) -> None:
    async with telegram_calling(stage) as client:
        answer = await client.post(webhook_path(stage.minga), json={}, headers=HEADERS)

    assert answer.status_code == 404
