"""Syntheses with their lines, and candidates for people to confirm."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "syntheses",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("prompt_id", _big(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("until", types.Instant(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("schools", sa.Integer(), nullable=False),
        sa.Column("worded", sa.Text(), nullable=True),
        sa.Column("edited_by", _big(), nullable=True),
        sa.Column("settled_at", types.Instant(), nullable=True),
        sa.Column("settled_by", _big(), nullable=True),
        sa.Column("thread_id", _big(), nullable=True),
        _of_a("communities", "community_id", "syntheses"),
        _of_a("prompts", "prompt_id", "syntheses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_syntheses")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_syntheses_community", "syntheses", ["community_id", "state", "made_at"])
    op.create_index("ix_syntheses_prompt_id", "syntheses", ["prompt_id"])
    op.create_table(
        "synthesis_lines",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("synthesis_id", _big(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=False),
        sa.Column("said_at", types.Instant(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_indexed", sa.Boolean(), nullable=False),
        _of_a("communities", "community_id", "synthesis_lines"),
        _of_a("syntheses", "synthesis_id", "synthesis_lines"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synthesis_lines")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_synthesis_lines_synthesis_id", "synthesis_lines", ["synthesis_id"])
    op.create_index("ix_synthesis_lines_message", "synthesis_lines", ["community_id", "message_id"])
    op.create_table(
        "candidates",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=True),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=False),
        sa.Column("said_at", types.Instant(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("found_at", types.Instant(), nullable=False),
        sa.Column("settled_at", types.Instant(), nullable=True),
        sa.Column("settled_by", _big(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        _of_a("communities", "community_id", "candidates"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint(
            "community_id",
            "message_id",
            "kind",
            name=op.f("uq_candidates_community_id_message_id_kind"),
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    for table in ("candidates", "synthesis_lines", "syntheses"):
        op.drop_table(table)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_a(parent: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
