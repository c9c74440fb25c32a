"""When it was told what came in to a prompt."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("prompts", sa.Column("closed_at", types.Instant(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
