"""The Review queue page: which page to review first, and why that one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.site.facts import Facts
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.listing import ListedPage, Listing
from hub.site.pages.owners import Owner, Owners
from hub.trust.freshness import Freshness
from hub.trust.queue import FORMULA, QueueEntry, note_on


@dataclass(frozen=True, slots=True)
class Row:
    """A page that needs a review."""

    place: int
    """Its place in the queue, from 1."""
    entry: QueueEntry
    page: ListedPage
    owner: Owner | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """What the Review queue page shows, ready for a template."""

    as_of: dt.date
    rows: tuple[Row, ...]
    owners: tuple[str, ...]
    """Names of the owners in the queue, to choose from."""
    sides: tuple[str, ...]
    """Names of their sides; empty where there is only one."""
    states: tuple[Freshness, ...]
    """The states in the queue, worst first."""
    has_unowned: bool
    formula: str
    formula_note: str
    history_unknown: str | None


def queue_view(facts: Facts) -> QueueView:
    """Gather what the Review queue page shows."""
    rows = queue_rows(facts)
    owners = [row.owner for row in rows if row.owner]
    states = {row.entry.verdict.freshness for row in rows}
    return QueueView(
        as_of=facts.assessment.evidence.today,
        rows=rows,
        owners=tuple(sorted({owner.name for owner in owners}, key=str.casefold)),
        sides=tuple(sorted({owner.side for owner in owners if owner.side})),
        states=tuple(state for state in Freshness if state in states),
        has_unowned=any(row.owner is None for row in rows),
        formula=FORMULA,
        formula_note=note_on(measures_reads=facts.measures_reads),
        history_unknown=facts.assessment.history.unknown,
    )


def queue_rows(facts: Facts, most: int | None = None) -> tuple[Row, ...]:
    """The queue, most harmful first.

    Args:
        facts: What the readers may be told.
        most: How many rows; left out, all.
    """
    owners, listing = Owners(facts), Listing(facts)
    return tuple(
        Row(
            place,
            entry,
            listing.of(entry.page),
            owners.of(entry.page.owner) if entry.page.owner else None,
        )
        for place, entry in enumerate(facts.queue[:most], 1)
    )


PAGE = GeneratedPage("queue", "Review queue", queue_view)
