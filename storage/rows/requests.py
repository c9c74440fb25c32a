"""What people ask of one another and of the institution, and what they offer."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from community.petitions import PetitionState
from community.requests import How, RequestState
from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Choice, Instant

requests = Table(
    "requests",
    metadata,
    own_id(),
    of_community(),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Choice(RequestState), nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("thread_id", BigId),
    Column("asked_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("is_answered", Boolean, nullable=False),
    Column("times_asked", Integer, nullable=False),
    Column("is_still_sought", Boolean, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_requests_community", "community_id", "asked_at"),
    sqlite_autoincrement=True,
)
hands = Table(
    "hands",
    metadata,
    Column("request_id", BigId, ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    of_community(),
    Column("name", Text, nullable=False),
    Column("how", Choice(How), nullable=False),
    Column("message_id", BigId),
    Column("offered_at", Instant, nullable=False),
    Column("helped_at", Instant),
    Index("ix_hands_community", "community_id", "helped_at"),
    Index("ix_hands_person_id", "person_id"),
)
offers = Table(
    "offers",
    metadata,
    own_id(),
    of_community(),
    Column("person_id", BigId, nullable=False, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("offered_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_offers_community", "community_id", "offered_at"),
    sqlite_autoincrement=True,
)
# What a community asks of the institution; its words are copied when whoever asked says yes.
petitions = Table(
    "petitions",
    metadata,
    own_id(),
    of_community(),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("message_id", BigId),
    Column("thread_id", BigId),
    Column("state", Choice(PetitionState), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("sent_by", BigId, info={"person": "unlink"}),
    Column("answered_at", Instant),
    Column("answered_by", BigId, info={"person": "unlink"}),
    UniqueConstraint("community_id", "message_id"),
    sqlite_autoincrement=True,
)
