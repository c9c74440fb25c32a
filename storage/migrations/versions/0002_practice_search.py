"""The full text index of the repertoire.

On SQLite an FTS5 table beside `practices`, kept by triggers (also when rows go by a foreign key);
it stores no text of its own. Batch mode rebuilds a table without its triggers: a later migration
that alters `practices` on SQLite must make these anew. On PostgreSQL an index over the expression
storage/search.py asks with.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ENTER = "INSERT INTO practices_search (rowid, community_id, search_text) VALUES"
_LEAVE = "INSERT INTO practices_search (practices_search, rowid, community_id, search_text) VALUES"
_NEW = "(new.id, new.community_id, new.search_text)"
_OLD = "('delete', old.id, old.community_id, old.search_text)"

SQLITE = (
    "CREATE VIRTUAL TABLE practices_search USING fts5 (community_id, search_text,"
    " content='practices', content_rowid='id', tokenize='ascii')",
    f"CREATE TRIGGER practices_search_told AFTER INSERT ON practices BEGIN {_ENTER} {_NEW}; END",
    f"CREATE TRIGGER practices_search_gone AFTER DELETE ON practices BEGIN {_LEAVE} {_OLD}; END",
    "CREATE TRIGGER practices_search_edited AFTER UPDATE ON practices"
    f" BEGIN {_LEAVE} {_OLD}; {_ENTER} {_NEW}; END",
    "INSERT INTO practices_search (practices_search) VALUES ('rebuild')",
)
POSTGRESQL = (
    "CREATE INDEX practices_search ON practices USING gin (to_tsvector('simple', search_text))",
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP INDEX practices_search")
        return
    for trigger in ("told", "gone", "edited"):
        op.execute(f"DROP TRIGGER practices_search_{trigger}")
    op.execute("DROP TABLE practices_search")
