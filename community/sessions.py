"""Sessions: when people meet, live or over some days."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.calendar import at_wall
from community.ids import CommunityId, MessageId, PersonId, SeriesId, SessionId
from community.people import Person
from community.refusals import NothingGiven, Refusal


class NothingToCall(NothingGiven):
    """/sesion without a word."""


class SessionInThePast(Refusal):
    """That instant is over; `about` is the instant."""


class SessionCancelled(Refusal):
    """It does not take place; `about` is the session."""


class SessionStarted(Refusal):
    """It has begun, or is over; `about` is the session."""


class SessionAhead(Refusal):
    """It has not begun yet; `about` is the session."""


class SessionKind(StrEnum):
    """How people meet (M21)."""

    LIVE = "live"
    ASYNCHRONOUS = "asynchronous"
    MICROCENTRE = "microcentre"


LASTS: dict[SessionKind, timedelta] = {
    SessionKind.LIVE: timedelta(minutes=90),
    SessionKind.ASYNCHRONOUS: timedelta(days=5),  # product.md M21: a window of five days
    SessionKind.MICROCENTRE: timedelta(minutes=90),
}


class Rhythm(StrEnum):
    """How often a session comes again."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


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
    ends_at: datetime
    called_by: PersonId | None
    created_at: datetime
    sequence: int = 0  # RFC 5545 SEQUENCE: rises with each change
    thread_id: int | None = None
    zone_name: str | None = None  # the zone in which people were told its hour
    points: str | None = None  # what it is about, a line each
    series_id: SeriesId | None = None
    occurs_on: date | None = None  # its day in the series, wherever it was moved

    @property
    def open_until(self) -> datetime:
        """Until when somebody can say whether they take part: its start, or while it lasts."""
        return self.ends_at if self.kind is SessionKind.ASYNCHRONOUS else self.starts_at

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
    rhythm: Rhythm | None = None  # it is to come again


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """asistencia: a person's answer to a session."""

    session_id: SessionId
    community_id: CommunityId
    person_id: PersonId
    name: str
    reply: Reply
    replied_at: datetime


@dataclass(frozen=True, kw_only=True)
class Presence:
    """presencia: somebody who was at a session."""

    session_id: SessionId
    community_id: CommunityId
    person_id: PersonId
    name: str
    marked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Brief:
    """informe de microcentro: what somebody told of a microcentre some days after it."""

    session_id: SessionId
    community_id: CommunityId
    message_id: MessageId
    person_id: PersonId | None
    name: str
    text: str
    told_at: datetime


def planned_at(draft: Draft, zone: ZoneInfo) -> datetime | None:
    """The instant a draft means, or None while its day or its hour is missing."""
    if draft.meant_on is None or draft.meant_time is None:
        return None
    return at_wall(draft.meant_on, draft.meant_time, zone)


def call(draft: Draft, starts_at: datetime, now: datetime) -> Session:
    """The draft has its date: people may be asked whether they come."""
    if starts_at <= now:
        raise SessionInThePast(starts_at)
    return Session(
        id=draft.id,
        community_id=draft.community_id,
        title=draft.title,
        kind=draft.kind,
        starts_at=starts_at,
        ends_at=starts_at + LASTS[draft.kind],
        called_by=draft.called_by,
        created_at=draft.created_at,
        thread_id=draft.thread_id,
    )


def answer(session: Session, person: Person, reply: Reply, now: datetime) -> Attendance:
    """Whether somebody comes; it can be said again until the session begins."""
    must_be_open(session, now)
    return Attendance(
        session_id=session.id,
        community_id=session.community_id,
        person_id=person.id,
        name=person.name,
        reply=reply,
        replied_at=now,
    )


def move(session: Session, starts_at: datetime, now: datetime) -> Session:
    """Another date; the same one changes nothing. What people answered stays."""
    must_be_ahead(session, now)
    if starts_at == session.starts_at:
        return session
    if starts_at <= now:
        raise SessionInThePast(starts_at)
    return replace(
        session,
        starts_at=starts_at,
        ends_at=starts_at + (session.ends_at - session.starts_at),
        sequence=session.sequence + 1,
    )


def cancel(session: Session) -> Session:
    """It will not take place; calendars learn of it by the rising sequence."""
    if not session.is_planned:
        return session
    return replace(session, state=SessionState.CANCELLED, sequence=session.sequence + 1)


def was_there(session: Session, person: Person, now: datetime) -> Presence:
    """Somebody was there; it can be said once it began."""
    if not session.is_planned:
        raise SessionCancelled(session)
    if session.starts_at > now:
        raise SessionAhead(session)
    return Presence(
        session_id=session.id,
        community_id=session.community_id,
        person_id=person.id,
        name=person.name,
        marked_at=now,
    )


def with_points(session: Session, points: str, now: datetime) -> Session:
    """What it is about: one line a point, whatever they were parted with."""
    if not session.is_planned:
        raise SessionCancelled(session)
    if session.ends_at <= now:
        raise SessionStarted(session)
    parts = [part.strip(" \t-•*–.") for part in re.split(r"[\n;]", points)]
    kept = [part for part in parts if part]
    if not kept:
        raise NothingToCall("agenda")
    return replace(session, points="\n".join(kept))


def in_zone(session: Session, zone: ZoneInfo) -> Session:
    """The community's zone was corrected: the wall time that people were told stays."""
    if session.zone_name is None or session.zone_name == zone.key:
        return session
    told = session.starts_at.astimezone(ZoneInfo(session.zone_name))
    starts_at = at_wall(told.date(), told.time(), zone)
    return replace(
        session,
        starts_at=starts_at,
        ends_at=starts_at + (session.ends_at - session.starts_at),
        zone_name=zone.key,
        sequence=session.sequence + 1,
    )


def must_be_open(session: Session, now: datetime) -> None:
    """Raises SessionCancelled or SessionStarted: nobody can say any more whether they come."""
    if not session.is_planned:
        raise SessionCancelled(session)
    if session.open_until <= now:
        raise SessionStarted(session)


def must_be_ahead(session: Session, now: datetime) -> None:
    """Raises SessionCancelled or SessionStarted."""
    if not session.is_planned:
        raise SessionCancelled(session)
    if session.starts_at <= now:
        raise SessionStarted(session)
