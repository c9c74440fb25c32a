"""A session has an end, and who was there."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Never in batch mode: that drops the table for a moment, and attendances go with their sessions.
    op.add_column("sessions", sa.Column("ends_at", types.Instant(), nullable=True))
    _end_what_stands()
    op.create_table(
        "presences",
        sa.Column("session_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("marked_at", types.Instant(), nullable=False),
        *_of_a_session("presences"),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_presences")),
    )


def downgrade() -> None:
    op.drop_table("presences")
    op.drop_column("sessions", "ends_at")


def _end_what_stands() -> None:
    """Sessions called before had no end: ninety minutes, as a live one has now."""
    sessions = sa.table(
        "sessions",
        sa.column("id", BIG),
        sa.column("starts_at", types.Instant()),
        sa.column("ends_at", types.Instant()),
    )
    connection = op.get_bind()
    dated = sa.select(sessions.c.id, sessions.c.starts_at).where(sessions.c.starts_at.is_not(None))
    for row in connection.execute(dated).all():
        ends_at = row.starts_at + timedelta(minutes=90)
        connection.execute(sessions.update().where(sessions.c.id == row.id).values(ends_at=ends_at))


def _of_a_session(table: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f(f"fk_{table}_session_id"),
            ondelete="CASCADE",
        ),
        _of_a_community(table),
    )


def _of_a_community(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["community_id"],
        ["communities.id"],
        name=op.f(f"fk_{table}_community_id"),
        ondelete="CASCADE",
    )
