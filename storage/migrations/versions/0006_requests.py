"""Requests with their hands, offers, and who does not want to be shown as somebody who knows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=False),
        sa.Column("thread_id", _big(), nullable=True),
        sa.Column("asked_at", types.Instant(), nullable=False),
        sa.Column("closed_at", types.Instant(), nullable=True),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("times_asked", sa.Integer(), nullable=False),
        sa.Column("is_still_sought", sa.Boolean(), nullable=False),
        _of_a_community("requests"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_requests_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_requests_community", "requests", ["community_id", "asked_at"])
    op.create_table(
        "hands",
        sa.Column("request_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=True),
        sa.Column("offered_at", types.Instant(), nullable=False),
        sa.Column("helped_at", types.Instant(), nullable=True),
        _of_a_community("hands"),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["requests.id"],
            name=op.f("fk_hands_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "person_id", name=op.f("pk_hands")),
    )
    op.create_index("ix_hands_community", "hands", ["community_id", "helped_at"])
    op.create_index("ix_hands_person_id", "hands", ["person_id"])
    op.create_table(
        "offers",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=False),
        sa.Column("offered_at", types.Instant(), nullable=False),
        _of_a_community("offers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_offers_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offers_community", "offers", ["community_id", "offered_at"])
    with op.batch_alter_table("members") as members:
        members.add_column(
            sa.Column(
                "hidden_from_search", sa.Boolean(), server_default=sa.text("false"), nullable=False
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("members") as members:
        members.drop_column("hidden_from_search")
    for table in ("offers", "hands", "requests"):
        op.drop_table(table)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_a_community(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["community_id"],
        ["communities.id"],
        name=op.f(f"fk_{table}_community_id"),
        ondelete="CASCADE",
    )
