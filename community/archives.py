"""What a community takes along when it closes: a copy to be read by people, with names and no ids."""

from dataclasses import dataclass
from datetime import date, datetime

from community.commitments import CommitmentState
from community.communities import Community
from community.prompts import Media


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody's words, with the name they had; `name` is None once they were forgotten."""

    title: str
    text: str
    name: str | None
    media: Media | None
    at: datetime
    name_hidden: bool = False  # its author is not to be named


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A prompt and what people told in reply, in order."""

    text: str
    at: datetime
    replies: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Promised:
    """A commitment, who answers for it, and how it stands."""

    number: int
    what: str
    who: tuple[str, ...]
    due_on: date | None
    state: CommitmentState


@dataclass(frozen=True, kw_only=True)
class Met:
    """A session that was planned."""

    title: str
    at: datetime
    is_cancelled: bool


@dataclass(frozen=True, kw_only=True)
class Archive:
    """What a community takes along."""

    community: Community
    charter: str | None
    practices: tuple[Told, ...]
    materials: tuple[Told, ...]
    requests: tuple[Told, ...]
    offers: tuple[Told, ...]
    commitments: tuple[Promised, ...]
    sessions: tuple[Met, ...]
    prompts: tuple[Asked, ...]
