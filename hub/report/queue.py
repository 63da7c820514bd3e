"""``hub review``: the review queue, as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from hub.trust.queue import FORMULA, QueueEntry, note_on

SCHEMA = 1


def queue_report(
    entries: Iterable[QueueEntry], today: dt.date, *, measures_reads: bool = False
) -> dict[str, Any]:
    """The review queue, ready for JSON.

    Args:
        entries: The queue, most harmful first.
        today: The day of the verdicts.
        measures_reads: Whether reads are recorded, so that the queue is ordered by them.
    """
    return {
        "schema": SCHEMA,
        "as_of": today.isoformat(),
        "formula": FORMULA,
        "note": note_on(measures_reads=measures_reads),
        "pages": [_row(entry) for entry in entries],
    }


def _row(entry: QueueEntry) -> dict[str, Any]:
    return {
        "path": entry.page.path,
        "id": entry.page.meta.id,
        "title": entry.page.title,
        "owner": entry.page.owner,
        "org": entry.page.org,
        "freshness": entry.verdict.freshness.value,
        "reasons": list(entry.verdict.reasons),
        "due": entry.verdict.due.isoformat() if entry.verdict.due else None,
        "expected_harm": entry.harm,
        "stale_reads": entry.stale_reads,
        "weight": entry.verdict.freshness.weight,
        "open_flags": entry.open_flags,
        "criticality": entry.criticality,
    }
