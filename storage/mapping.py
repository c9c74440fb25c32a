"""Rows in, domain out: columns are named as fields, so that the way between them is one line."""

from collections.abc import Hashable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy.engine import Row

T = TypeVar("T")


@cache
def _field_names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))


@cache
def _places(kind: Hashable, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Where in a row of these columns each field stands: looked up once for each kind of query."""
    return tuple((name, names.index(name)) for name in _field_names(kind))


def domain(kind: type[T], row: Row[Any]) -> T:
    """The dataclass made of the columns that bear its fields' names; others are passed over."""
    places = _places(cast(Hashable, kind), row._fields)
    return kind(**{name: row[place] for name, place in places})


def columns(value: Any, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The dataclass as column values."""
    values = dict(vars(value))
    for name in without:
        del values[name]
    return values
