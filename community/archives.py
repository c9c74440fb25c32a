"""What a community takes along when it closes: a copy to be read by people, with names and no ids."""

from dataclasses import dataclass
from datetime import date, datetime

from community.commitments import CommitmentState
from community.communities import Community
from community.practices import Practice
from community.prompts import Media
from community.transfers import Outcome
from community.trials import Milestone


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
class Lived:
    """Somebody took a practice to their school; `name` and `school` are None where neither is told."""

    name: str | None
    school: str | None
    outcome: Outcome | None
    told: tuple[Told, ...]  # what the group could read


@dataclass(frozen=True, kw_only=True)
class Grown(Told):
    """A practice with its life: what it was made of, who tried it, how far it came, where it went."""

    practice: Practice
    origin: str | None = None  # the title of what it was made of, while that stands
    tried_by: tuple[str, ...] = ()  # those who may be named
    tried_unnamed: int = 0
    reached: tuple[Milestone, ...] = ()
    schools: tuple[Lived, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan that was begun, with the questions of it that were asked."""

    title: str
    asked: tuple[str, ...]


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
class Settled:
    """An agreement, with how many said what; whoever said it is not in it."""

    number: int
    text: str
    at: datetime
    agreeing: int
    concerned: int
    objecting: int
    holds: bool


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
    practices: tuple[Grown, ...]
    materials: tuple[Told, ...]
    requests: tuple[Told, ...]
    offers: tuple[Told, ...]
    commitments: tuple[Promised, ...]
    agreements: tuple[Settled, ...]
    sessions: tuple[Met, ...]
    minutes: tuple[Told, ...]
    prompts: tuple[Asked, ...]
    themes: tuple[Told, ...]
    plans: tuple[Planned, ...]
