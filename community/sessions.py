"""Sessions: when people meet, live or over some days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from community.ids import CommunityId, PersonId, SessionId
from community.refusals import NothingGiven, Refusal

LONGEST_TITLE = 200  # characters that are kept: a title, not an essay


class SessionKind(StrEnum):
    """How people meet (M21)."""

    LIVE = "live"
    ASYNCHRONOUS = "asynchronous"
    MICROCENTRE = "microcentre"


class SessionState(StrEnum):
    """Whether it will take place."""

    DRAFT = "draft"  # its date is not known yet
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

    @property
    def is_planned(self) -> bool:
        """Whether it will take place, or did."""
        return self.state is SessionState.PLANNED


@dataclass(frozen=True, kw_only=True)
class Draft:
    """borrador de sesión: what was called, and what of its date is known so far."""

    id: SessionId
    community_id: CommunityId
    title: str
    kind: SessionKind = SessionKind.LIVE
    called_by: PersonId | None
    created_at: datetime
    thread_id: int | None = None
    meant_on: date | None = None  # in the community's zone
    meant_time: time | None = None  # on the wall there


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """asistencia: a person's answer to a session."""

    session_id: SessionId
    community_id: CommunityId
    person_id: PersonId
    name: str
    reply: Reply
    replied_at: datetime


def cancel(session: Session) -> Session:
    """It will not take place; calendars learn of it by the rising sequence."""
    if not session.is_planned:
        return session
    return replace(session, state=SessionState.CANCELLED, sequence=session.sequence + 1)
