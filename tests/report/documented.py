"""JSON beside its documentation: the fields that a page lists, and those that are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

_REFERENCE = Path(__file__).parents[2] / "content" / "reference"
_ROW = re.compile(r"^\| `(?P<field>[\w.\[\]]+)` \| (?P<type>[^|]+?) \|", re.M)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value


def _is_list_of(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(v, kind) for v in value)


_TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "whole number": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "true or false": lambda value: isinstance(value, bool),
    "day": _is_day,
    "object": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list),
    "list of strings": _is_list_of(str),
    "list of objects": _is_list_of(dict),
    "list of whole numbers": _is_list_of(int),
    "null": lambda value: value is None,
}


def documented(page: str) -> dict[str, str]:
    """The fields in a page's tables, with their types.

    Args:
        page: Its path in the reference.
    """
    text = (_REFERENCE / page).read_text(encoding="utf-8")
    return {match["field"]: match["type"] for match in _ROW.finditer(text)}


def is_of_type(value: object, written: str) -> bool:
    """Whether a value is of a type as the documentation names it."""
    if written in _TYPES:
        return _TYPES[written](value)
    return any(_TYPES[name](value) for name in written.split(" or "))


def fields(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Every field of a JSON value under the name that the documentation gives it."""
    if name:
        yield name, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from fields(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                for key, field in inner.items():
                    yield from fields(field, f"{name}[].{key}")
