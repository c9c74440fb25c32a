"""Decisions by consent: what is asked, what people say to it, and the agreements it leads to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    for column, usual in (("decision_days", "5"), ("decision_quorum", "50")):
        op.add_column(
            "communities",
            sa.Column(column, sa.Integer(), server_default=sa.text(usual), nullable=False),
        )
    op.create_table(
        "decisions",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", _big(), nullable=True),
        sa.Column("asked_name", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=True),
        sa.Column("thread_id", _big(), nullable=True),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", types.Instant(), nullable=False),
        sa.Column("closes_at", types.Instant(), nullable=False),
        sa.Column("settled_at", types.Instant(), nullable=True),
        _of_a_community("decisions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_decisions_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_community", "decisions", ["community_id", "state"])
    op.create_table(
        "positions",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("decision_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("is_core", sa.Boolean(), nullable=False),
        sa.Column("said_at", types.Instant(), nullable=False),
        _of_a_community("positions"),
        _of_a_decision("positions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sa.UniqueConstraint(
            "decision_id", "person_id", name=op.f("uq_positions_decision_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_positions_person_id", "positions", ["person_id"])
    op.create_table(
        "remarks",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("decision_id", _big(), nullable=False),
        sa.Column("person_id", _big(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message_id", _big(), nullable=True),
        sa.Column("given_at", types.Instant(), nullable=False),
        _of_a_community("remarks"),
        _of_a_decision("remarks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_remarks_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_remarks_decision_id", "remarks", ["decision_id"])
    op.create_table(
        "agreements",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decision_id", _big(), nullable=True),
        sa.Column("noted_by", _big(), nullable=True),
        sa.Column("agreed_at", types.Instant(), nullable=False),
        sa.Column("agreeing", sa.Integer(), nullable=False),
        sa.Column("concerned", sa.Integer(), nullable=False),
        sa.Column("objecting", sa.Integer(), nullable=False),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        _of_a_community("agreements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint(
            "community_id", "number", name=op.f("uq_agreements_community_id_number")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    for table in ("agreements", "remarks", "positions", "decisions"):
        op.drop_table(table)
    for column in ("decision_quorum", "decision_days"):
        op.drop_column("communities", column)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_a_community(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["community_id"],
        ["communities.id"],
        name=op.f(f"fk_{table}_community_id"),
        ondelete="CASCADE",
    )


def _of_a_decision(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["decision_id"],
        ["decisions.id"],
        name=op.f(f"fk_{table}_decision_id"),
        ondelete="CASCADE",
    )
