"""The life of a practice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types
from storage.types import BigId

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "milestones",
        sa.Column("practice_id", BigId, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("reached_at", types.Instant(), nullable=False),
        sa.Column("message_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_milestones_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_milestones_practice_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", "state", name=op.f("pk_milestones")),
    )
    op.create_table(
        "thanks",
        sa.Column("practice_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("thanked_at", types.Instant(), nullable=False),
        sa.Column("author_told_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_thanks_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_thanks_practice_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", "person_id", name=op.f("pk_thanks")),
    )
    op.create_table(
        "transfers",
        sa.Column("id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("practice_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("school", sa.Text(), nullable=True),
        sa.Column("taken_at", types.Instant(), nullable=False),
        sa.Column("asked_at", types.Instant(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_at", types.Instant(), nullable=True),
        sa.Column("asking", sa.Text(), nullable=True),
        sa.Column("shared_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_transfers_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_transfers_practice_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
        sa.UniqueConstraint(
            "practice_id", "person_id", name=op.f("uq_transfers_practice_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_transfers_community", "transfers", ["community_id", "taken_at"])

    op.create_table(
        "trials",
        sa.Column("id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("practice_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tried_at", types.Instant(), nullable=False),
        sa.Column("answered_at", types.Instant(), nullable=True),
        sa.Column("adaptation_id", BigId, nullable=True),
        sa.Column("author_told_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_trials_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_trials_practice_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
        sa.UniqueConstraint(
            "practice_id", "person_id", name=op.f("uq_trials_practice_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_trials_community", "trials", ["community_id", "tried_at"])

    op.create_table(
        "tellings",
        sa.Column("id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("transfer_id", BigId, nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=True),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("message_id", BigId, nullable=True),
        sa.Column("told_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_tellings_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["transfers.id"],
            name=op.f("fk_tellings_transfer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tellings_transfer_id", "tellings", ["transfer_id"])

    # plain ALTERs: batch mode would rebuild `practices` without the triggers of its index (0002)
    op.add_column(
        "communities",
        sa.Column("resurfaces", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column("practices", sa.Column("adapted_from", BigId, nullable=True))
    op.add_column("practices", sa.Column("resurfaced_at", types.Instant(), nullable=True))
    op.create_index("ix_practices_adapted_from", "practices", ["adapted_from"])


def downgrade() -> None:
    op.drop_index("ix_practices_adapted_from", "practices")
    op.drop_column("practices", "resurfaced_at")
    op.drop_column("practices", "adapted_from")
    op.drop_column("communities", "resurfaces")
    op.drop_table("tellings")
    op.drop_table("trials")
    op.drop_table("transfers")
    op.drop_table("thanks")
    op.drop_table("milestones")
