"""A stranger lives for a while in the demonstration: a real process, a real Chromium (acceptance 2)."""

import json
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from phone_at_hand import CHROMEDRIVER, CHROMIUM, Phone, chromium, demo, free_port

from sandbox.pictures import landscape
from sandbox.school_days import in_words, is_school_day
from tests.needed import needed

pytestmark = [pytest.mark.slow, pytest.mark.browser]
CHILE = ZoneInfo("America/Santiago")
SIZES = {"phone": (360, 740), "desk": (1280, 800)}
PAGE_BUDGET = 60_000  # bytes of everything that makes the page (issue 2)
MONDAY = 0


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    needed(CHROMIUM.exists() and CHROMEDRIVER.exists(), "Chromium", "chromium chromium-driver")
    width, height = request.param
    return width, height


@pytest.fixture
def phone(size: tuple[int, int], tmp_path: Path) -> Iterator[Phone]:
    with chromium(tmp_path / "profile", *size) as chrome:
        yield Phone(chrome=chrome)


def test_a_stranger_lives_in_the_community_and_it_is_kept(phone: Phone, tmp_path: Path) -> None:
    folder, port = tmp_path / "demo", free_port()
    folder.mkdir()
    with demo(folder, port) as address:
        _open(phone, address)
        _the_page_is_light(phone, address)
        _rosa_tells_a_story(phone)
        due_on = _ana_asks_for_a_commitment(phone, address)
        card = _rosa_accepts(phone)
        reminder = _the_reminder_comes_with_its_buttons(phone, address, due_on)
        _rosa_shows_a_photo(phone, tmp_path, reminder)
        phone.find(f'[data-message="{card}"]', "Hecho, con evidencia")
        _the_digest_counts_it(phone, address)
        assert phone.errors() == []
        before = _life(address)
    begun = time.monotonic()
    with demo(folder, port) as address:
        assert time.monotonic() - begun < 10
        assert _life(address) == before
        _open(phone, address)
        phone.become("Rosa Molina")
        phone.open_chat("supergroup")
        phone.find(".message[data-bot]", "una lectura")
        phone.find(".message.mine", "Hoy leímos bajo el nogal.")


def _open(phone: Phone, address: str) -> None:
    phone.chrome.get("about:blank")
    phone.chrome.get(address)
    phone.find("[data-chat]", "Red de Aprendizaje")


def _the_page_is_light(phone: Phone, address: str) -> None:
    """Counted as the browser received it, words of one language and all; not the conversation."""
    received: dict[str, int] = {}
    urls: dict[str, str] = {}
    for entry in phone.chrome.get_log("performance"):
        said = json.loads(entry["message"])["message"]
        about = said["params"]
        if said["method"] == "Network.responseReceived":
            urls[about["requestId"]] = about["response"]["url"]
        elif said["method"] == "Network.loadingFinished":
            received[about["requestId"]] = about["encodedDataLength"]
    page = {urls[one]: size for one, size in received.items() if _is_page(urls.get(one), address)}
    assert {f"{address}/", f"{address}/main.js", f"{address}/words/es.json"} <= page.keys()
    assert sum(page.values()) < PAGE_BUDGET


def _is_page(url: str | None, address: str) -> bool:
    if url is None or not url.startswith(address):
        return False
    return not url.removeprefix(address).startswith(("/sim/", "/events"))


def _rosa_tells_a_story(phone: Phone) -> None:
    phone.become("Rosa Molina")
    phone.open_chat("supergroup")
    phone.start_reply(phone.message("💬"))
    phone.write("Hoy leímos bajo el nogal.")
    mine = phone.message("Hoy leímos bajo el nogal.")
    phone.find(f'[data-message="{mine}"] [data-reaction="✍"]')


def _ana_asks_for_a_commitment(phone: Phone, address: str) -> date:
    phone.become("Ana Sepúlveda")
    due_on = _now(address).date() + timedelta(days=6)
    while not is_school_day(due_on):
        due_on += timedelta(days=1)
    words = f"Rosa prepara una lectura para el {in_words(due_on)}, evidencia foto"
    phone.write(f"/compromiso {words}")
    card = phone.reads(".message[data-bot]", "Rosa Molina: prepara una lectura")
    assert f" {in_words(due_on)}" in card
    return due_on


def _rosa_accepts(phone: Phone) -> str:
    phone.become("Rosa Molina")
    card = phone.message("Rosa Molina: prepara una lectura")
    phone.click(f'[data-message="{card}"] [data-button="Acepto"]')
    phone.find(f'[data-message="{card}"]', "✓ Rosa Molina")
    return card


def _the_reminder_comes_with_its_buttons(phone: Phone, address: str, due_on: date) -> str:
    """Three days before it came in private; on the day it comes in the group."""
    while _now(address).date() < due_on - timedelta(days=1):
        phone.move("day")
    while not (_now(address).date() == due_on and _now(address).hour >= 9):
        phone.move("next")
    reminder = phone.message("Hoy vence el compromiso 5: prepara una lectura")
    for button in ("Hecho", "+1 semana", "Necesito ayuda"):
        phone.find(f'[data-message="{reminder}"] [data-button="{button}"]')
    return reminder


def _rosa_shows_a_photo(phone: Phone, folder: Path, reminder: str) -> None:
    photo = folder / "lectura.png"
    photo.write_bytes(landscape("lectura"))
    phone.start_reply(reminder)
    phone.attach(photo)
    answer = f'.message.mine:has([data-reply="{reminder}"])'
    phone.find(f'{answer} [data-media="photo"]')
    phone.find(f'{answer} [data-reaction="🎉"]')


def _the_digest_counts_it(phone: Phone, address: str) -> None:
    phone.move("day")  # the evidence may have come on a Monday, after that day's digest
    while not (_now(address).weekday() == MONDAY and _now(address).hour >= 8):
        phone.move("day" if _now(address).weekday() < 6 and _now(address).weekday() else "next")
    phone.become("Gabriela Soto")
    phone.open_chat("private")
    digest = phone.reads(".message[data-bot]", "Tus comunidades desde")
    assert "cumplidos 1, con evidencia 1" in digest


def _ask(address: str, path: str) -> Any:
    with urlopen(f"{address}/sim/{path}", timeout=10) as answer:
        return json.load(answer)


def _now(address: str) -> datetime:
    return datetime.fromisoformat(_ask(address, "state")["clock"]["now"]).astimezone(CHILE)


def _life(address: str) -> dict[str, list[tuple[int, str]]]:
    """Everything that was said, by who could read it."""
    life = {}
    for person in _ask(address, "state")["people"]:
        for chat in _ask(address, f"state?as={person['id']}")["chats"]:
            said = _ask(address, f"chats/{chat['id']}/messages?as={person['id']}")
            life[f"{person['name']} in {chat['title']}"] = [(m["id"], m["text"]) for m in said]
    return life
