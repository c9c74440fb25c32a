"""Thanks that somebody gave to somebody, for their own path."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "gratitudes",
        sa.Column("community_id", types.BigId, nullable=False),
        sa.Column("message_id", types.BigId, nullable=False),
        sa.Column("giver_id", types.BigId, nullable=True),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("receiver_id", types.BigId, nullable=False),
        sa.Column("given_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("community_id", "message_id"),
    )
    op.create_index("ix_gratitudes_receiver_id", "gratitudes", ["receiver_id"])


def downgrade() -> None:
    op.drop_index("ix_gratitudes_receiver_id", table_name="gratitudes")
    op.drop_table("gratitudes")
