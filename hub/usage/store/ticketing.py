"""Closed tickets in a store: counts by day, and never a ticket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.period import Window
from hub.usage.store.database import Session
from hub.usage.store.records import ClosedTickets, day_of, number_of

_FORGET = "DELETE FROM closed_tickets WHERE source = ? AND day BETWEEN ? AND ?"
_KEEP = """INSERT INTO closed_tickets (source, audience, day, closed, cited, known)
    VALUES (?, ?, ?, ?, ?, ?)"""
_FOUND = """SELECT day, closed, cited, known FROM closed_tickets
    WHERE audience = ? AND day BETWEEN ? AND ? ORDER BY day, source"""


def keep_tickets(
    source: str, covered: Window, counts: Mapping[str, Sequence[ClosedTickets]], session: Session
) -> None:
    """Keep the counts of some days in place of what the same source said of them before.

    Args:
        source: The system that has the tickets.
        covered: The days that it was asked about.
        counts: By audience (empty: all pages), the days with closed tickets.
        session: A transaction that may write.
    """
    session.run(_FORGET, (source, number_of(covered.first), number_of(covered.last)))
    rows = [
        (source, audience, number_of(it.day), it.closed, it.cited, it.known)
        for audience, days in counts.items()
        for it in days
    ]
    session.run_many(_KEEP, rows)


def closed_tickets(window: Window, audience: str, session: Session) -> list[ClosedTickets]:
    """What is known of a window, by day and source."""
    rows = session.rows(_FOUND, (audience, number_of(window.first), number_of(window.last)))
    return [
        ClosedTickets(day=day_of(day), closed=closed, cited=cited, known=known)
        for day, closed, cited, known in rows
    ]
