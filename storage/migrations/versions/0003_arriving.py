"""Profiles, charters, and the library."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types
from storage.types import BigId

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "charters",
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", BigId, nullable=True),
        sa.Column("written_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_charters_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community_id", name=op.f("pk_charters")),
    )
    op.create_table(
        "materials",
        sa.Column("id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("size", BigId, nullable=True),
        sa.Column("shared_by", BigId, nullable=True),
        sa.Column("shared_by_name", sa.Text(), nullable=False),
        sa.Column("saved_by", BigId, nullable=True),
        sa.Column("message_id", BigId, nullable=False),
        sa.Column("saved_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_materials_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_materials")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_materials_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_materials_recent", "materials", ["community_id", "saved_at"])

    op.create_table(
        "profiles",
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("can_help", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("godparent_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_profiles_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community_id", "person_id", name=op.f("pk_profiles")),
    )


def downgrade() -> None:
    op.drop_table("profiles")
    op.drop_table("materials")
    op.drop_table("charters")
