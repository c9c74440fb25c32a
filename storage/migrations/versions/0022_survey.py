"""The anonymous survey, and the landmarks a community was told of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("opened_at", types.Instant(), nullable=False),
        sa.Column("closes_at", types.Instant(), nullable=False),
        sa.Column("closed_at", types.Instant(), nullable=True),
        sa.Column("published_at", types.Instant(), nullable=True),
        sa.Column("thread_id", _big(), nullable=True),
        _of_a("communities", "community_id", "surveys"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_surveys_open",
        "surveys",
        ["community_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "survey_counts",
        sa.Column("survey_id", _big(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        _of_a("surveys", "survey_id", "survey_counts"),
        _of_a("communities", "community_id", "survey_counts"),
        sa.PrimaryKeyConstraint("survey_id", "item", "reach", name=op.f("pk_survey_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_marks",
        sa.Column("survey_id", _big(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        _of_a("surveys", "survey_id", "survey_marks"),
        _of_a("communities", "community_id", "survey_marks"),
        sa.PrimaryKeyConstraint("survey_id", "fingerprint", name=op.f("pk_survey_marks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "landmarks",
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("told_at", types.Instant(), nullable=False),
        _of_a("communities", "community_id", "landmarks"),
        sa.PrimaryKeyConstraint("community_id", "key", name=op.f("pk_landmarks")),
    )
    op.add_column(
        "communities",
        sa.Column("tells_landmarks", sa.Boolean(), server_default=sa.true(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("communities", "tells_landmarks")
    for table in ("landmarks", "survey_marks", "survey_counts", "surveys"):
        op.drop_table(table)


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_a(parent: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
