"""When who reads which digest, and what communities ask of the institution.

A guide's note is now a step of the guide, at an hour they choose: those planned for communities are
dropped, and the plans of the day (made at every start) plan the others.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "petitions",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=True),
        sa.Column("thread_id", _big(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", types.Instant(), nullable=False),
        sa.Column("sent_at", types.Instant(), nullable=True),
        sa.Column("sent_by", _big(), nullable=True),
        sa.Column("answered_at", types.Instant(), nullable=True),
        sa.Column("answered_by", _big(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_petitions_community_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petitions")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_petitions_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "digest_choices",
        sa.Column("person_id", _big(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("often", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", types.WallTime(), nullable=False),
        sa.Column("zone_name", sa.String(64), nullable=True),
        sa.Column("looked_at", types.Instant(), nullable=True),
        sa.Column("told_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_digest_choices")),
    )
    op.execute(
        "UPDATE dues SET settled_at = due_at, outcome = 'dropped'"
        " WHERE kind = 'digest.guides' AND settled_at IS NULL"
    )


def downgrade() -> None:
    for table in ("digest_choices", "petitions"):
        op.drop_table(table)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
