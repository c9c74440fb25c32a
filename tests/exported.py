"""Exports as Telegram Desktop writes them, in the shapes that were seen in real files."""

from typing import Any

GROUP = 1650000001  # as in the file; bots see -1001650000001


def message(number: int, words: Any = "Leímos en voz alta", **more: Any) -> dict[str, Any]:
    """An ordinary message; `more` replaces or adds fields, None takes one away."""
    made = {
        "id": number,
        "type": "message",
        "date": "2026-10-01T10:00:00",
        "date_unixtime": str(1790859600 + number * 60),
        "from": "Rosa Quispe",
        "from_id": "user7001",
        "text": words,
        "text_entities": [],
        **more,
    }
    return {name: value for name, value in made.items() if value is not None}


def service(number: int, action: str, **more: Any) -> dict[str, Any]:
    """A line of Telegram's own."""
    return {
        "id": number,
        "type": "service",
        "date": "2026-10-01T10:00:00",
        "date_unixtime": str(1790859600 + number * 60),
        "actor": "Ana Soto",
        "actor_id": "user7002",
        "action": action,
        "text": "",
        "text_entities": [],
        **more,
    }


def export(*messages: dict[str, Any], number: int = GROUP) -> dict[str, Any]:
    """The export of one supergroup."""
    return {
        "name": "Red Ñuble",
        "type": "private_supergroup",
        "id": number,
        "messages": list(messages),
    }
