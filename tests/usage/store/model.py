"""What a store has to answer, said with lists and loops instead of SQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from hub.period import Window
from hub.usage.store.records import (
    DayTotals,
    FirstReads,
    PageTotals,
    QueryTotals,
    ReaderDays,
    Recorded,
)

Key = TypeVar("Key")
Reader = tuple[str, str, str, bytes]
"""Page, organisation, version and who."""


class Model:
    """Remembers all that was counted, and of forgotten days nothing else."""

    def __init__(self) -> None:
        self._kept: dict[str, Recorded] = {}
        self._counted: list[Recorded] = []
        self._forgotten = dt.date.min
        self._lasting: dict[Reader, tuple[dt.date, dt.date]] = {}

    def record(self, batches: Sequence[Sequence[Recorded]]) -> list[int]:
        return [sum(map(self._keep, batch)) for batch in batches]

    def _keep(self, event: Recorded) -> bool:
        if event.id in self._kept or day_of(event) < self._forgotten:
            return False
        self._kept[event.id] = event
        self._counted.append(event)
        return True

    def expire(self, before: dt.date) -> int:
        self._lasting = {
            reader: days for reader, days in self._readers().items() if days[1] >= before
        }
        self._forgotten = max(self._forgotten, before)
        old = [event.id for event in self._kept.values() if day_of(event) < before]
        for name in old:
            del self._kept[name]
        return len(old)

    def event_count(self) -> int:
        return len(self._kept)

    def first_day(self) -> dt.date | None:
        return min(map(day_of, self._counted), default=None)

    def last_day(self) -> dt.date | None:
        return max(map(day_of, self._counted), default=None)

    def page_totals(self, window: Window) -> list[PageTotals]:
        pages = _grouped(
            (it for it in self._within(window) if it.kind != "search"), lambda it: (it.page, it.org)
        )
        return [_page(*place, pages[place]) for place in sorted(pages)]

    def reads_within(
        self, window: Window, spans: Mapping[str, Iterable[Window]]
    ) -> dict[tuple[str, str], int]:
        return dict(
            Counter(
                (it.page, it.org)
                for it in self._within(window)
                if it.kind == "read"
                and any(span.first <= day_of(it) <= span.last for span in spans.get(it.page, ()))
            )
        )

    def day_totals(self, window: Window, pages: Collection[str]) -> list[DayTotals]:
        chosen = (it for it in self._within(window) if it.page in pages and it.kind != "search")
        days = _grouped(chosen, lambda it: (day_of(it), it.org))
        return [
            DayTotals(
                *place,
                sum(it.kind == "view" for it in days[place]),
                sum(it.kind == "read" for it in days[place]),
                _citations(days[place]),
            )
            for place in sorted(days)
        ]

    def reader_days(self, window: Window) -> list[ReaderDays]:
        found = []
        for org, events in sorted(_grouped(self._within(window), lambda it: it.org).items()):
            counts = _readers_by_day(events)
            if counts:
                found.append(ReaderDays(org, sum(counts), max(counts)))
        return found

    def people(
        self, since: dt.date, groups: Mapping[str, Collection[str]]
    ) -> dict[tuple[str, str], int]:
        people: dict[tuple[str, str], set[bytes]] = defaultdict(set)
        for (page, org, _, who), (_, last) in self._readers().items():
            for group, pages in groups.items():
                if page in pages and last >= since:
                    people[group, org].add(who)
        return {place: len(who) for place, who in people.items()}

    def query_totals(self, window: Window, org: str | None) -> list[QueryTotals]:
        searches = (
            it for it in self._within(window) if it.kind == "search" and org in (None, it.org)
        )
        found = [_query(query, them) for query, them in _grouped(searches, _words).items()]
        return sorted(found, key=lambda it: (-it.searches, it.query))

    def first_reads(self, pages: Collection[str]) -> list[FirstReads]:
        counts = Counter(
            (page, version, org, first)
            for (page, org, version, _), (first, _) in self._readers().items()
            if page in pages
        )
        return [FirstReads(*key, counts[key]) for key in sorted(counts)]

    def _within(self, window: Window) -> Iterator[Recorded]:
        return (it for it in self._counted if window.first <= day_of(it) <= window.last)

    def _readers(self) -> dict[Reader, tuple[dt.date, dt.date]]:
        """Lasting readers with their first and last day."""
        found = dict(self._lasting)
        for it in self._kept.values():
            if it.kind == "read" and it.is_lasting and it.reader:
                key, day = (it.page, it.org, it.version, it.reader), day_of(it)
                first, last = found.get(key, (day, day))
                found[key] = (min(first, day), max(last, day))
        return found


def day_of(event: Recorded) -> dt.date:
    return event.at.astimezone(dt.UTC).date()


def _grouped(
    events: Iterable[Recorded], key: Callable[[Recorded], Key]
) -> dict[Key, list[Recorded]]:
    found: dict[Key, list[Recorded]] = defaultdict(list)
    for event in events:
        found[key(event)].append(event)
    return found


def _page(page: str, org: str, events: list[Recorded]) -> PageTotals:
    kinds = Counter(it.kind for it in events)
    readers = _readers_by_day(events)
    return PageTotals(
        page=page,
        org=org,
        views=kinds["view"],
        reads=kinds["read"],
        reader_days=sum(readers),
        most_readers=max(readers, default=0),
        helpful=sum(it.kind == "feedback" and it.amount == 1 for it in events),
        unhelpful=sum(it.kind == "feedback" and it.amount == 0 for it in events),
        flags=kinds["flag"],
        citations=_citations(events),
        acknowledgements=kinds["acknowledgement"],
        steps=kinds["step"],
    )


def _citations(events: Iterable[Recorded]) -> int:
    """A ticket that cites a page twice on a day cites it once."""
    return len({(day_of(it), it.page, it.words) for it in events if it.kind == "citation"})


def _readers_by_day(events: Iterable[Recorded]) -> list[int]:
    told_apart = {
        (day_of(it), it.reader) for it in events if it.kind in ("view", "read") and it.reader
    }
    return list(Counter(day for day, _ in told_apart).values())


def _words(event: Recorded) -> str:
    return event.words or ""


def _query(query: str, events: list[Recorded]) -> QueryTotals:
    readers = {(day_of(it), it.org, it.reader) for it in events if it.reader}
    return QueryTotals(
        query=query,
        searches=len(events),
        no_result=sum(it.amount == 0 for it in events),
        clicked=sum(it.rank is not None for it in events),
        rank_sum=sum(it.rank or 0 for it in events),
        most_readers=max(Counter((day, org) for day, org, _ in readers).values(), default=0),
    )
