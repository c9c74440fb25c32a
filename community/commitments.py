"""Commitments: who does what by when with what evidence, and nobody without saying yes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from community.ids import CommitmentId, CommunityId, EvidenceId, MessageId, PersonId
from community.prompts import Media


class CommitmentState(StrEnum):
    """Where a commitment is (M8)."""

    DRAFT = "draft"  # something is still being asked; not yet shown to the group
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DONE = "done"
    EVIDENCED = "evidenced"
    RELEASED = "released"


class EvidenceKind(StrEnum):
    """What will show that it was done."""

    PHOTO = "photo"
    TEXT = "text"
    AUDIO = "audio"
    DOCUMENT = "document"
    LINK = "link"
    NONE = "none"


class Answer(StrEnum):
    """What a named person said to a commitment."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    JOINED = "joined"


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """compromiso: who does what by when with what evidence."""

    id: CommitmentId
    community_id: CommunityId
    number: int  # counts from 1 in each community: what people say aloud
    what: str
    due_on: date | None
    evidence: EvidenceKind | None
    state: CommitmentState
    proposed_by: PersonId | None
    created_at: datetime
    fulfilled_at: datetime | None = None
    fulfilled_by: PersonId | None = None
    released_at: datetime | None = None
    thread_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """responsable: a person (or a name nobody has answered for yet) on a commitment."""

    commitment_id: CommitmentId
    community_id: CommunityId
    position: int
    person_id: PersonId | None  # None: a name that stays text until somebody taps «Acepto»
    name: str
    answer: Answer = Answer.ASKED
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """evidencia: what somebody showed for a commitment."""

    id: EvidenceId
    community_id: CommunityId
    commitment_id: CommitmentId
    person_id: PersonId | None
    text: str
    media: Media | None = None
    file_id: str | None = None
    message_id: MessageId
    given_at: datetime
