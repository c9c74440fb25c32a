"""What many tables share: the names of constraints, and columns that mean the same everywhere."""

from sqlalchemy import Column, ForeignKey, MetaData

from storage.types import BigId

# Names for constraints: Alembic's batch mode needs them to find what it changes (facts.md §3).
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def own_id() -> Column[int]:
    """With `sqlite_autoincrement` on its table: SQLite otherwise gives the number of a deleted row to
    the next, and a button, a due or the courier's «beyond this row» would mean another thing."""
    return Column("id", BigId, primary_key=True)


def of_community(*, nullable: bool = False, key: bool = False) -> Column[int]:
    """Whose it is: in every table that holds what people of a community said or did."""
    return Column(
        "community_id",
        BigId,
        ForeignKey("communities.id", ondelete="CASCADE"),
        nullable=nullable,
        primary_key=key,
    )


def of_practice(*, key: bool = False) -> Column[int]:
    """Which practice it is about: it goes with it."""
    return Column(
        "practice_id",
        BigId,
        ForeignKey("practices.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=key,
    )
