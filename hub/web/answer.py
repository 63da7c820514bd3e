"""What the server is asked and what it answers, whichever framework carries it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

REASON_HEADER = "Hub-Refused"
"""Says in one word why nothing, or not everything, was stored."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as far as it matters."""

    method: str
    headers: Mapping[str, str]
    """By name in lower case."""
    client: str
    """Address of whoever asks."""
    person: str | None
    """Who has signed in; None where nobody whom we trust says so."""
    body: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer."""

    status: int
    body: Any = None
    """Ready for JSON, or text."""
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"


def refused(status: int, reason: str, detail: str, **headers: str) -> Answer:
    """An answer to a request of which nothing is stored.

    Args:
        status: The HTTP status.
        reason: One word, for the header.
        detail: What is wrong and what is expected.
        headers: More headers, with ``_`` for ``-``.
    """
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    body = {"stored": 0, "known": 0, "refused": [], "reason": reason, "detail": detail}
    return Answer(status, body, {REASON_HEADER: reason, **more})
