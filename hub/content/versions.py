"""Versions of pages, such as ``3.1``: the first number changes with the meaning of the page."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+")
_SIGN = re.compile(r"^[vV](?=\d)")


def major_version(version: str | None) -> str:
    """The part of a version that changes with the page's meaning: ``3`` of ``3.1`` and ``v3.1``.

    Returns:
        What stands before the first full stop; empty for a page without a version.
    """
    return _SIGN.sub("", (version or "").strip(), count=1).partition(".")[0]


def asks_again(before: str | None, after: str | None) -> bool:
    """Whether a new version asks those who read the old one for a new acknowledgement."""
    old, new = _numbers(major_version(before)), _numbers(major_version(after))
    return bool(old) and new > old


def is_raised(before: str, after: str) -> bool:
    """Whether a version is above another; of those that have no numbers, any other one is."""
    old, new = _numbers(before), _numbers(after)
    return new > old if old and new else before != after


def _numbers(version: str) -> tuple[int, ...]:
    """A version's numbers without zeros at the end: ``3.0`` is ``3``."""
    numbers = [int(digits) for digits in _NUMBER.findall(version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
