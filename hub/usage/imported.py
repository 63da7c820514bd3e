"""What another system counted: kept as totals, with source, period and hash, never as events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A page in a period."""

    first: dt.date
    last: dt.date
    """The same as the first where the source counts by day."""
    page: str
    """The page's path in the content folder."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a page was viewed."""

    views: int
    visitors: int | None
    """As the source tells them apart; visitors of several days or sources don't add up to people.
    None where the source doesn't say."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The stretch of time for which a log has been counted, so that no line counts twice.

    Servers write lines of the same few seconds in any order, and a log may be cut among them. So
    time alone decides only well inside the stretch; at either end each line is remembered.
    """

    first: int
    last: int
    """Seconds since 1970: all that happened after the first and before the last is counted. The
    first is later than the last where a log is so short that it has no inside."""
    edges: frozenset[str] = frozenset()
    """Digests of the lines at and before the first second, and at and after the last, which
    another file may share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedUsage:
    """One file of another system, as it was counted."""

    source: str
    """Name of the system; totals of two systems are never added."""
    format: str
    digest: str
    """SHA-256 of the file as it was given, in hexadecimal."""
    audience: str
    """Whose site was counted; empty where that isn't known."""
    first: dt.date
    last: dt.date
    counts: Mapping[Place, Count]
    people: Mapping[str, int] | None = None
    """By page, how many visitors it had in the whole file, each counted once; None where the
    source doesn't say. A page that hardly anybody opened is known by this number."""
    covered: Covered | None = None
    """Of a log; None where the file has whole days, which replace those that were there."""
    read: int = 0
    """Lines or rows in the file."""
    rejected: int = 0
    """Lines or rows that could not be read."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Lines or rows that are no views of a page, by reason: ``bot``, ``asset``, …"""
