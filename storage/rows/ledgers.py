"""What came in, what goes out, what is due: the bot's own books."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.rows.columns import metadata, of_community, own_id
from storage.types import BigId, Instant

# What each message of the bot (or a kept message of a member) was about: a reply or a tap days
# later finds its subject here.
posts = Table(
    "posts",
    metadata,
    Column("telegram_chat_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("message_id", BigId, primary_key=True),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("about", String(24), nullable=False),
    Column("about_id", BigId, nullable=False),
    Column("posted_at", Instant, nullable=False),
    Index("ix_posts_about", "about", "about_id"),
    sqlite_with_rowid=False,
)
# Whom what the bot said in a group names, without what it said: when somebody is forgotten it is found
# by this and drawn anew or emptied (docs/decisions/0057). Somebody forgotten is nobody: 0, until then.
namings = Table(
    "namings",
    metadata,
    Column(
        "telegram_chat_id",
        BigId,
        primary_key=True,
        autoincrement=False,
        info={"person": "never"},  # groups alone
    ),
    Column("message_id", BigId, primary_key=True, autoincrement=False),
    Column("person_id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    of_community(),
    Column(
        "has_text", Boolean, nullable=False
    ),  # else a file, whose words below it cannot be emptied
    Column("said_at", Instant, nullable=False),
    Index("ix_namings_person_id", "person_id"),
    Index("ix_namings_community_id", "community_id", "said_at"),
    sqlite_with_rowid=False,
)
# What time has to do: one row per step, unique by key, so that nothing fires twice.
dues = Table(
    "dues",
    metadata,
    own_id(),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("kind", String(32), nullable=False),
    Column("subject_id", BigId, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("key", String(120), nullable=False, unique=True),
    Column("settled_at", Instant),
    Column("outcome", String(16)),
    Index(
        "ix_dues_open",
        "due_at",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
    Index("ix_dues_subject", "subject_id", "kind"),
    Index("ix_dues_community", "community_id", "settled_at"),
    sqlite_autoincrement=True,
)
inbox = Table(
    "inbox",
    metadata,
    own_id(),
    Column("update_id", BigId, nullable=False, unique=True),
    # the key stays, so that an update that Telegram repeats is recognised
    Column("chat_id", BigId, nullable=False, info={"person": "unlink", "empties": ("raw",)}),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("raw",)}),
    Column("raw", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("done_at", Instant),
    Index(
        "ix_inbox_open",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_inbox_done_at", "done_at"),
    # An id is never used again, even after retention: the dispatch looks only beyond the last one.
    sqlite_autoincrement=True,
)
outbox = Table(
    "outbox",
    metadata,
    own_id(),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("chat_id", BigId, nullable=False, info={"person": "erase"}),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("method", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("about", String(24)),
    Column("about_id", BigId),
    Column("then", String(16)),
    Column("dedupe_key", String(120), unique=True),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("not_before", Instant),
    Column("expires_at", Instant),
    Column("message_id", BigId),
    Column("settled_at", Instant),
    Column("error", Text),
    Index(
        "ix_outbox_open",
        "priority",
        "id",
        sqlite_where=text("state IN ('ready', 'sending')"),
        postgresql_where=text("state IN ('ready', 'sending')"),
    ),
    Index("ix_outbox_settled_at", "settled_at"),
    Index("ix_outbox_community", "community_id", "kind", "created_at"),
    sqlite_autoincrement=True,  # as the inbox: the courier looks only beyond the last id
)
# What must be asked of the network: in no transaction, so never by a handler or a job.
errands = Table(
    "errands",
    metadata,
    own_id(),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("kind", String(32), nullable=False),
    Column("subject_id", BigId, nullable=False),
    Column("payload", Text, nullable=False),  # JSON: choices and numbers of ours, nobody's words
    Column("key", String(120), nullable=False, unique=True),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("settled_at", Instant),
    Column("error", Text),
    Index(
        "ix_errands_open",
        "not_before",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
    Index("ix_errands_community_id", "community_id"),
    sqlite_autoincrement=True,
)
# Telegram's «wait» for one chat, kept so that a restart does not break it.
chat_windows = Table(
    "chat_windows",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    Column("not_before", Instant, nullable=False),
)
# What guides and admins did, without texts: visible to the community (promises.md §4).
deeds = Table(
    "deeds",
    metadata,
    own_id(),
    of_community(),
    Column("person_id", BigId, info={"person": "unlink"}),
    Column("deed", String(32), nullable=False),
    Column("done_at", Instant, nullable=False),
    Index("ix_deeds_community", "community_id", "done_at"),
    sqlite_autoincrement=True,
)
# Facts about this instance itself: last run of each job, whether it was restored.
instance = Table(
    "instance",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("noted_at", Instant, nullable=False),
)
