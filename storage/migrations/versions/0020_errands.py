"""Errands: what must be asked of the network. A model's terms a community said yes to, and which
drafts were made with it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0020"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    is_open = sa.text("settled_at IS NULL")
    op.create_table(
        "errands",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=True),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject_id", _big(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asked_at", types.Instant(), nullable=False),
        sa.Column("not_before", types.Instant(), nullable=False),
        sa.Column("lease_until", types.Instant(), nullable=True),
        sa.Column("settled_at", types.Instant(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_errands_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
        sa.UniqueConstraint("key", name=op.f("uq_errands_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_errands_open",
        "errands",
        ["not_before"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_errands_community_id", "errands", ["community_id"])
    with op.batch_alter_table("communities") as table:
        table.add_column(sa.Column("model_mark", sa.String(16), nullable=True))
    with op.batch_alter_table("syntheses") as table:
        table.add_column(sa.Column("made_with", sa.Text(), nullable=False, server_default="bot"))


def downgrade() -> None:
    with op.batch_alter_table("syntheses") as table:
        table.drop_column("made_with")
    with op.batch_alter_table("communities") as table:
        table.drop_column("model_mark")
    op.drop_table("errands")


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
