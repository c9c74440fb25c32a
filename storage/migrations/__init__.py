"""The schema's history (Alembic). Revision ids are the numbers of the files."""
