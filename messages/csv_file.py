"""A table as a file that every spreadsheet opens, and that no cell of can act as a formula.

The one thing to know: cells hold what people wrote, and a cell that begins with = + - @ is run by a
spreadsheet. Such a cell gets an apostrophe before it (OWASP; promises.md §5); all are quoted, and the
mark at the beginning tells Excel that the letters are UTF-8.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from messages.text import clean

MARK = "\ufeff"
_ACTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table; None is an empty cell."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([cell(value) for value in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return MARK + written.getvalue()


def cell(value: object) -> str:
    """As it stands in the file: on the lines it had, without hidden characters, never a formula."""
    said = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    shown = clean(said)
    acts = said.lstrip(" \n").startswith(_ACTS) or shown.lstrip(" \n").startswith(_ACTS)
    return f"'{shown}" if acts else shown
