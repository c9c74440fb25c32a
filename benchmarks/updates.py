"""Updates as Telegram sends them, made in numbers: talk, commands and taps in many groups.

Each function gives the JSON of one update; `numbered` puts the update ids. Dates are today's,
because a bot may treat old commands differently (promises.md §2).
"""

import json
import time
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

FIRST_CHAT = 1_000_000_000_000  # supergroups are -100…
PEOPLE_IN_A_GROUP = 10
TALK = (
    "Hoy trabajamos las fracciones con la cosecha de papas y entendieron mejor que con la guía",
    "¿Alguien tiene una rúbrica de lectura para curso combinado? La mía es de 2019 y no sirve",
    "Mañana no hay locomoción por el temporal, voy a mandar las actividades por radio otra vez",
    "Yo lo hice con el huerto: medimos, anotamos y después cada grupo explicó su tabla a los demás",
    "Gracias, lo voy a probar el jueves con tercero y cuarto y les cuento cómo nos fue",
)


def chat_id(group: int) -> int:
    """Telegram's id of the group number `group`, from 0."""
    return -(FIRST_CHAT + 1 + group)


def person(group: int, member: int) -> Json:
    """Somebody of a group; the same person for the same numbers."""
    number = 100_000 + group * PEOPLE_IN_A_GROUP + member % PEOPLE_IN_A_GROUP
    return {
        "id": number,
        "is_bot": False,
        "first_name": "Rosa",
        "last_name": f"Quilodrán {number}",
        "username": f"rosa{number}",
        "language_code": "es",
    }


def message(group: int, number: int, text: str, member: int = 0) -> Json:
    """A message in a group; a text that begins with «/» is a command."""
    said: Json = {
        "message_id": number,
        "from": person(group, member),
        "chat": {"id": chat_id(group), "title": f"Escuela {group}", "type": "supergroup"},
        "date": int(time.time()),
        "text": text,
    }
    if text.startswith("/"):
        word = text.split(" ", 1)[0]
        said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(word)}]
    return {"message": said}


def private(number: int, text: str) -> Json:
    """A message of one person to the bot alone."""
    who = person(0, 0)
    return {
        "message": {
            "message_id": number,
            "from": who,
            "chat": {"id": who["id"], "type": "private", "first_name": who["first_name"]},
            "date": int(time.time()),
            "text": text,
        }
    }


def talk(group: int, number: int) -> Json:
    """Ordinary talk."""
    return message(group, number, f"{TALK[number % len(TALK)]} ({number})", member=number)


def tap(group: int, number: int, on_message: int, data: str, member: int = 0) -> Json:
    """A press of a button under the bot's message `on_message`; `number` is unique."""
    return {
        "callback_query": {
            "id": str(number),
            "from": person(group, member),
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": on_message,
                "from": {"id": 4242, "is_bot": True, "first_name": "Minga"},
                "chat": {"id": chat_id(group), "title": f"Escuela {group}", "type": "supergroup"},
                "date": int(time.time()),
                "text": "¿Vienes?",
            },
        }
    }


def numbered(updates: Iterable[Json], first: int = 500_000_000) -> bytes:
    """One JSON object a line, with consecutive update ids."""
    return b"\n".join(
        json.dumps({"update_id": first + i, **update}, separators=(",", ":")).encode()
        for i, update in enumerate(updates)
    )
