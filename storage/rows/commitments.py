"""Commitments, who answers for them, their past and their evidence."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from community.commitments import Answer, CommitmentState, Every, EvidenceKind
from community.commitments_changes import Happened
from community.prompts import Media
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant

commitments = Table(
    "commitments",
    metadata,
    own_id(),
    of_community(),
    Column("number", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("due_on", Date),
    Column("evidence", Choice(EvidenceKind)),
    Column("state", Choice(CommitmentState), nullable=False),
    Column("proposed_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("fulfilled_at", Instant),
    Column("fulfilled_by", BigId, info={"person": "unlink"}),
    Column("released_at", Instant),
    Column("thread_id", BigId),
    Column("every", Choice(Every)),
    Column("follows_id", BigId),
    UniqueConstraint("community_id", "number"),
    Index("ix_commitments_open", "community_id", "state", "due_on"),
    Index("ix_commitments_follows", "community_id", "follows_id", unique=True),
    sqlite_autoincrement=True,
)
responsibles = Table(
    "responsibles",
    metadata,
    Column(
        "commitment_id",
        BigId,
        ForeignKey("commitments.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, primary_key=True),
    of_community(),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name",)}),
    Column("name", Text, nullable=False),
    Column("answer", Choice(Answer), nullable=False),
    Column("answered_at", Instant),
    Column("contact_id", BigId, info={"person": "unlink", "empties": ("contact_name",)}),
    Column("contact_name", Text, nullable=False, server_default=""),
    Index("ix_responsibles_person_id", "person_id", "community_id"),
    Index("ix_responsibles_contact_id", "contact_id", "community_id"),
)
commitment_changes = Table(
    "commitment_changes",
    metadata,
    own_id(),
    of_community(),
    Column(
        "commitment_id", BigId, ForeignKey("commitments.id", ondelete="CASCADE"), nullable=False
    ),
    Column("happened", Choice(Happened), nullable=False),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("why",)}),
    Column("changed_at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("was_state", Choice(CommitmentState), nullable=False),
    Column("was_what", Text, nullable=False),
    Column("was_due_on", Date),
    Column("was_evidence", Choice(EvidenceKind)),
    Column("was_every", Choice(Every)),
    Column("was_answers", Text, nullable=False),
    Column("undone_at", Instant),
    Index("ix_commitment_changes_commitment_id", "commitment_id"),
    Index("ix_commitment_changes_person_id", "person_id"),
    sqlite_autoincrement=True,
)
evidences = Table(
    "evidences",
    metadata,
    own_id(),
    of_community(),
    Column(
        "commitment_id", BigId, ForeignKey("commitments.id", ondelete="CASCADE"), nullable=False
    ),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("album", Text),
    Column("message_id", BigId, nullable=False),
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_evidences_commitment_id", "commitment_id"),
    sqlite_autoincrement=True,
)
