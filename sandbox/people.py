"""Who there is: the people, the one bot, and the two accounts behind which Telegram hides others.

These records change as people act, so unlike the rest of the project's dataclasses they are not
frozen; only `world.py` and what acts on it write them.
"""

from dataclasses import dataclass

from sandbox.json_types import Json

BOT_ID = 7000000001
# Fixed accounts of Telegram: who "speaks" for an anonymous admin and for a channel.
ANONYMOUS_ADMIN = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass(kw_only=True)
class Person:
    """Somebody with a Telegram account. `started`: opened the private chat with the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    language_code: str = "es"
    started: bool = False
    blocked: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def as_user(self) -> Json:
        """The `User` object of the Bot API."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        user["language_code"] = self.language_code
        return user


@dataclass(kw_only=True)
class BotAccount:
    """The bot as BotFather knows it. `reads_all` is privacy mode switched off."""

    id: int = BOT_ID
    name: str = "Minga"
    username: str = "minga_demo_bot"
    reads_all: bool = False

    def as_user(self) -> Json:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.name,
            "username": self.username,
        }

    def as_me(self) -> Json:
        """The answer of getMe: a `User` with the fields only a bot sees of itself."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
