"""What is scheduled in a community, as people recognise it: a question, a session, reminders."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.ids import DueId


class Thing(StrEnum):
    """What a person would call it."""

    PROMPT = "prompt"  # a question that was scheduled
    WEEKLY = "weekly"  # the question of the community's weekly rhythm
    SESSION = "session"
    COMMITMENT = "commitment"  # the reminders of one
    DECISION = "decision"  # a question to the community; its moment is when it closes
    OUTLINE = "outline"  # what is to come of a plan
    THEMES = "theme"  # the next choice of themes, or the end of the one that is open


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """One thing, with every step of it that is planned."""

    thing: Thing
    subject: int
    dues: tuple[DueId, ...]
    kinds: frozenset[str]
    at: datetime  # of the session itself, else of the first step
    what: str  # the question, the session's title, what was promised; empty for the weekly one
    number: int | None = None  # a commitment's; of a plan, how many steps are to come
