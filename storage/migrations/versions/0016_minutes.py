"""Minutes of sessions with their points, and handovers of a guide's part."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "minutes",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("session_id", _big(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_at", types.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closes_at", types.Instant(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("edited_by", _big(), nullable=True),
        sa.Column("drafted_at", types.Instant(), nullable=True),
        sa.Column("published_at", types.Instant(), nullable=True),
        sa.Column("published_by", _big(), nullable=True),
        sa.Column("thread_id", _big(), nullable=True),
        _of_a("communities", "community_id", "minutes"),
        _of_a("sessions", "session_id", "minutes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("session_id", name=op.f("uq_minutes_session_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_minutes_community", "minutes", ["community_id", "state", "held_at"])
    op.create_table(
        "points",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("minutes_id", _big(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=True),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("noted_by", _big(), nullable=True),
        sa.Column("message_id", _big(), nullable=False),
        sa.Column("said_in", _big(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("noted_at", types.Instant(), nullable=False),
        _of_a("communities", "community_id", "points"),
        _of_a("minutes", "minutes_id", "points"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points")),
        sa.UniqueConstraint(
            "community_id",
            "message_id",
            "place",
            name=op.f("uq_points_community_id_message_id_place"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_points_minutes_id", "points", ["minutes_id"])
    op.create_table(
        "handovers",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("to_id", _big(), nullable=False),
        sa.Column("from_id", _big(), nullable=True),
        sa.Column("given_at", types.Instant(), nullable=False),
        sa.Column("delivered_at", types.Instant(), nullable=True),
        _of_a("communities", "community_id", "handovers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handovers_to_id", "handovers", ["to_id"])


def downgrade() -> None:
    for table in ("handovers", "points", "minutes"):
        op.drop_table(table)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_a(parent: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
