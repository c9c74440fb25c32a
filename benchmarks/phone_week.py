"""Bytes on the wire of a week of a member's normal life, without media.

Rosa's week with the real bot on the sandbox: one prompt she answers, the repertoire and three practices
read whole, two commitments taken on and done, their reminders, what she missed, and everything else the bot
says in her group meanwhile. Counted is what her phone gets from the bot and what it sends to it, as
JSON of the Bot API without compression: messages (without the text they reply to, of which Telegram
sends only the number), edits, reactions, the small answers to taps, her messages and her taps. What
the group says among itself is its own. Telegram's own protocol is binary and compressed, so her bill
is smaller; its headers and keep-alive are not in it.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, value
from benchmarks.load_client import LoadServer
from benchmarks.processes import sqlite_address
from sandbox.chats import Chat
from sandbox.rendering import as_message
from tests.conversation import Persona, Stage, open_stage

BAR = 25.0  # KB of 1,000 bytes (issue 3)
A_TAP = 180  # a button's data (64 bytes at most), the query's number, the message's, the chat's
CHANGES = ("editMessageText", "editMessageReplyMarkup", "setMessageReaction", "answerCallbackQuery")
TELLERS = {
    "Luis": "#practica Fracciones con tiras de papel: cada niño dobla su tira en mitades, tercios y "
    "cuartos y las compara con las de al lado. Sirve de 3.º a 6.º, sin comprar nada.",
    "Elena": "#practica Lectura en parejas de distinto curso: el grande lee un párrafo, el chico lo "
    "dibuja, y los dos lo cuentan al grupo. Veinte minutos, dos veces por semana.",
    "Pedro": "#practica La huerta como cuaderno: los de 5.º miden los surcos, los de 2.º cuentan "
    "plantas, y todo queda en un papelógrafo que escriben juntos.",
}


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """Kilobytes; the same life each time, so one round is enough."""
    return [value("a member's week on the wire", "KB", [asyncio.run(_live(folder))], bar=BAR)]


async def _live(folder: Path) -> float:
    async with open_stage(folder, database_url=sqlite_address(folder / "week.db")) as stage:
        ana, rosa = stage.person("Ana"), stage.person("Rosa")
        others = [stage.person(name) for name in TELLERS]
        group = await stage.community(
            "Red de Aprendizaje Docente, Ñuble", guides=[ana], members=[rosa, *others]
        )
        await rosa.starts()
        for other in others:
            await other.says(TELLERS[other.name], group)
        taps = await _week(stage, group, ana, rosa)
        return (_messages(stage, group, rosa) + _changes(stage, group, rosa) + taps) / 1000


async def _week(stage: Stage, group: Chat, ana: Persona, rosa: Persona) -> int:
    """Monday to Monday; gives the bytes of Rosa's taps."""
    taps = 0

    async def tap(button: str, message: Any = None) -> None:
        nonlocal taps
        await rosa.taps(button, message)
        taps += A_TAP

    await ana.says("/pregunta ¿Qué hiciste esta semana con niños de distintos cursos?", group)
    prompt = stage.last(group)
    await stage.passes(hours=5)
    await rosa.replies(
        "Junté a 1.º con 4.º: los grandes leyeron y los chicos dibujaron.", to=prompt
    )
    await ana.says("/compromiso Rosa sube la rúbrica de lectura el viernes, evidencia foto", group)
    await tap("Acepto")
    await ana.says("/compromiso Rosa y Luis cuentan cómo les fue el jueves", group)
    await tap("Acepto")
    await stage.passes(days=1)
    await rosa.says("/repertorio", group)
    listed = stage.last(group)
    for number in ("1", "2", "3"):
        await tap(number, listed)
    await stage.passes(days=3)
    await tap("Hecho")
    await rosa.says("/resumen", group)
    await stage.passes(days=3)
    return taps


def _messages(stage: Stage, group: Chat, rosa: Persona) -> int:
    """What the bot wrote where Rosa reads, and what she wrote to it."""
    seen = [*stage.messages(group), *stage.messages(rosa.id)]
    hers = [one for one in seen if one.sender in (rosa.id, stage.world.bot.id)]
    return sum(_size(as_message(stage.world, one, with_reply=False)) for one in hers)


def _changes(stage: Stage, group: Chat, rosa: Persona) -> int:
    """Edits and reactions in her chats, and the answers to taps (those of others are few)."""
    return sum(
        _size(call["params"])
        for call in stage.world.calls
        if call["method"] in CHANGES
        and call["params"].get("chat_id", group.id) in (group.id, rosa.id, str(group.id))
    )


def _size(body: Any) -> int:
    return len(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())
