"""How a migration runs: foreign keys off (batch mode would delete the children), in one transaction.

Both facts were found by running them (facts.md §0.3 and §0.4).
"""

from typing import Any, Literal

from alembic import context
from sqlalchemy import create_engine, event, make_url, pool, text

from storage.rows import metadata


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Our column types, written so that the revision can import them."""
    if kind == "type" and type(item).__module__ == "storage.types":
        autogen.imports.add("from storage import types")
        name = type(item).__name__
        return "sa.Text()" if name == "Choice" else f"types.{name}()"
    return False


def run() -> None:
    url = make_url(context.config.get_main_option("sqlalchemy.url") or "")
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        url = url.set(drivername="sqlite")
    engine = create_engine(url, poolclass=pool.NullPool)
    if is_sqlite:
        event.listen(engine, "connect", _own_transactions)
        event.listen(
            engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")
        )
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            render_item=render_item,
            include_name=lambda name, kind, _: (
                not (
                    kind in ("table", "index", "column")
                    and str(name).startswith("practices_search")
                )
            ),
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if is_sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise RuntimeError(f"the migration broke references: {broken[:5]}")
    engine.dispose()


def _own_transactions(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=30000")


run()
