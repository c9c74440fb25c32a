"""Thematic analyses: codes, codings and memos."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "analyses",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("prompt_id", _big(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("begun_by", _big(), nullable=True),
        sa.Column("begun_at", types.Instant(), nullable=False),
        sa.Column("touched_at", types.Instant(), nullable=True),
        _of_a("communities", "community_id", "analyses"),
        _of_a("prompts", "prompt_id", "analyses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analyses")),
        sa.UniqueConstraint(
            "community_id", "prompt_id", name=op.f("uq_analyses_community_id_prompt_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "codes",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("analysis_id", _big(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named_by", _big(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        _of_a("communities", "community_id", "codes"),
        _of_a("analyses", "analysis_id", "codes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_codes_analysis_id", "codes", ["analysis_id"])
    op.create_table(
        "codings",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("analysis_id", _big(), nullable=False),
        sa.Column("code_id", _big(), nullable=True),
        sa.Column("message_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _of_a("communities", "community_id", "codings"),
        _of_a("analyses", "analysis_id", "codings"),
        _of_a("codes", "code_id", "codings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_codings_analysis_id", "codings", ["analysis_id"])
    op.create_index("ix_codings_message", "codings", ["community_id", "message_id"])
    op.create_table(
        "memos",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("analysis_id", _big(), nullable=False),
        sa.Column("code_id", _big(), nullable=True),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", types.Instant(), nullable=False),
        _of_a("communities", "community_id", "memos"),
        _of_a("analyses", "analysis_id", "memos"),
        _of_a("codes", "code_id", "memos"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memos")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_memos_analysis_id", "memos", ["analysis_id"])


def downgrade() -> None:
    for table in ("memos", "codings", "codes", "analyses"):
        op.drop_table(table)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_a(parent: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
