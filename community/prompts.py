"""Prompts and what people answer: the questions a community thinks about together."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MessageId, PersonId, PromptId, ReflectionId


class PromptKind(StrEnum):
    """What a prompt asks for, so that not all is «good practices» (D2, M1)."""

    ACHIEVEMENT = "achievement"  # logro
    CHALLENGE = "challenge"  # desafío
    CONCERN = "concern"  # inquietud
    SETBACK = "setback"  # tropiezo
    OWN = "own"  # the guide's own words


class PromptState(StrEnum):
    """Where a prompt is."""

    SCHEDULED = "scheduled"
    POSTED = "posted"
    CANCELLED = "cancelled"


class Media(StrEnum):
    """What kind of file came with a message; only Telegram's file id is kept."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """pregunta: a question the community answers by replying, days later too."""

    id: PromptId
    community_id: CommunityId
    text: str
    kind: PromptKind = PromptKind.OWN
    bank_key: str | None = None  # which of the starter bank, so that it is not repeated
    state: PromptState = PromptState.SCHEDULED
    asked_by: PersonId | None = None  # None: the community's weekly rhythm
    created_at: datetime
    due_at: datetime | None = None
    posted_at: datetime | None = None
    closes_at: datetime | None = None
    thread_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Reflection:
    """reflexión: what somebody told in reply to a prompt, or to another reflection."""

    id: ReflectionId
    community_id: CommunityId
    prompt_id: PromptId
    person_id: PersonId | None  # None once the person asked to be forgotten
    text: str
    media: Media | None = None
    file_id: str | None = None
    message_id: MessageId
    reply_to_message_id: MessageId | None = None
    said_at: datetime
    edited_at: datetime | None = None


def post(prompt: Prompt, now: datetime, closes_at: datetime | None) -> Prompt:
    """The prompt goes to the group now."""
    return replace(
        prompt, state=PromptState.POSTED, due_at=None, posted_at=now, closes_at=closes_at
    )


def cancel(prompt: Prompt) -> Prompt:
    """A scheduled prompt will not be posted."""
    return replace(prompt, state=PromptState.CANCELLED, due_at=None)
