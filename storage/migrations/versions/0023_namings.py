"""Which messages of the bot in a group name whom."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "namings",
        sa.Column("telegram_chat_id", _big(), autoincrement=False, nullable=False),
        sa.Column("message_id", _big(), autoincrement=False, nullable=False),
        sa.Column("person_id", _big(), autoincrement=False, nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("said_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_namings_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "telegram_chat_id", "message_id", "person_id", name=op.f("pk_namings")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_namings_person_id", "namings", ["person_id"])
    op.create_index("ix_namings_community_id", "namings", ["community_id", "said_at"])


def downgrade() -> None:
    op.drop_table("namings")


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
