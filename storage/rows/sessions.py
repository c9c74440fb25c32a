"""Sessions, who comes when, and their minutes."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from community.minutes import MinutesState, PointKind
from community.prompts import Media
from community.sessions import Reply, Rhythm, SessionKind, SessionState
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant, WallTime

sessions = Table(
    "sessions",
    metadata,
    own_id(),
    of_community(),
    Column("title", Text, nullable=False),
    Column("kind", Choice(SessionKind), nullable=False),
    Column("state", Choice(SessionState), nullable=False),
    Column("starts_at", Instant),  # empty while it is a draft
    Column("ends_at", Instant),  # likewise
    Column("meant_on", Date),  # of a draft: what of its date is known
    Column("meant_time", WallTime),
    Column("rhythm", Choice(Rhythm)),  # likewise
    Column("called_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("thread_id", BigId),
    Column("zone_name", Text),
    Column("points", Text),
    Column("series_id", BigId),
    Column("occurs_on", Date),
    Index("ix_sessions_community", "community_id", "starts_at"),
    sqlite_autoincrement=True,
)
attendances = Table(
    "attendances",
    metadata,
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    of_community(),
    Column("name", Text, nullable=False),
    Column("reply", Choice(Reply), nullable=False),
    Column("replied_at", Instant, nullable=False),
)
series = Table(
    "series",
    metadata,
    own_id(),
    of_community(),
    Column("title", Text, nullable=False),
    Column("kind", Choice(SessionKind), nullable=False),
    Column("rhythm", Choice(Rhythm), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("at", WallTime, nullable=False),
    Column("called_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("thread_id", BigId),
    Column("stopped_at", Instant),
    sqlite_autoincrement=True,
)
slots = Table(
    "slots",
    metadata,
    own_id(),
    of_community(),
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("on", Date, nullable=False),
    Column("at", WallTime, nullable=False),
    Index("ix_slots_session_id", "session_id"),
    sqlite_autoincrement=True,
)
availabilities = Table(
    "availabilities",
    metadata,
    Column("slot_id", BigId, ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    of_community(),
    Column("name", Text, nullable=False),
)
briefs = Table(
    "briefs",
    metadata,
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", BigId, primary_key=True),
    of_community(),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("told_at", Instant, nullable=False),
)
# Where a community's dates can be subscribed to; a new number makes another address.
calendar_addresses = Table(
    "calendar_addresses",
    metadata,
    of_community(key=True),
    Column("number", Integer, nullable=False),
    Column("token", String(64), unique=True),  # empty: revoked
)
presences = Table(
    "presences",
    metadata,
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    of_community(),
    Column("name", Text, nullable=False),
    Column("marked_at", Instant, nullable=False),
)
# The key is the only index: a second one doubles what each commit writes. Message ids rise with
# time within a chat, so its order is the order of what was said.
minutes = Table(
    "minutes",
    metadata,
    own_id(),
    of_community(),
    Column(
        "session_id",
        BigId,
        ForeignKey("sessions.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("title", Text, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("state", Choice(MinutesState), nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("text", Text),
    Column("edited_by", BigId, info={"person": "unlink"}),
    Column("drafted_at", Instant),
    Column("published_at", Instant),
    Column("published_by", BigId, info={"person": "unlink"}),
    Column("thread_id", BigId),
    Index("ix_minutes_community", "community_id", "state", "held_at"),
    sqlite_autoincrement=True,
)
points = Table(
    "points",
    metadata,
    own_id(),
    of_community(),
    Column("minutes_id", BigId, ForeignKey("minutes.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Choice(PointKind), nullable=False),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("noted_by", BigId, info={"person": "unlink"}),
    Column("message_id", BigId, nullable=False),
    Column("said_in", BigId),
    Column("place", Integer, nullable=False),
    Column("noted_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id", "place"),
    Index("ix_points_minutes_id", "minutes_id"),
    sqlite_autoincrement=True,
)
