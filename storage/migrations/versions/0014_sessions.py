"""Sessions: an end, slots, series, agenda, who was there, briefs, and an address for calendars."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Never in batch mode: that drops the table for a moment, and attendances go with their sessions.
    op.add_column("sessions", sa.Column("ends_at", types.Instant(), nullable=True))
    op.add_column("sessions", sa.Column("rhythm", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("zone_name", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("points", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("series_id", BIG, nullable=True))
    op.add_column("sessions", sa.Column("occurs_on", sa.Date(), nullable=True))
    _end_what_stands()
    _know_the_zone_it_was_told_in()
    op.create_table(
        "series",
        sa.Column("id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at", types.WallTime(), nullable=False),
        sa.Column("called_by", BIG, nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("thread_id", BIG, nullable=True),
        sa.Column("stopped_at", types.Instant(), nullable=True),
        _of_a_community("series"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "slots",
        sa.Column("id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("session_id", BIG, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", types.WallTime(), nullable=False),
        *_of_a_session("slots"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slots_session_id", "slots", ["session_id"], unique=False)
    op.create_table(
        "availabilities",
        sa.Column("slot_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"],
            ["slots.id"],
            name=op.f("fk_availabilities_slot_id"),
            ondelete="CASCADE",
        ),
        _of_a_community("availabilities"),
        sa.PrimaryKeyConstraint("slot_id", "person_id", name=op.f("pk_availabilities")),
    )
    op.create_table(
        "briefs",
        sa.Column("session_id", BIG, nullable=False),
        sa.Column("message_id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told_at", types.Instant(), nullable=False),
        *_of_a_session("briefs"),
        sa.PrimaryKeyConstraint("session_id", "message_id", name=op.f("pk_briefs")),
    )
    op.create_table(
        "calendar_addresses",
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        _of_a_community("calendar_addresses"),
        sa.PrimaryKeyConstraint("community_id", name=op.f("pk_calendar_addresses")),
        sa.UniqueConstraint("token", name=op.f("uq_calendar_addresses_token")),
    )
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
    for table in ("presences", "calendar_addresses", "briefs", "availabilities", "slots", "series"):
        op.drop_table(table)
    for column in ("occurs_on", "series_id", "points", "zone_name", "rhythm", "ends_at"):
        op.drop_column("sessions", column)


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


def _know_the_zone_it_was_told_in() -> None:
    op.execute(
        "UPDATE sessions SET zone_name = (SELECT zone_name FROM communities"
        " WHERE communities.id = sessions.community_id)"
    )


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
