"""What the repertoire is found by: titles apart, kinds as words of the index, a vocabulary.

The vocabulary (practices_search_words) has every word of a community's practices, its stem, and how
many practices have it: it answers which stems begin with what was typed, and which word a misspelt
one may mean. Triggers keep it and the index, so that no way of deleting a practice leaves its words
behind. On PostgreSQL the index is over a column of its own; both databases hold the same words.
The columns are added one by one: batch mode would rebuild `practices` without its triggers.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from importlib import import_module

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_FTS = (
    "CREATE VIRTUAL TABLE practices_search USING fts5 ({columns},"
    " content='practices', content_rowid='id', tokenize={tokenize})"
)
_COLUMNS = "community_id, search_text, search_marks"
_ENTER = (
    f"INSERT INTO practices_search (rowid, {_COLUMNS})"
    " VALUES (new.id, new.community_id, new.search_text, new.search_marks)"
)
_LEAVE = (
    f"INSERT INTO practices_search (practices_search, rowid, {_COLUMNS})"
    " VALUES ('delete', old.id, old.community_id, old.search_text, old.search_marks)"
)
_CHANGED = (
    "WHEN (old.search_text, old.search_marks, old.search_words)"
    " IS NOT (new.search_text, new.search_marks, new.search_words)"
)
_LEARN = (
    "INSERT INTO practices_search_words (community_id, word, stem, backwards, practices)"
    " SELECT new.community_id, json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
    " json_extract(value, '$[2]'), 1"
    " FROM json_each(new.search_words) WHERE true"
    " ON CONFLICT (community_id, word, stem) DO UPDATE SET practices = practices + 1"
)
_OLD_WORDS = (
    "community_id = old.community_id AND (word, stem) IN"
    " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')"
    " FROM json_each(old.search_words))"
)
_UNLEARN = (
    f"UPDATE practices_search_words SET practices = practices - 1 WHERE {_OLD_WORDS};"
    f" DELETE FROM practices_search_words WHERE practices <= 0 AND {_OLD_WORDS}"
)
_TRIGGERS = ("told", "gone", "edited")

SQLITE = (
    "CREATE TABLE practices_search_words (community_id INTEGER NOT NULL, word TEXT NOT NULL,"
    " stem TEXT NOT NULL, backwards TEXT NOT NULL, practices INTEGER NOT NULL,"
    " PRIMARY KEY (community_id, word, stem)) WITHOUT ROWID",
    "CREATE INDEX practices_search_stems ON practices_search_words (community_id, stem, practices)",
    "CREATE INDEX practices_search_backwards ON practices_search_words (community_id, backwards)",
    _FTS.format(columns=_COLUMNS, tokenize="\"ascii tokenchars '_'\""),
    f"CREATE TRIGGER practices_search_told AFTER INSERT ON practices BEGIN {_ENTER}; {_LEARN}; END",
    "CREATE TRIGGER practices_search_gone AFTER DELETE ON practices"
    f" BEGIN {_LEAVE}; {_UNLEARN}; END",
    f"CREATE TRIGGER practices_search_edited AFTER UPDATE ON practices {_CHANGED}"
    f" BEGIN {_LEAVE}; {_UNLEARN}; {_ENTER}; {_LEARN}; END",
    "INSERT INTO practices_search (practices_search) VALUES ('rebuild')",
)

_PG_WORDS = (
    "SELECT w ->> 0 AS word, w ->> 1 AS stem, w ->> 2 AS backwards"
    " FROM json_array_elements({row}.search_words::json) AS w ORDER BY 1, 2"
)
POSTGRESQL = (
    "CREATE TABLE practices_search_words (community_id BIGINT NOT NULL,"
    ' word TEXT COLLATE "C" NOT NULL, stem TEXT COLLATE "C" NOT NULL,'
    ' backwards TEXT COLLATE "C" NOT NULL, practices INTEGER NOT NULL,'
    " PRIMARY KEY (community_id, word, stem)) WITH (fillfactor = 60)",
    "CREATE INDEX practices_search_stems ON practices_search_words (community_id, stem, practices)",
    "CREATE INDEX practices_search_backwards ON practices_search_words (community_id, backwards)",
    "ALTER TABLE practices ADD COLUMN practices_search tsvector GENERATED ALWAYS AS"
    " (array_to_tsvector(array_remove(string_to_array("
    "search_text || ' ' || search_marks || ' community_' || community_id::text, ' '), '')))"
    " STORED",
    "CREATE INDEX practices_search_index ON practices USING gin (practices_search)"
    " WITH (fastupdate = off)",
    f"""
    CREATE FUNCTION practices_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND old.search_words = new.search_words THEN RETURN NULL; END IF;
      IF TG_OP <> 'INSERT' THEN
        UPDATE practices_search_words AS known SET practices = known.practices - 1
          FROM ({_PG_WORDS.format(row="old")}) AS said
          WHERE known.community_id = old.community_id
            AND known.word = said.word AND known.stem = said.stem;
        DELETE FROM practices_search_words AS known
          USING ({_PG_WORDS.format(row="old")}) AS said
          WHERE known.community_id = old.community_id
            AND known.word = said.word AND known.stem = said.stem AND known.practices <= 0;
      END IF;
      IF TG_OP <> 'DELETE' THEN
        INSERT INTO practices_search_words AS known
          SELECT new.community_id, said.word, said.stem, said.backwards, 1
          FROM ({_PG_WORDS.format(row="new")}) AS said
          ON CONFLICT (community_id, word, stem)
          DO UPDATE SET practices = known.practices + 1;
      END IF;
      RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER practices_search_kept AFTER INSERT OR DELETE OR UPDATE OF search_words"
    " ON practices FOR EACH ROW EXECUTE FUNCTION practices_search_keep()",
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    _drop_old_index(is_sqlite)
    op.add_column(
        "practices", sa.Column("search_marks", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "practices", sa.Column("search_words", sa.Text(), server_default="[]", nullable=False)
    )
    op.create_index("ix_practices_newest", "practices", ["community_id", "id"], unique=False)
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.execute(statement)
    _read_again()


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        for trigger in _TRIGGERS:
            op.execute(f"DROP TRIGGER practices_search_{trigger}")
        op.execute("DROP TABLE practices_search")
    else:
        op.execute("DROP TRIGGER practices_search_kept ON practices")
        op.execute("DROP FUNCTION practices_search_keep")
        op.execute("ALTER TABLE practices DROP COLUMN practices_search")
    op.execute("DROP TABLE practices_search_words")
    op.drop_index("ix_practices_newest", table_name="practices")
    op.drop_column("practices", "search_words")
    op.drop_column("practices", "search_marks")
    op.execute("UPDATE practices SET search_text = replace(search_text, ' | ', ' ')")
    _make_old_index(is_sqlite)


def _drop_old_index(is_sqlite: bool) -> None:
    if not is_sqlite:
        op.execute("DROP INDEX practices_search")
        return
    for trigger in _TRIGGERS:
        op.execute(f"DROP TRIGGER practices_search_{trigger}")
    op.execute("DROP TABLE practices_search")


def _make_old_index(is_sqlite: bool) -> None:
    """As 0002 made it."""
    old = import_module("storage.migrations.versions.0002_practice_search")
    for statement in old.SQLITE if is_sqlite else old.POSTGRESQL:
        op.execute(statement)


def _read_again() -> None:
    """What is there already: its stems stand in the order of its words, so that no stemmer is
    needed to tell the title's from the rest, nor which word each belongs to."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text(
            "SELECT id, title, text, author_name, kind, level, multigrade, subject, search_text"
            " FROM practices"
            " WHERE withdrawn_at IS NULL"
        )
    ).fetchall()
    change = sa.text(
        "UPDATE practices SET search_text = :text, search_marks = :marks, search_words = :words"
        " WHERE id = :id"
    )
    for row in rows:
        title, stems = _words(row.title), row.search_text.split()
        said = _words(f"{row.title} {row.text}")
        said += stems[len(said) :]  # the author, and what else is known: their stems will do
        pairs = dict.fromkeys(zip(said, stems, strict=False))
        words = [[word[:40], stem[:40], word[:40][::-1]] for word, stem in pairs]
        text = f"{' '.join(stems[: len(title)])} | {' '.join(stems[len(title) :])}"
        bind.execute(
            change,
            {
                "id": row.id,
                "text": text,
                "marks": " ".join(_marks(row)),
                "words": json.dumps(words),
            },
        )
    bind.execute(sa.text("UPDATE practices SET search_text = '' WHERE withdrawn_at IS NOT NULL"))


def _marks(row: sa.Row[tuple[object, ...]]) -> list[str]:
    """As storage/search.py had them."""
    marks = [f"kind_{row.kind}"]
    marks += [f"level_{row.level}"] if row.level else []
    marks += ["level_multigrade"] if row.multigrade else []
    return marks + [f"subject_{word[:40]}" for word in _words(row.subject or "")]


def _words(text: str) -> list[str]:
    """As reading/stems.py had it when this was written."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = re.sub("[\u0300-\u036f\u20d0-\u20ff]", "", decomposed).casefold()
    return re.findall(r"[a-z0-9]+", bare)
