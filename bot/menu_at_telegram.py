"""Telegram's own command menu, in three languages, from the table of commands."""

import asyncio

import structlog

from bot.api import Ambiguous, Api, NotSent, Refused
from handlers.menu import COMMANDS, Command, Where, Who
from locales.words import LANGUAGES, words_in

log = structlog.get_logger("minga.menu")

# Telegram's language codes: two letters; Spanish is what everybody else sees.
CODES = {"es": "", "pt_BR": "pt", "en": "en"}


async def publish_menu(api: Api) -> None:
    """Tells Telegram; a refusal costs the menu, not the bot."""
    try:
        for language in LANGUAGES:
            for scope, shown in _scopes().items():
                await api.call(
                    "setMyCommands",
                    {
                        "commands": _described(shown, language),
                        "scope": {"type": scope},
                        "language_code": CODES[language],
                    },
                )
    except (Refused, NotSent, Ambiguous) as error:
        log.warning("the menu could not be published", error=str(error))
    await asyncio.sleep(0)


def _scopes() -> dict[str, list[Command]]:
    shown = [command for command in COMMANDS if command.says]
    guides = [
        command for command in shown if command.who is not Who.ANYONE or command.is_for_guides
    ]
    anyone = [command for command in shown if command not in guides]
    in_group = [command for command in anyone if not command.is_between_us]
    return {
        "all_private_chats": [c for c in anyone if c.where is not Where.GROUP],
        "all_group_chats": in_group,
        "all_chat_administrators": in_group + guides,
    }


def _described(commands: list[Command], language: str) -> list[dict[str, str]]:
    words = words_in(language)
    return [{"command": c.word, "description": words(c.says)} for c in commands]
