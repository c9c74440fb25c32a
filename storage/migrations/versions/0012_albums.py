"""What came beside the first file and the first words of a practice, and the album it came in.

Columns are added and dropped one by one, not in batch mode: that would rebuild `practices` without
the triggers of its index (0002).
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("practices", sa.Column("album", sa.Text(), nullable=True))
    op.add_column(
        "practices", sa.Column("more_files", sa.Text(), server_default="[]", nullable=False)
    )
    op.add_column("practices", sa.Column("told_length", sa.Integer(), nullable=True))
    op.add_column("evidences", sa.Column("album", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("evidences", "album")
    for name in ("told_length", "more_files", "album"):
        op.drop_column("practices", name)
