"""The formats that can be imported, and which of them a file is likely to have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hub.usage.imports.combined import read_combined, read_vhost
from hub.usage.imports.lines import lines_of
from hub.usage.imports.requests import Reader
from hub.usage.imports.stamps import seconds_of

_SAMPLE = 64 * 1024
"""Bytes of a file's beginning that its format is told from."""
_LINES = 20

LOGS: Mapping[str, Reader] = MappingProxyType({"combined": read_combined, "vhost": read_vhost})
"""Logs, of which each line is a request."""
FORMATS = (*LOGS,)
"""All names that ``--format`` knows."""


def format_of(samples: Iterable[tuple[str, bytes]]) -> str:
    """The format that a file has by its beginning; empty where none fits.

    Args:
        samples: Name and beginning of each file that it holds.
    """
    return next((name for one in samples for name in _fitting(one)), "")


def _fitting(sample: tuple[str, bytes]) -> Iterable[str]:
    _, start = sample
    return [name for name, read in LOGS.items() if _is_log(read, start[:_SAMPLE])]


def _is_log(read: Reader, start: bytes) -> bool:
    """Whether half of the first lines are requests with a time."""
    lines = [line for line in lines_of([start], _ignore) if not line.startswith(b"#")]
    if len(lines) > 1:
        lines.pop()  # it may be cut
    first = lines[:_LINES]
    found = [one for one in read(first, _ignore) if seconds_of(one.stamp) is not None]
    return 2 * len(found) > len(first)


def _ignore(_line: bytes, _reason: str) -> None:
    """Pass over what another format would reject."""
