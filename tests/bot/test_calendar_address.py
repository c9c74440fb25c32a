"""The dates of a community at an address that calendars subscribe to."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import vobject

from bot.web import create_web
from tests.conversation import Stage, open_stage

SECRET = "un-secreto-de-mas-de-treinta-y-dos-letras"


@pytest.fixture
async def hooked(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot with a public address."""
    settings: dict[str, Any] = {"webhook_url": "https://bot.example/", "webhook_secret": SECRET}
    async with open_stage(tmp_path, database_url=sqlite_url, **settings) as opened:
        yield opened


async def asked(stage: Stage, url: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=create_web(stage.minga))
    async with httpx.AsyncClient(transport=transport) as client:
        return await client.get(url)


async def test_an_address_shows_titles_and_times_until_it_is_ended(hooked: Stage) -> None:
    ana, rosa = hooked.person("Ana Soto"), hooked.person("Rosa Quispe")
    group = await hooked.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says("/sesion Lectura el jueves 26 a las 18:00", group)
    card = hooked.last(group)
    await rosa.taps("Puedo", card)
    await ana.says("/sesion calendario", group)
    url = hooked.last(group).text.splitlines()[1]
    assert url.startswith("https://bot.example/calendar/")

    feed = await asked(hooked, url)
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "Rosa" not in feed.text
    assert "Ana" not in feed.text
    assert vobject.readOne(feed.text).vevent.summary.value == "Lectura"
    await ana.says("/sesion calendario", group)
    assert hooked.last(group).text.splitlines()[1] == url  # asking again ends nothing

    await ana.replies("se cancela", to=card)
    changed = vobject.readOne((await asked(hooked, url)).text).vevent
    assert (changed.status.value, changed.sequence.value) == ("CANCELLED", "1")

    await rosa.says("/sesion calendario cerrar", group)
    assert (await asked(hooked, url)).status_code == 200  # a member ends nothing
    await ana.says("/sesion calendario cerrar", group)
    assert (await asked(hooked, url)).status_code == 404
    await ana.says("/sesion calendario", group)
    assert hooked.last(group).text.splitlines()[1] != url


async def test_what_is_no_address_leads_nowhere(hooked: Stage) -> None:
    for token in ("x", "0" * 40, "%27%20OR%201%3D1"):
        found = await asked(hooked, f"https://bot.example/calendar/{token}.ics")
        assert found.status_code == 404
