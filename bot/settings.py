"""Every environment variable, typed, in one frozen class; read nowhere else. `.env.example` lists them."""

from typing import Annotated

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from locales.words import LANGUAGES, nearest

MIN_SECRET = 32  # characters of MINGA_WEBHOOK_SECRET (promises.md §5)


class Settings(BaseSettings):
    """What an operator can say. Every field is MINGA_<NAME> in the environment or in `.env`."""

    model_config = SettingsConfigDict(
        env_prefix="MINGA_", env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True
    )

    token: SecretStr | None = None
    api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///minga.db"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    metrics_listen: str | None = None
    demo_listen: str = "127.0.0.1:8000"
    send_rate: float = 29.0
    allowed_chats: Annotated[frozenset[int], NoDecode] = frozenset()
    language: str = "es"
    operators: Annotated[frozenset[int], NoDecode] = frozenset()

    @field_validator("allowed_chats", "operators", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.replace(",", " ").split())
        return value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        found = nearest(value, "")
        if found not in LANGUAGES:
            raise ValueError(f"one of {', '.join(LANGUAGES)}")
        return found

    @field_validator("send_rate")
    @classmethod
    def _positive(cls, value: float) -> float:
        if value <= 0:
            raise ValueError("messages a second, more than 0")
        return value

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> "Settings":
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if self.webhook_url and len(secret) < MIN_SECRET:
            raise ValueError(
                f"MINGA_WEBHOOK_URL needs MINGA_WEBHOOK_SECRET of {MIN_SECRET} characters or more"
            )
        return self

    @property
    def bot_token(self) -> str:
        """The token, for those who talk to Telegram."""
        return self.token.get_secret_value() if self.token else ""

    @property
    def bot_id(self) -> int:
        """The bot's number: a token begins with it. 0 where the token is none."""
        digits = self.bot_token.partition(":")[0]
        return int(digits) if digits.isdecimal() else 0


def host_and_port(listen: str) -> tuple[str, int]:
    """«127.0.0.1:8080» as (host, port)."""
    host, _, port = listen.rpartition(":")
    return host or "127.0.0.1", int(port)
