"""A table as a file that every spreadsheet opens, and that no cell of can act as a formula.

The one thing to know: cells hold what people wrote, and a cell that begins with = + - @ is run by a
spreadsheet. Such a cell gets an apostrophe before it (OWASP; promises.md §5); all are quoted, and the
mark at the beginning tells Excel that the letters are UTF-8.
"""

import csv
import io
from collections.abc import Sequence

from locales.words import Words
from messages.text import clean

BYTE_ORDER_MARK = "\ufeff"
_ACTS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")

Row = Sequence[object]


def as_csv(rows: Sequence[Row], comma: str) -> str:
    """The first row is the header; None is an empty cell; lines end as spreadsheets expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=comma, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[cell(value) for value in row] for row in rows])
    return BYTE_ORDER_MARK + out.getvalue()


def separator(country: str, words: Words) -> str:
    """As the spreadsheets of that country expect: «;» where «,» is the decimal sign."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    language = words.language.partition("_")[0]
    try:
        locale = Locale.parse(f"{language}_{country}")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(words.language)
    return ";" if get_decimal_symbol(locale) == "," else ","


def cell(value: object) -> str:
    """As it stands in the file: on the lines it had, without hidden characters, never a formula."""
    said = "" if value is None else str(value)
    shown = clean(said.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{shown}" if shown.lstrip(" \n").startswith(_ACTS) else shown
