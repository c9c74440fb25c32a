"""The repertoire, and what became of each practice."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from community.levels import Level
from community.materials import Subject
from community.practices import Origin, PracticeKind, PracticeState
from community.prompts import Media
from community.transfers import Asking, Outcome
from storage.rows.columns import metadata, of_community, of_practice, own_id
from storage.types import BigId, Choice, Instant, Listed

practices = Table(
    "practices",
    metadata,
    own_id(),
    of_community(),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Choice(PracticeKind), nullable=False),
    Column("state", Choice(PracticeState), nullable=False),
    Column("author_id", BigId, info={"person": "erase"}),
    Column("author_name", Text, nullable=False),
    Column("saved_by", BigId, info={"person": "unlink"}),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("message_id", BigId, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("search_text", Text, nullable=False, server_default="", info={"inner": True}),
    Column("search_marks", Text, nullable=False, server_default="", info={"inner": True}),
    Column("search_words", Text, nullable=False, server_default="[]", info={"inner": True}),
    Column("adapted_from", BigId),  # the practice it was made of, which may be gone
    Column("resurfaced_at", Instant, info={"inner": True}),
    Column("school", Text),
    Column("level", Choice(Level)),
    Column("subject", Text),
    Column("multigrade", Boolean),
    Column("context", Text),
    Column("origin", Choice(Origin)),
    Column("asked_at", Instant),
    Column("asking_ended_at", Instant),
    Column("name_hidden", Boolean, nullable=False, server_default=false()),
    Column("rewording", Text),
    Column("album", Text),
    Column("more_files", Listed, nullable=False, server_default="[]"),
    Column("told_length", Integer),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_practices_recent", "community_id", "told_at"),
    Index("ix_practices_newest", "community_id", "id"),
    Index("ix_practices_adapted_from", "adapted_from"),
    sqlite_autoincrement=True,
)
# Who tried a practice. Forgotten people leave the count, and no name.
trials = Table(
    "trials",
    metadata,
    own_id(),
    of_community(),
    of_practice(),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name",)}),
    Column("name", Text, nullable=False),
    Column("tried_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Column("adaptation_id", BigId),
    Column("author_told_at", Instant, info={"inner": True}),
    UniqueConstraint("practice_id", "person_id"),
    Index("ix_trials_community", "community_id", "tried_at"),
    sqlite_autoincrement=True,
)
thanks = Table(
    "thanks",
    metadata,
    of_practice(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    of_community(),
    Column("name", Text, nullable=False),
    Column("thanked_at", Instant, nullable=False),
    Column("author_told_at", Instant, info={"inner": True}),
)
# #gracias in reply to somebody: for their own path.
gratitudes = Table(
    "gratitudes",
    metadata,
    of_community(key=True),
    Column("message_id", BigId, primary_key=True),
    Column("giver_id", BigId, info={"person": "unlink", "empties": ("giver_name",)}),
    Column("giver_name", Text, nullable=False),
    Column("receiver_id", BigId, nullable=False, info={"person": "erase"}),
    Column("given_at", Instant, nullable=False),
    Index("ix_gratitudes_receiver_id", "receiver_id"),
)
milestones = Table(
    "milestones",
    metadata,
    of_practice(key=True),
    Column("state", Choice(PracticeState), primary_key=True),
    of_community(),
    Column("person_id", BigId, info={"person": "unlink"}),
    Column("reached_at", Instant, nullable=False),
    Column("message_id", BigId),
)
# Who took a practice to their school, and what became of it; what they told of it is beside it.
transfers = Table(
    "transfers",
    metadata,
    own_id(),
    of_community(),
    of_practice(),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name", "school")}),
    Column("name", Text, nullable=False),
    Column("school", Text),
    Column("taken_at", Instant, nullable=False),
    Column("asked_at", Instant),
    Column("outcome", Choice(Outcome)),
    Column("outcome_at", Instant),
    Column("asking", Choice(Asking)),
    Column("shared_at", Instant),
    UniqueConstraint("practice_id", "person_id"),
    Index("ix_transfers_community", "community_id", "taken_at"),
    sqlite_autoincrement=True,
)
tellings = Table(
    "tellings",
    metadata,
    own_id(),
    of_community(),
    Column("transfer_id", BigId, ForeignKey("transfers.id", ondelete="CASCADE"), nullable=False),
    Column("answers", Choice(Asking), nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("message_id", BigId),
    Column("told_at", Instant, nullable=False),
    Index("ix_tellings_transfer_id", "transfer_id"),
    sqlite_autoincrement=True,
)
# Whom the bot asked whether a message that many answered may be kept as a practice: once each.
nudges = Table(
    "nudges",
    metadata,
    own_id(),
    of_community(),
    Column("message_id", BigId, nullable=False),
    Column("person_id", BigId, nullable=False, info={"person": "erase"}),
    Column("asked_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    sqlite_autoincrement=True,
)
materials = Table(
    "materials",
    metadata,
    own_id(),
    of_community(),
    Column("title", Text, nullable=False),
    Column("subject", Choice(Subject)),
    Column("media", Choice(Media), nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_name", Text),
    Column("size", BigId),
    Column("shared_by", BigId, info={"person": "erase"}),
    Column("shared_by_name", Text, nullable=False),
    Column("saved_by", BigId, info={"person": "unlink"}),
    Column("message_id", BigId, nullable=False),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_materials_recent", "community_id", "saved_at"),
    sqlite_autoincrement=True,
)
