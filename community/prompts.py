"""Prompts and what people answer: the questions a community thinks about together."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.calendar import first_allowed_at_or_after, local_day, next_weekly, start_of_day
from community.communities import Community
from community.ids import (
    CommunityId,
    MessageId,
    OutlineId,
    PersonId,
    PromptId,
    ReflectionId,
    ThemeId,
)
from community.refusals import Refusal

MAX_QUESTION = 400  # with the invitation under it, within the 600 characters of product.md §3
FRIDAY = 4
TIME_TO_ANSWER = timedelta(days=2)  # at least: teachers answer when there is signal and time
NOT_AGAIN_WITHIN = timedelta(days=365)  # a question of the bank is not repeated within a year
ONE_DAY = timedelta(days=1)


class PromptKind(StrEnum):
    """What a prompt asks for, so that not all is «good practices» (D2, M1)."""

    ACHIEVEMENT = "achievement"  # logro
    CHALLENGE = "challenge"  # desafío
    CONCERN = "concern"  # inquietud
    SETBACK = "setback"  # tropiezo
    OWN = "own"  # the guide's own words


class PromptState(StrEnum):
    """Where a prompt is."""

    DRAFT = "draft"  # a guide is choosing its words, or when to ask it
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
    closed_at: datetime | None = None  # when it was told what came in, or that nothing did
    thread_id: int | None = None
    outline_id: OutlineId | None = None  # the plan it is a step of, and which step, from 1
    position: int | None = None
    theme_id: ThemeId | None = None  # what a member proposed and the community chose

    @property
    def gives_way(self) -> bool:
        """Whether it waits for a day with room: nobody named its moment for it alone."""
        return self.outline_id is not None or (self.theme_id is not None and self.asked_by is None)


@dataclass(frozen=True, kw_only=True)
class Reflection:
    """reflexión: what somebody told in reply to a prompt, or to another reflection.

    Who writes as the group (an anonymous admin) or as a channel is nobody: their reflection is
    kept and credited to no one.
    """

    id: ReflectionId
    community_id: CommunityId
    prompt_id: PromptId
    person_id: PersonId | None
    text: str
    media: Media | None = None
    file_id: str | None = None
    album: str | None = None  # Telegram's media group: messages of one album are one answer
    message_id: MessageId
    reply_to_message_id: MessageId | None = None
    said_at: datetime
    edited_at: datetime | None = None


class QuestionTooLong(Refusal):
    """A question people would not finish reading on a phone; `about` is its length."""


class MomentAlone(Refusal):
    """«el jueves a las 18»: when to ask, and not what."""


class AlreadyAsked(Refusal):
    """The prompt is posted, scheduled or cancelled already, or was asked within the year."""


def checked(question: str) -> str:
    """A guide's words as a question; raises QuestionTooLong beyond MAX_QUESTION."""
    question = question.strip()
    if len(question) > MAX_QUESTION:
        raise QuestionTooLong(len(question))
    return question


def word(
    prompt: Prompt, text: str, kind: PromptKind = PromptKind.OWN, bank_key: str | None = None
) -> Prompt:
    """The prompt gets its words, or others; also while it waits for its day."""
    must_be_open(prompt)
    return replace(prompt, text=text, kind=kind, bank_key=bank_key)


def must_be_open(prompt: Prompt) -> None:
    """What was asked, or will not be, is settled: the second guide finds it so."""
    if prompt.state in (PromptState.POSTED, PromptState.CANCELLED):
        raise AlreadyAsked(prompt)


def post(prompt: Prompt, now: datetime, zone: ZoneInfo) -> Prompt:
    """The prompt goes to the group now; answers that come after it closes count too."""
    must_be_open(prompt)
    return replace(
        prompt,
        state=PromptState.POSTED,
        due_at=None,
        posted_at=now,
        closes_at=start_of_day(closing_day(now, zone) + ONE_DAY, zone),
    )


def schedule(prompt: Prompt, due_at: datetime) -> Prompt:
    """The prompt will be asked then; one that waits already is moved."""
    must_be_open(prompt)
    return replace(prompt, state=PromptState.SCHEDULED, due_at=due_at)


def cancel(prompt: Prompt) -> Prompt:
    """A prompt that waits will not be posted."""
    must_be_open(prompt)
    return replace(prompt, state=PromptState.CANCELLED, due_at=None)


def closing_day(posted_at: datetime, zone: ZoneInfo) -> date:
    """The first Friday that leaves people TIME_TO_ANSWER."""
    earliest = local_day(posted_at, zone) + TIME_TO_ANSWER
    return earliest + timedelta(days=(FRIDAY - earliest.weekday()) % 7)


def last_day(prompt: Prompt, zone: ZoneInfo) -> date:
    """The day a posted prompt says it waits until."""
    assert prompt.closes_at is not None
    return local_day(prompt.closes_at, zone) - ONE_DAY


def next_in_rhythm(community: Community, *, after: datetime) -> datetime:
    """When the community's weekly prompt is due next: on its day, at its time on the wall."""
    assert community.prompt_weekday is not None
    assert community.prompt_time is not None
    due_at = next_weekly(
        community.prompt_weekday, community.prompt_time, community.zone, after=after
    )
    return first_allowed_at_or_after(due_at, community.quiet, community.zone)


def corrected(
    reflection: Reflection, text: str, media: Media | None, file_id: str | None, now: datetime
) -> Reflection:
    """Its author edited the message."""
    return replace(reflection, text=text, media=media, file_id=file_id, edited_at=now)
