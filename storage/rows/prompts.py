"""What a community is asked, by whom and when, and what people answered."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from community.outlines import OutlineState
from community.prompts import Media, PromptKind, PromptState
from community.themes import ThemeState
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant

prompts = Table(
    "prompts",
    metadata,
    own_id(),
    of_community(),
    Column("text", Text, nullable=False),
    Column("kind", Choice(PromptKind), nullable=False),
    Column("bank_key", String(64)),
    Column("state", Choice(PromptState), nullable=False),
    Column("asked_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("posted_at", Instant),
    Column("closes_at", Instant),
    Column("closed_at", Instant),
    Column("thread_id", BigId),
    # no foreign keys: what was asked stays when the plan or the theme goes
    Column("outline_id", BigId),
    Column("position", Integer),
    Column("theme_id", BigId),
    Index("ix_prompts_community", "community_id", "posted_at"),
    Index("ix_prompts_outline_id", "outline_id"),
    # two guides who ask the chosen theme at the same moment: once
    Index(
        "ix_prompts_theme_id",
        "community_id",
        "theme_id",
        unique=True,
        sqlite_where=text("theme_id IS NOT NULL AND state != 'cancelled'"),
        postgresql_where=text("theme_id IS NOT NULL AND state != 'cancelled'"),
    ),
    sqlite_autoincrement=True,
)
reflections = Table(
    "reflections",
    metadata,
    own_id(),
    of_community(),
    Column("prompt_id", BigId, ForeignKey("prompts.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("album", Text),
    Column("message_id", BigId, nullable=False),
    Column("reply_to_message_id", BigId),
    Column("said_at", Instant, nullable=False),
    Column("edited_at", Instant),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_reflections_prompt_id", "prompt_id"),
    sqlite_autoincrement=True,
)
outlines = Table(
    "outlines",
    metadata,
    own_id(),
    of_community(),
    Column("key", String(32)),
    Column("title", Text, nullable=False),
    Column("state", Choice(OutlineState), nullable=False),
    Column("version", Integer, nullable=False),
    Column("begun_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("thread_id", BigId),
    # two guides who start one at the same moment: the database lets one of them
    Index(
        "ix_outlines_running",
        "community_id",
        unique=True,
        sqlite_where=text("state = 'running'"),
        postgresql_where=text("state = 'running'"),
    ),
    sqlite_autoincrement=True,
)
themes = Table(
    "themes",
    metadata,
    own_id(),
    of_community(),
    Column("text", Text, nullable=False),
    Column("state", Choice(ThemeState), nullable=False),
    Column("proposed_by", BigId, info={"person": "erase"}),
    Column("message_id", BigId, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("round_id", BigId),
    UniqueConstraint("community_id", "message_id"),
    sqlite_autoincrement=True,
)
theme_rounds = Table(
    "theme_rounds",
    metadata,
    own_id(),
    of_community(),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("winner_id", BigId),
    Index("ix_theme_rounds_community", "community_id", "opened_at"),
    sqlite_autoincrement=True,
)
theme_points = Table(
    "theme_points",
    metadata,
    Column("theme_id", BigId, ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True),
    Column("round_id", BigId, primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    of_community(),
    Column("points", Integer, nullable=False),
    Column("given_at", Instant, nullable=False),
    Index("ix_theme_points_round", "community_id", "round_id"),
)
