"""A table as a file that every spreadsheet opens, and of which no cell acts as a formula.

The one thing to know: cells hold what people wrote, and a cell that begins with = + - @ is run by a
spreadsheet. Such a cell, and such a line within one, gets an apostrophe before it (promises.md §5;
OWASP, «CSV Injection»); all are quoted (RFC 4180), and the mark at the beginning tells Excel that the
letters are UTF-8.
"""

import csv
import io
import re
from collections.abc import Sequence

from locales.words import Words
from messages.text import readable

BYTE_ORDER_MARK = "\ufeff"
# At the beginning of a line, after whatever spaces; the wide ones are taken for the narrow ones by
# spreadsheets in East Asian settings.
_FORMULA = re.compile(r"(?m)^(?=\s*[=+\-@\t\uff1d\uff0b\uff0d\uff20])")

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
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    return _FORMULA.sub("'", readable(str(value).replace("\r\n", "\n").replace("\r", "\n")))
