"""No table with people in it can be forgotten by /misdatos and /olvidame."""

import re

import pytest
from sqlalchemy import BigInteger, Column, Integer, Table

from storage.personal import personal_columns
from storage.rows import metadata

LOOKS_LIKE_A_PERSON = re.compile(r"(^|_)(person|user|author|member|chat)(_id)?$|_by$")
MARKS = {"erase", "unlink", "never"}

COLUMNS = [(table, column) for table in metadata.sorted_tables for column in table.c]


def _name(value: object) -> str:
    return str(value.name) if isinstance(value, Table | Column) else str(value)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=_name)
def test_a_column_that_may_hold_a_persons_id_says_so(table: Table, column: Column[int]) -> None:
    is_number = isinstance(column.type, BigInteger | Integer)
    may_be = is_number and LOOKS_LIKE_A_PERSON.search(column.name.removesuffix("_id"))

    assert not may_be or column.info.get("person") in MARKS


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=_name)
def test_what_is_emptied_with_a_person_is_there(table: Table) -> None:
    for column in personal_columns(table):
        for other in column.info.get("empties", ()):
            assert other in table.c


def test_the_words_a_column_is_known_by_are_looked_for() -> None:
    names = ("person_id", "author_id", "saved_by", "telegram_chat_id", "user_id")

    assert all(LOOKS_LIKE_A_PERSON.search(name.removesuffix("_id")) for name in names)
