"""What a practice may know, whose name is hidden, and whom the bot asked whether to keep something.

Columns are added and dropped one by one, not in batch mode: that would rebuild `practices` without
the triggers of its index (0002).
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("school", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("multigrade", sa.Boolean(), nullable=True),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("asked_at", types.Instant(), nullable=True),
        sa.Column("asking_ended_at", types.Instant(), nullable=True),
        sa.Column("name_hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("rewording", sa.Text(), nullable=True),
    )


def upgrade() -> None:
    for column in _columns():
        op.add_column("practices", column)
    op.create_table(
        "nudges",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("community_id", types.BigId, nullable=False),
        sa.Column("message_id", types.BigId, nullable=False),
        sa.Column("person_id", types.BigId, nullable=False),
        sa.Column("asked_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_nudges_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_nudges_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("nudges")
    for column in reversed(_columns()):
        op.drop_column("practices", column.name)
