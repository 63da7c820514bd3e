"""A request as a server logged it, before anybody has judged it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

Reject: TypeAlias = Callable[[bytes, str], None]
"""Told a line that can't be read, and why."""


class Request(NamedTuple):
    """What one line says."""

    line: bytes
    """As it stands in the log, without its end."""
    stamp: bytes
    """When, as the log writes it; requests of the same second mostly share it."""
    method: bytes
    target: bytes
    """Path with query, as it was asked for."""
    status: bytes
    client: bytes
    """The client's address; hashed with the agent and forgotten."""
    agent: bytes
    host: bytes = b""
    """The site's name; empty where the log doesn't say."""
    is_prefetch: bool = False


Reader: TypeAlias = Callable[[Iterable[bytes], Reject], Iterator[Request]]
"""Reads a log's lines one after another."""

NOT_THE_FORMAT = "not in the log's format"
