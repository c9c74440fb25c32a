"""How the bot is doing, for one community and for the whole instance: facts, and never a text."""

from dataclasses import dataclass
from datetime import datetime

from community.ids import OutboxId


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something the bot did or will do: its kind (`practice.step`) and when."""

    kind: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A message of which nobody knows whether it arrived; guides may send it again."""

    id: OutboxId
    text: str


@dataclass(frozen=True, kw_only=True)
class CommunityStatus:
    """What a guide wants to know."""

    done: tuple[Step, ...]  # the newest first
    planned: tuple[Step, ...]  # the next first
    waiting: int  # messages that are not sent yet
    lost: tuple[Lost, ...]
    outline: str | None = None  # the title of the plan that runs
    taken_along: tuple[datetime, ...] = ()  # when its memory was, lately; the newest first


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """An update that could not be handled."""

    update_id: int
    error: str


@dataclass(frozen=True, kw_only=True)
class InstanceStatus:
    """What an operator wants to know."""

    version: str
    database_bytes: int
    inbox_waiting: int
    set_aside: tuple[SetAside, ...]
    outbox: dict[str, int]  # rows by state
    jobs: tuple[Step, ...]  # when each last ran, the newest first
