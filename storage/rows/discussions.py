"""The talk, and what is read in it: drafts, candidates, codes."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from community.candidates import CandidateKind, CandidateState
from community.discussions import QuoteKind
from community.prompts import Media
from community.syntheses import MadeWith, SynthesisState
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant

utterances = Table(
    "utterances",
    metadata,
    of_community(key=True),
    Column("message_id", BigId, primary_key=True),
    Column("thread_id", BigId),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("reply_to_message_id", BigId),
    Column("said_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("kept_until", Instant),  # of what `minga import` brought; else it goes by its age
    sqlite_with_rowid=False,
)
syntheses = Table(
    "syntheses",
    metadata,
    own_id(),
    of_community(),
    Column("prompt_id", BigId, ForeignKey("prompts.id", ondelete="CASCADE")),
    Column("state", Choice(SynthesisState), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("schools", Integer, nullable=False),
    # not `text`: it is no name of what a line belongs to, and would be handed over with each of them
    Column("worded", Text),
    Column("edited_by", BigId, info={"person": "unlink"}),
    Column("settled_at", Instant),
    Column("settled_by", BigId, info={"person": "unlink"}),
    Column("thread_id", BigId),
    Column("made_with", Choice(MadeWith), nullable=False, server_default="bot"),
    Index("ix_syntheses_community", "community_id", "state", "made_at"),
    Index("ix_syntheses_prompt_id", "prompt_id"),
    sqlite_autoincrement=True,
)
synthesis_lines = Table(
    "synthesis_lines",
    metadata,
    own_id(),
    of_community(),
    Column("synthesis_id", BigId, ForeignKey("syntheses.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Choice(QuoteKind), nullable=False),
    Column("words", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("place", Integer, nullable=False),
    Column("is_indexed", Boolean, nullable=False),
    Index("ix_synthesis_lines_synthesis_id", "synthesis_id"),
    Index("ix_synthesis_lines_message", "community_id", "message_id"),
    sqlite_autoincrement=True,
)
candidates = Table(
    "candidates",
    metadata,
    own_id(),
    of_community(),
    Column("kind", Choice(CandidateKind), nullable=False),
    Column("state", Choice(CandidateState), nullable=False),
    Column("words", Text, nullable=False),
    Column("better", Text),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("yes", Integer, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", BigId, info={"person": "unlink"}),
    Column("number", Integer),
    UniqueConstraint("community_id", "message_id", "kind"),
    sqlite_autoincrement=True,
)
# What people said under codes, by reference: their words stay where they are kept.
analyses = Table(
    "analyses",
    metadata,
    own_id(),
    of_community(),
    Column("prompt_id", BigId, ForeignKey("prompts.id", ondelete="CASCADE")),
    Column("since_on", Date),
    Column("until_on", Date),
    Column("days", Integer),
    Column("begun_by", BigId, info={"person": "unlink"}),
    Column("begun_at", Instant, nullable=False),
    Column("touched_at", Instant),
    UniqueConstraint("community_id", "prompt_id"),
    sqlite_autoincrement=True,
)
codes = Table(
    "codes",
    metadata,
    own_id(),
    of_community(),
    Column("analysis_id", BigId, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("named_by", BigId, info={"person": "unlink"}),
    Column("place", Integer, nullable=False),
    Index("ix_codes_analysis_id", "analysis_id"),
    sqlite_autoincrement=True,
)
codings = Table(
    "codings",
    metadata,
    own_id(),
    of_community(),
    Column("analysis_id", BigId, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("code_id", BigId, ForeignKey("codes.id", ondelete="CASCADE")),
    Column("message_id", BigId, nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("number", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Index("ix_codings_analysis_id", "analysis_id"),
    Index("ix_codings_message", "community_id", "message_id"),
    sqlite_autoincrement=True,
)
memos = Table(
    "memos",
    metadata,
    own_id(),
    of_community(),
    Column("analysis_id", BigId, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("code_id", BigId, ForeignKey("codes.id", ondelete="CASCADE")),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    Index("ix_memos_analysis_id", "analysis_id"),
    sqlite_autoincrement=True,
)
