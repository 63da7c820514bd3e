"""What every event store can do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from hub.period import Window
from hub.usage.imported import ImportedUsage
from hub.usage.store.records import (
    ClosedTickets,
    DayTotals,
    FirstReads,
    OpenFlag,
    PageTotals,
    QueryTotals,
    ReaderDays,
    Recorded,
)

Spans = Mapping[str, Iterable[Window]]
"""By page, stretches of days."""


class UsageStore(Protocol):
    """Keeps events, and answers from totals by day.

    One thread uses it at a time. Everything that it answers can be made anew from the events that
    are kept; ``refresh`` brings the totals up to date, and whoever asks calls it first.
    """

    def record(self, batches: Sequence[Sequence[Recorded]]) -> list[int]:
        """Keep events, all of them or none, in one commit.

        Args:
            batches: Events, by who sent them.

        Returns:
            How many of each batch were new; an event whose id is known is ignored, and so is one
            of a day whose events were forgotten.

        Raises:
            StoreBusyError: When nothing can be kept now; nothing was.
        """
        ...

    def refresh(self) -> None:
        """Bring the totals up to date with the events."""
        ...

    def rebuild(self) -> None:
        """Make the totals of all days anew whose events are kept."""
        ...

    def expire(self, before: dt.date) -> int:
        """Forget events and readers of the days before one; totals stay.

        Returns:
            How many events were forgotten.
        """
        ...

    def is_empty(self) -> bool:
        """Whether nothing was ever kept or imported."""
        ...

    def first_day(self) -> dt.date | None:
        """The first day of which there are totals of events."""
        ...

    def last_day(self) -> dt.date | None:
        """The last day of which there are totals of events or imports."""
        ...

    def page_totals(self, window: Window) -> list[PageTotals]:
        """How each page was used, by organisation."""
        ...

    def reads_within(self, window: Window, spans: Spans) -> dict[tuple[str, str], int]:
        """Reads by page and organisation that fell into stretches of days."""
        ...

    def day_totals(self, window: Window, pages: Collection[str]) -> list[DayTotals]:
        """How some pages together were used on each day, by organisation."""
        ...

    def reader_days(self, window: Window) -> list[ReaderDays]:
        """Readers of each organisation, whatever they read."""
        ...

    def people(
        self, since: dt.date, groups: Mapping[str, Collection[str]]
    ) -> dict[tuple[str, str], int]:
        """Distinct people by group of pages and organisation, where readers are told apart.

        Args:
            since: The first day; the last is today.
            groups: By name, the pages of each group.
        """
        ...

    def query_totals(self, window: Window, org: str | None) -> list[QueryTotals]:
        """What was searched for, the most frequent first."""
        ...

    def first_reads(self, pages: Collection[str]) -> list[FirstReads]:
        """When people read versions of pages for the first time."""
        ...

    def flags(self, *, with_closed: bool = False) -> list[OpenFlag]:
        """What readers said is wrong, the oldest first."""
        ...

    def close_flag(self, flag: str, answer: str, at: dt.datetime) -> bool:
        """Close a flag with an answer; False where there is no such open flag."""
        ...

    def add_import(self, imported: ImportedUsage) -> None:
        """Keep the totals of a file; whole days replace those of the same source and audience."""
        ...

    def imports(self) -> list[ImportedUsage]:
        """All files that were imported, with what they counted."""
        ...

    def keep_tickets(
        self, source: str, covered: Window, counts: Mapping[str, Sequence[ClosedTickets]]
    ) -> None:
        """Keep counts of closed tickets in place of what the source said of the same days.

        Args:
            source: The system that has the tickets.
            covered: The days that it was asked about.
            counts: By audience (empty: all pages), the days with closed tickets.
        """
        ...

    def closed_tickets(self, window: Window, audience: str) -> list[ClosedTickets]:
        """Closed tickets by day and source, with citations of what an audience may read."""
        ...

    def event_count(self) -> int:
        """How many events are kept."""
        ...

    def close(self) -> None:
        """Give the database back."""
        ...
