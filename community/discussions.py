"""What was said in a group that chose to have its discussion read (mode full)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MessageId, PersonId
from community.prompts import Media


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """intervención: one message of a discussion."""

    community_id: CommunityId
    message_id: MessageId
    thread_id: int | None
    person_id: PersonId | None
    name: str
    text: str
    media: Media | None
    reply_to_message_id: MessageId | None
    said_at: datetime
    edited_at: datetime | None = None


class QuoteKind(StrEnum):
    """What a quoted line is; an agreement or a commitment is a candidate for people to confirm."""

    AGREEMENT = "agreement"
    DISPUTED = "disputed"  # somebody says yes, somebody no: not agreed yet
    COMMITMENT = "commitment"
    THEME = "theme"
    VOICE = "voice"
    QUESTION = "question"
    RESOURCE = "resource"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """cita: a verbatim piece of what somebody said, and where.

    `label` says what a theme or a voice is about in at most three words of it; empty for other kinds,
    and where no word is shared by two people. `file` names the file a resource came with.
    """

    kind: QuoteKind
    words: str
    author: str
    person_id: PersonId | None = None
    message_id: MessageId
    said_at: datetime
    label: tuple[str, ...] = ()
    file: str | None = None
    yes: int = 0  # how many people say yes to it, who proposed it too


@dataclass(frozen=True, kw_only=True)
class Summary:
    """resumen: the quotes that tell a discussion, of how many messages by how many people."""

    quotes: tuple[Quote, ...]
    messages: int
    people: int
    is_enough: bool = True  # False: too few messages to choose from, they are the quotes themselves
    candidates: tuple[Quote, ...] = ()  # every agreement and commitment there may be
