"""The past of commitments, their rhythm, who answers for an institution, and help asked with one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage import types

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("commitments", sa.Column("every", sa.Text(), nullable=True))
    op.add_column("commitments", sa.Column("follows_id", _big(), nullable=True))
    op.create_index(
        "ix_commitments_follows", "commitments", ["community_id", "follows_id"], unique=True
    )
    op.add_column("responsibles", sa.Column("contact_id", _big(), nullable=True))
    op.add_column(
        "responsibles",
        sa.Column("contact_name", sa.Text(), server_default="", nullable=False),
    )
    op.create_index("ix_responsibles_contact_id", "responsibles", ["contact_id", "community_id"])
    op.create_table(
        "commitment_changes",
        sa.Column("id", _big(), nullable=False),
        sa.Column("community_id", _big(), nullable=False),
        sa.Column("commitment_id", _big(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("person_id", _big(), nullable=True),
        sa.Column("changed_at", types.Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("was_state", sa.Text(), nullable=False),
        sa.Column("was_what", sa.Text(), nullable=False),
        sa.Column("was_due_on", sa.Date(), nullable=True),
        sa.Column("was_evidence", sa.Text(), nullable=True),
        sa.Column("was_every", sa.Text(), nullable=True),
        sa.Column("was_answers", sa.Text(), nullable=False),
        sa.Column("undone_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_commitment_changes_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_commitment_changes_commitment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_commitment_changes_commitment_id", "commitment_changes", ["commitment_id"])
    op.create_index("ix_commitment_changes_person_id", "commitment_changes", ["person_id"])


def downgrade() -> None:
    op.drop_table("commitment_changes")
    op.drop_index("ix_responsibles_contact_id", table_name="responsibles")
    with op.batch_alter_table("responsibles") as responsibles:
        responsibles.drop_column("contact_name")
        responsibles.drop_column("contact_id")
    op.drop_index("ix_commitments_follows", table_name="commitments")
    with op.batch_alter_table("commitments") as commitments:
        commitments.drop_column("follows_id")
        commitments.drop_column("every")


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
