"""What Telegram is told to show in its own menu."""

from typing import Any

from bot.api import Refused
from bot.menu_at_telegram import publish_menu


class Recorded:
    """Stands where Telegram is, and keeps what it is told."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.told: dict[tuple[str, str], list[str]] = {}
        self.refuses = refuses

    async def call(self, method: str, asked: dict[str, Any]) -> bool:
        if self.refuses:
            raise Refused(400, "BOT_COMMAND_INVALID", {})
        words = [each["command"] for each in asked["commands"]]
        self.told[asked["scope"]["type"], asked["language_code"]] = words
        return True


async def test_members_see_six_commands_in_their_group_and_what_is_kept_of_them_in_private() -> (
    None
):
    telegram = Recorded()

    await publish_menu(telegram)

    six = ["ayuda", "agenda", "pendientes", "repertorio", "resumen", "quiensabe"]
    assert telegram.told["all_group_chats", ""] == six
    assert telegram.told["all_group_chats", "pt"] == six
    private = telegram.told["all_private_chats", ""]
    assert set(private) > {*six, "privacidad", "misdatos", "olvidame"}
    guides = telegram.told["all_chat_administrators", ""]
    assert guides[:6] == six
    assert {"pregunta", "compromiso", "sesion"} <= set(guides)


async def test_a_refused_menu_costs_the_menu_and_not_the_bot() -> None:
    telegram = Recorded(refuses=True)

    await publish_menu(telegram)

    assert telegram.told == {}
