"""Sessions as an iCalendar document (RFC 5545), for the calendar of a phone.

The one thing to know: a session keeps its UID for ever and its SEQUENCE rises with each change, so
that a calendar that reads a newer document moves or strikes out what it has.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from community.communities import Community
from community.ids import SessionId
from community.sessions import Session
from messages.calendar_zone import timezone
from messages.text import clean

if TYPE_CHECKING:
    from icalendar import Event

FILE_NAME = "agenda.ics"


def uids(sessions: Sequence[Session], fingerprint: Callable[[str], str]) -> dict[SessionId, str]:
    """The name each session bears for ever, in every file."""
    return {one.id: f"{fingerprint(f'session:{one.id}')[:32]}@minga" for one in sessions}


def calendar(
    sessions: Sequence[Session],
    uids: Mapping[SessionId, str],
    urls: Mapping[SessionId, str | None],
    community: Community,
    now: datetime,
) -> str:
    """The document, with the time zone it needs; lines end in CRLF."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Minga//Sessions//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean(community.title))
    if sessions:
        starts = [session.starts_at for session in sessions]
        made.add_component(timezone(community.zone, min(starts), max(starts)))
    for session in sessions:
        made.add_component(_event(session, uids[session.id], urls.get(session.id), community, now))
    return str(made.to_ical().decode())


def _event(
    session: Session, uid: str, url: str | None, community: Community, now: datetime
) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("sequence", session.sequence)
    event.add("dtstart", session.starts_at.astimezone(community.zone))
    event.add("dtend", session.ends_at.astimezone(community.zone))
    event.add("summary", " ".join(clean(session.title).split()))
    event.add("description", clean(community.title))
    event.add("status", "CONFIRMED" if session.is_planned else "CANCELLED")
    if url is not None:
        event.add("url", url)
    return event
