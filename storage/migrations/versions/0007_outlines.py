"""Plans of prompts, themes, and the monthly choice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNNING = sa.text("state = 'running'")
ASKED_ONCE = sa.text("theme_id IS NOT NULL AND state != 'cancelled'")


def upgrade() -> None:
    op.create_table(
        "outlines",
        sa.Column("id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_by", BIG, nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("thread_id", BIG, nullable=True),
        _of_a_community("outlines"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlines")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outlines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outlines_running",
            ["community_id"],
            unique=True,
            sqlite_where=RUNNING,
            postgresql_where=RUNNING,
        )
    op.create_table(
        "themes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", BIG, nullable=True),
        sa.Column("message_id", BIG, nullable=False),
        sa.Column("proposed_at", types.Instant(), nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        _of_a_community("themes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.UniqueConstraint(
            "community_id", "message_id", name=op.f("uq_themes_community_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "theme_rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("opened_at", types.Instant(), nullable=False),
        sa.Column("closes_at", types.Instant(), nullable=False),
        sa.Column("closed_at", types.Instant(), nullable=True),
        sa.Column("winner_id", BIG, nullable=True),
        _of_a_community("theme_rounds"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_rounds")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("theme_rounds", schema=None) as batch_op:
        batch_op.create_index(
            "ix_theme_rounds_community", ["community_id", "opened_at"], unique=False
        )
    op.create_table(
        "theme_points",
        sa.Column("theme_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("community_id", BIG, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("given_at", types.Instant(), nullable=False),
        _of_a_community("theme_points"),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["themes.id"], name=op.f("fk_theme_points_theme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("theme_id", "round_id", "person_id", name=op.f("pk_theme_points")),
    )
    with op.batch_alter_table("theme_points", schema=None) as batch_op:
        batch_op.create_index("ix_theme_points_round", ["community_id", "round_id"], unique=False)
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outline_id", BIG, nullable=True))
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("theme_id", BIG, nullable=True))
        batch_op.create_index("ix_prompts_outline_id", ["outline_id"], unique=False)
        batch_op.create_index(
            "ix_prompts_theme_id",
            ["community_id", "theme_id"],
            unique=True,
            sqlite_where=ASKED_ONCE,
            postgresql_where=ASKED_ONCE,
        )


def downgrade() -> None:
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_index("ix_prompts_theme_id")
        batch_op.drop_index("ix_prompts_outline_id")
        batch_op.drop_column("theme_id")
        batch_op.drop_column("position")
        batch_op.drop_column("outline_id")
    for table in ("theme_points", "theme_rounds", "themes", "outlines"):
        op.drop_table(table)


def _of_a_community(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["community_id"],
        ["communities.id"],
        name=op.f(f"fk_{table}_community_id"),
        ondelete="CASCADE",
    )
