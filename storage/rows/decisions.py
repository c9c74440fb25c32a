"""Decisions by consent, what people said to them, and agreements."""

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

from community.agreements import AgreementState
from community.decisions import DecisionState, Stance
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant

decisions = Table(
    "decisions",
    metadata,
    own_id(),
    of_community(),
    Column("text", Text, nullable=False),
    Column("state", Choice(DecisionState), nullable=False),
    Column("asked_by", BigId, info={"person": "unlink", "empties": ("asked_name",)}),
    Column("asked_name", Text, nullable=False),
    Column("message_id", BigId),  # none for what was written in private
    Column("thread_id", BigId),
    Column("replaces", Integer),
    Column("days", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("settled_at", Instant),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_decisions_community", "community_id", "state"),
    sqlite_autoincrement=True,
)
# Who was forgotten stays as a number: their position counts, and nobody knows whose it was.
positions = Table(
    "positions",
    metadata,
    own_id(),
    of_community(),
    Column("decision_id", BigId, ForeignKey("decisions.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name",)}),
    Column("name", Text, nullable=False),
    Column("stance", Choice(Stance), nullable=False),
    Column("is_core", Boolean, nullable=False),
    Column("said_at", Instant, nullable=False),
    UniqueConstraint("decision_id", "person_id"),
    Index("ix_positions_person_id", "person_id"),
    sqlite_autoincrement=True,
)
remarks = Table(
    "remarks",
    metadata,
    own_id(),
    of_community(),
    Column("decision_id", BigId, ForeignKey("decisions.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, nullable=False, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("message_id", BigId),  # of the group; none for what was written in private
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_remarks_decision_id", "decision_id"),
    sqlite_autoincrement=True,
)
# No foreign key: an agreement outlives what each person said about it.
agreements = Table(
    "agreements",
    metadata,
    own_id(),
    of_community(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Choice(AgreementState), nullable=False),
    Column("decision_id", BigId),
    Column("noted_by", BigId, info={"person": "unlink"}),
    Column("agreed_at", Instant, nullable=False),
    Column("agreeing", Integer, nullable=False),
    Column("concerned", Integer, nullable=False),
    Column("objecting", Integer, nullable=False),
    Column("review_months", Integer, nullable=False),
    Column("review_on", Date),
    Column("ended_at", Instant),
    UniqueConstraint("community_id", "number"),
    sqlite_autoincrement=True,
)
