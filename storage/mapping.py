"""Rows in, domain out: columns are named as fields, so that the way between them is one line."""

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy.engine import Row

T = TypeVar("T")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def domain(kind: type[T], row: Row[Any]) -> T:
    """The dataclass made of the columns that bear its fields' names; others are passed over."""
    found = row._mapping
    return kind(**{name: found[name] for name in _field_names(kind)})


def columns(value: Any, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The dataclass as column values."""
    return {
        name: getattr(value, name)
        for name in _field_names(type(value))
        if name not in without
    }
