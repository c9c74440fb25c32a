"""Sessions: when people meet, live or over some days."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, PersonId, SessionId


class SessionKind(StrEnum):
    """How people meet (M21)."""

    LIVE = "live"
    ASYNCHRONOUS = "asynchronous"
    MICROCENTRE = "microcentre"


class SessionState(StrEnum):
    """Whether it will take place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Reply(StrEnum):
    """What a person said to an invitation."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


@dataclass(frozen=True, kw_only=True)
class Session:
    """sesión: an encounter with a date."""

    id: SessionId
    community_id: CommunityId
    title: str
    kind: SessionKind = SessionKind.LIVE
    state: SessionState = SessionState.PLANNED
    starts_at: datetime
    called_by: PersonId | None
    created_at: datetime
    sequence: int = 0  # RFC 5545 SEQUENCE: rises with each change
    thread_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """asistencia: a person's answer to a session."""

    session_id: SessionId
    community_id: CommunityId
    person_id: PersonId
    name: str
    reply: Reply
    replied_at: datetime
