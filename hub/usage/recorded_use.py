"""What a store says about the use of some pages in a window, read at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from hub.period import Window
from hub.usage.imported import ImportedUsage
from hub.usage.scope import Scope
from hub.usage.store.records import ClosedTickets, FirstReads, PageTotals, QueryTotals, ReaderDays
from hub.usage.store.store import UsageStore

EVERYTHING = ""
"""The group of all pages."""
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekOfUse:
    """Seven days, or the fewer that are left of the window."""

    window: Window
    totals: tuple[PageTotals, ...]
    readers: tuple[ReaderDays, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedUse:
    """What was recorded; of another side only the use of pages that the audience has, too."""

    totals: tuple[PageTotals, ...]
    stale: Mapping[tuple[str, str], int]
    """By page and organisation, reads while the page was stale."""
    readers: tuple[ReaderDays, ...]
    """Readers of any page, of the own side, or of all where the figures are for everybody."""
    people: Mapping[tuple[str, str], int]
    """Distinct people by group and organisation; empty where nobody can tell them apart."""
    queries: tuple[QueryTotals, ...]
    first_reads: tuple[FirstReads, ...]
    weeks: tuple[WeekOfUse, ...]
    imports: tuple[ImportedUsage, ...]
    tickets: tuple[ClosedTickets, ...]
    """Closed tickets by day, with citations of pages that the audience has."""
    own_days: Mapping[str, frozenset[dt.date]]
    """By organisation, the days with events."""
    recorded_since: dt.date | None
    """The first day of which there are totals of events."""
    flags: Mapping[str, int]
    """By page, what readers said is wrong and nobody has answered."""

    @property
    def has_events(self) -> bool:
        """Whether anything was recorded in the window."""
        return bool(self.totals or self.queries)


def recorded_use(
    store: UsageStore, scope: Scope, groups: Mapping[str, Collection[str]]
) -> RecordedUse:
    """Read what a store says.

    Args:
        store: Open; it is brought up to date.
        scope: Which pages, for whom, on which days.
        groups: By name, pages whose readers are counted together.
    """
    store.refresh()
    window, pages = scope.window, scope.library.pages
    is_own = scope.audience
    flags: dict[str, int] = defaultdict(int)
    for flag in store.flags():
        if flag.page in pages:
            flags[flag.page] += 1
    return RecordedUse(
        totals=tuple(t for t in store.page_totals(window) if t.page in pages),
        stale=store.reads_within(window, {p: s for p, s in scope.spans.items() if p in pages}),
        readers=tuple(r for r in store.reader_days(window) if is_own in (None, r.org)),
        people=_people(store, scope, groups),
        queries=tuple(store.query_totals(window, scope.audience)),
        first_reads=tuple(store.first_reads(pages)) if scope.mode != "aggregate" else (),
        weeks=tuple(_weeks(store, scope)),
        imports=tuple(store.imports()),
        tickets=tuple(store.closed_tickets(window, scope.audience or "")),
        own_days=_own_days(store, scope),
        recorded_since=store.first_day(),
        flags=dict(flags),
    )


def _people(
    store: UsageStore, scope: Scope, groups: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], int]:
    last = store.last_day()
    # The store knows who read since a day, not who had read until one.
    if not scope.tells_people_apart or (last is not None and last > scope.window.last):
        return {}
    return store.people(scope.window.first, groups)


def _own_days(store: UsageStore, scope: Scope) -> dict[str, frozenset[dt.date]]:
    found: dict[str, set[dt.date]] = defaultdict(set)
    for day in store.day_totals(scope.window, scope.library.pages):
        found[day.org].add(day.day)
    return {org: frozenset(days) for org, days in found.items()}


def _weeks(store: UsageStore, scope: Scope) -> Iterator[WeekOfUse]:
    """The weeks of the window; the last ends with it, the first may be short."""
    ends = []
    last = scope.window.last
    while last >= scope.window.first:
        ends.append(last)
        last -= _WEEK
    for last in reversed(ends):
        first = max(scope.window.first, last - _WEEK + dt.timedelta(days=1))
        week = Window(first, last)
        totals = tuple(t for t in store.page_totals(week) if t.page in scope.library.pages)
        readers = (r for r in store.reader_days(week) if scope.audience in (None, r.org))
        yield WeekOfUse(week, totals, tuple(readers))
