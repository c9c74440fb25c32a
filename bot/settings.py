"""Every environment variable, typed, in one frozen class; read nowhere else. `.env.example` lists them."""

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from community.automatic_models import ModelTerms
from locales.words import LANGUAGES, nearest

LONGEST_TERM = 40  # letters of what people read about a model
SHORTEST_KEY = 8  # what is shorter could not be taken out of a log
LONGEST_WAIT = 300.0  # seconds for its answer
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
    llm_url: str | None = None
    llm_model: str = ""
    llm_key: SecretStr | None = None
    llm_provider: str = ""
    llm_country: str = ""
    llm_retention: str = ""
    llm_seconds: float = 60.0

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

    @field_validator("llm_seconds")
    @classmethod
    def _soon_enough(cls, value: float) -> float:
        if not 1 <= value <= LONGEST_WAIT:
            raise ValueError(f"seconds, from 1 to {LONGEST_WAIT:.0f}")
        return value

    @field_validator("llm_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"{SHORTEST_KEY} characters or more, or nothing where none is needed")
        return value

    @model_validator(mode="after")
    def _model_is_named(self) -> "Settings":
        """People are told who runs it, where, and what is kept: without that it is not offered."""
        if self.llm_url is None:
            return self
        for name in ("llm_model", "llm_provider", "llm_country", "llm_retention"):
            said = getattr(self, name)
            if not said.strip() or len(said) > LONGEST_TERM or "\n" in said:
                raise ValueError(
                    f"MINGA_LLM_URL needs MINGA_{name.upper()}: one line of at most {LONGEST_TERM} letters"
                )
        _must_be_an_endpoint(self.llm_url)
        return self

    @property
    def model_terms(self) -> ModelTerms | None:
        """What communities are told of the model; None where none is offered."""
        if self.llm_url is None:
            return None
        return ModelTerms(
            model=self.llm_model,
            provider=self.llm_provider,
            country=self.llm_country,
            retention=self.llm_retention,
            address=self.llm_url,
        )

    @property
    def secret_words(self) -> tuple[str, ...]:
        """What must never be in a log."""
        key = self.llm_key.get_secret_value() if self.llm_key else ""
        return tuple(filter(None, (self.bot_token, key)))

    @property
    def bot_token(self) -> str:
        """The token, for those who talk to Telegram."""
        return self.token.get_secret_value() if self.token else ""

    @property
    def bot_id(self) -> int:
        """The bot's number: a token begins with it. 0 where the token is none."""
        digits = self.bot_token.partition(":")[0]
        return int(digits) if digits.isdecimal() else 0


def _must_be_an_endpoint(url: str) -> None:
    """https, or http to a machine of one's own: what people said is in the request."""
    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("MINGA_LLM_URL is an address alone; the key goes into MINGA_LLM_KEY")
    host = parts.hostname or ""
    if parts.scheme == "https" and host:
        return
    if parts.scheme != "http" or not _is_near(host):
        raise ValueError("MINGA_LLM_URL is https://…, or http:// for a machine of your own network")


def _is_near(host: str) -> bool:
    """This machine, its private network, or a name without dots («ollama», in compose)."""
    try:
        address = ip_address(host)
    except ValueError:
        return bool(host) and "." not in host
    return address.is_loopback or address.is_private


def host_and_port(listen: str) -> tuple[str, int]:
    """«127.0.0.1:8080» as (host, port)."""
    host, _, port = listen.rpartition(":")
    return host or "127.0.0.1", int(port)
