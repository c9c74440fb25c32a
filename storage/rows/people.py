"""Communities, the people in them, and who facilitates, accompanies or coordinates."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, text, true

from community.communities import Mode, State
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant, WallTime

communities = Table(
    "communities",
    metadata,
    own_id(),
    Column("telegram_chat_id", BigId, nullable=False, unique=True, info={"person": "never"}),
    Column("title", Text, nullable=False),
    Column("chat_type", String(16), nullable=False),
    Column("is_forum", Boolean, nullable=False),
    Column("home_thread_id", BigId),
    Column("state", Choice(State), nullable=False),
    Column("mode", Choice(Mode), nullable=False),
    Column("language", String(8), nullable=False),
    Column("country", String(8), nullable=False),
    Column("zone_name", String(64), nullable=False),
    Column("quiet_from", WallTime, nullable=False),
    Column("quiet_to", WallTime, nullable=False),
    Column("silent_weekdays", String(7), nullable=False),
    Column("weekly_cap", Integer, nullable=False),
    Column("bot_is_admin", Boolean, nullable=False),
    Column("admin_loss_told", Boolean, nullable=False),
    Column("invited_at", Instant, nullable=False),
    Column("activated_at", Instant),
    Column("paused_at", Instant),
    Column("paused_until", Instant),
    Column("ended_at", Instant),
    Column("prompt_weekday", Integer),
    Column("prompt_time", WallTime),
    Column("resurfaces", Boolean, nullable=False, server_default=true()),
    Column("decision_days", Integer, nullable=False, server_default=text("5")),
    Column("decision_quorum", Integer, nullable=False, server_default=text("50")),
    Column("tells_landmarks", Boolean, nullable=False, server_default=true()),
    Column("model_mark", String(16)),
    sqlite_autoincrement=True,
)
people = Table(
    "people",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("language", String(16)),
    Column("met_at", Instant, nullable=False),
    Column("started_private_at", Instant),
    Column("unreachable_at", Instant),
    Column("keep_nothing_at", Instant),
    Column("no_private_at", Instant),
    Column("community_meant", BigId),
)
members = Table(
    "members",
    metadata,
    of_community(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("is_guide", Boolean, nullable=False),
    Column("belongs", Boolean, nullable=False),
    Column("school", Text),
    Column("level", Text),
    Column("joined_at", Instant, nullable=False),
    Column("last_spoke_at", Instant),
    Column("left_at", Instant),
    Column("paused_until", Instant),
    Column("hidden_from_search", Boolean, nullable=False, server_default=text("false")),
    Index("ix_members_person_id", "person_id"),
)
# What a member said of themselves one question at a time; school and level are the member's own.
profiles = Table(
    "profiles",
    metadata,
    of_community(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("asked", Integer, nullable=False),
    Column("can_help", Text),
    Column("needs", Text),
    Column("godparent_id", BigId, info={"person": "unlink"}),
)
charters = Table(
    "charters",
    metadata,
    of_community(key=True),
    Column("text", Text, nullable=False),
    Column("written_by", BigId, info={"person": "unlink"}),
    Column("written_at", Instant, nullable=False),
)
coordinators = Table(
    "coordinators",
    metadata,
    of_community(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("invited_by", BigId, info={"person": "unlink"}),
    Column("since", Instant, nullable=False),
)
invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True, info={"inner": True}),
    of_community(),
    Column("made_by", BigId, info={"person": "unlink"}),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", BigId, info={"person": "unlink"}),
    Column("used_at", Instant),
)
handovers = Table(
    "handovers",
    metadata,
    own_id(),
    of_community(),
    Column("to_id", BigId, nullable=False, info={"person": "erase"}),
    Column("from_id", BigId, info={"person": "unlink"}),
    Column("given_at", Instant, nullable=False),
    Column("delivered_at", Instant),
    Index("ix_handovers_to_id", "to_id"),
    sqlite_autoincrement=True,
)
