"""Use that is recorded in a real store, and measured."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

from hub.period import Window
from hub.usage.imported import Count, ImportedUsage, Place
from hub.usage.store.records import Recorded
from hub.usage.uptake import PageUse, Uptake
from tests.builders import TODAY, Handbook

_NUMBERS = itertools.count()
WINDOW = Window(TODAY - dt.timedelta(days=89), TODAY)


def event(
    kind: str, page: str, org: str, reader: int, day: dt.date = TODAY, **more: Any
) -> Recorded:
    """An event at noon; the reader is a number, 0 nobody."""
    return Recorded(
        id=f"event-{next(_NUMBERS):06}",
        at=dt.datetime.combine(day, dt.time(12), dt.UTC),
        kind=kind,
        page=page,
        org=org,
        reader=reader.to_bytes(8, "big") if reader else b"",
        **more,
    )


def visits(page: str, org: str, readers: int, day: dt.date = TODAY, **more: Any) -> list[Recorded]:
    """A view and a read by each of some readers of a day."""
    return [
        event(kind, page, org, reader, day, **more)
        for reader in range(1, readers + 1)
        for kind in ("view", "read")
    ]


def search(query: str, org: str, reader: int, results: int, rank: int | None = None) -> Recorded:
    """A search and where it led."""
    page = "" if rank is None else "shared.md"
    return event("search", page, org, reader, amount=results, rank=rank, words=query)


def imported(
    page: str, views: dict[dt.date, int], source: str = "log", audience: str = "client"
) -> ImportedUsage:
    """A file of another system that counted a page by day."""
    return ImportedUsage(
        source=source,
        format="csv",
        digest=f"{next(_NUMBERS):064x}",
        audience=audience,
        first=min(views),
        last=max(views),
        counts={Place(day, day, page): Count(count, count) for day, count in views.items()},
    )


def measured(
    book: Handbook,
    events: list[Recorded],
    imports: list[ImportedUsage] | None = None,
    *,
    audience: str | None = None,
    window: Window = WINDOW,
) -> Uptake:
    """Record events, and measure."""
    hub = book.open(window.last)
    with hub.usage.store() as store:
        store.record([events])
        for one in imports or []:
            store.add_import(one)
    found = hub.usage.uptake(audience, window)
    assert found is not None
    return found


def of(uptake: Uptake, path: str) -> PageUse:
    """The use of a page."""
    return next(use for use in uptake.pages if use.page.path == path)


def lasting(events: list[Recorded]) -> list[Recorded]:
    """The same events of readers who are known again on other days."""
    return [replace(one, is_lasting=True) for one in events]
