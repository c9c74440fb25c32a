"""How a community lives, and who reads of it when."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, text

from community.digest_choices import DigestKind, Often
from community.surveys import Item, Reach
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant, WallTime

surveys = Table(
    "surveys",
    metadata,
    own_id(),
    of_community(),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("published_at", Instant),
    Column("thread_id", BigId),
    # two guides who begin one at the same moment: the database lets one of them
    Index(
        "ix_surveys_open",
        "community_id",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)
# Nobody is in these two, and no instant: what was said is a count from the first tap on, and who
# tapped is a fingerprint that goes when the survey closes (decisions/0054).
survey_counts = Table(
    "survey_counts",
    metadata,
    Column("survey_id", BigId, ForeignKey("surveys.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Choice(Item), primary_key=True),
    Column("reach", Choice(Reach), primary_key=True),
    of_community(),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)
survey_marks = Table(
    "survey_marks",
    metadata,
    Column("survey_id", BigId, ForeignKey("surveys.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    of_community(),
    sqlite_with_rowid=False,
)
# Which landmarks of a community it has been told of: each once.
landmarks = Table(
    "landmarks",
    metadata,
    of_community(key=True),
    Column("key", String(32), primary_key=True),
    Column("told_at", Instant, nullable=False),
)
# When somebody reads which digest; who never chose and was never told anything has no row.
digest_choices = Table(
    "digest_choices",
    metadata,
    Column("person_id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    Column("kind", Choice(DigestKind), primary_key=True),
    Column("often", Choice(Often), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("at", WallTime, nullable=False),
    Column("zone_name", String(64)),
    Column("looked_at", Instant),
    Column("told_at", Instant),
)
