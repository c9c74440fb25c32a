"""Replays written discussions into groups of the cardboard Telegram, to see how they are summed up.

A file of JSON lines, a discussion a line: `{"id", "messages": [{"id", "author"|null, "text"}]}`. Each
becomes a group in mode full; authors without a name get one each. At the end somebody who was away
asks for /resumen, and the answer is given back.
"""

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.cast import Actor, Stage
from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.driver import Driver

BETWEEN = timedelta(minutes=20)  # from one message to the next
BATCH = 20  # messages said before the bot is waited for
GIVEN = (
    "Alba",
    "Bruno",
    "Celia",
    "Darío",
    "Edith",
    "Félix",
    "Gloria",
    "Hugo",
    "Inés",
    "Jorge",
    "Katia",
)
FAMILY = (
    *("Araya", "Bravo", "Cea", "Díaz", "Erazo", "Fica", "Godoy"),
    *("Ibarra", "Jara", "Lagos", "Mora", "Neira", "Oyarzún"),
)


async def replay(path: Path, driver: Driver, clock: Clock) -> list[str]:
    """Plays every discussion of the file; gives each group's title and its answer to /resumen."""
    stage = Stage(driver=driver, clock=clock, zone=ZoneInfo("America/Santiago"))
    lines = (await asyncio.to_thread(path.read_text, "utf-8")).splitlines()
    return [await _play(json.loads(line), stage) for line in lines if line.strip()]


async def _play(discussion: dict[str, Any], stage: Stage) -> str:
    driver, names = stage.driver, _names()
    guide = Actor(stage=stage, id=driver.person("Quien facilita").id, name="Quien facilita")
    away = Actor(stage=stage, id=driver.person("Quien estuvo lejos").id, name="Quien estuvo lejos")
    title = f"Conversación {discussion['id']}"
    group = driver.chat(title, members=[away.id], admins=[guide.id])
    await _activate(guide, group, stage)
    known: dict[str, int] = {}
    for number, message in enumerate(discussion["messages"], start=1):
        author = message["author"] or f"message {number}"
        if author not in known:
            known[author] = driver.person(message["author"] or next(names)).id
            group.seats[known[author]] = "member"
        driver.say(known[author], group.id, message["text"][:4000])
        if number % BATCH == 0:
            await stage.rest()
        await stage.clock.move_to(stage.clock.now() + BETWEEN)
    await stage.rest()
    await away.says("/resumen", group)
    return f"\n— {title} ({len(discussion['messages'])})\n{driver.told(group.id)[-1]}"


async def _activate(guide: Actor, group: Chat, stage: Stage) -> None:
    stage.driver.bot(group.id, "administrator", by=guide.id)
    await stage.rest()
    setup = stage.find(group.id, "Minga")
    await guide.taps("Español", setup)
    await guide.taps("Chile", setup)
    zone = next((b for b in stage.buttons(setup) if "Santiago" in b), None)
    if zone is not None:
        await guide.taps(zone, setup)
    await guide.taps("Completo", setup)


def _names() -> Iterator[str]:
    """Invented names, each once: the two lists have no common divisor, so their pairs go round
    once before they repeat, then with a number."""
    pairs = len(GIVEN) * len(FAMILY)
    for number in count():
        name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
        yield name if number < pairs else f"{name} {number // pairs + 1}"
