"""Views that other systems counted, on days that this hub did not count itself.

A day is counted by one source only, for two systems that look at the same site count the same
people twice: the hub's own events first, else the source with most views on that day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.period import Window
from hub.usage.imported import ImportedUsage, Place

_DAY = dt.timedelta(days=1)
Taken = Mapping[str, Collection[dt.date]]
"""By audience, the days of which there are own events."""


@dataclass(frozen=True, slots=True)
class ImportedViews:
    """Views of a page in the site of an audience."""

    views: int
    people: int
    """How many people stand behind them at least, as far as the source can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """A file of another system, and what of it counts."""

    source: str
    format: str
    audience: str
    """Whose site was counted; empty where that is not known."""
    first: dt.date
    last: dt.date
    digest: str
    """SHA-256 of the file."""
    views: int | None
    """Its views of pages in the window, whether they are counted or another source's are; None
    where too few people stand behind them."""
    people: int
    """How many people stand behind them at least."""


def imported_views(
    files: Iterable[ImportedUsage], window: Window, pages: Collection[str], taken: Taken
) -> dict[tuple[str, str], ImportedViews]:
    """Count imported views by page and audience.

    Args:
        files: All imports.
        window: Days to count; a longer stretch of a source is counted if it lies inside.
        pages: Pages to count.
        taken: The days that are counted already.
    """
    by_source = _by_source(files, window, pages)
    counted: dict[tuple[str, str], ImportedViews] = {}
    everywhere = {day for days in taken.values() for day in days}
    for audience, sources in sorted(by_source.items()):
        busy = set(taken.get(audience, ())) if audience else set(everywhere)
        for source in _winners(sources, busy):
            for page, found in source.items():
                before = counted.get((page, audience), ImportedViews(0, 0))
                people = max(before.people, found.people)
                counted[page, audience] = ImportedViews(before.views + found.views, people)
    return counted


def imported_files(
    files: Iterable[ImportedUsage], window: Window, pages: Collection[str]
) -> tuple[ImportedFile, ...]:
    """Say which files were imported that have something to say of the window."""
    return tuple(
        ImportedFile(
            source=one.source,
            format=one.format,
            audience=one.audience,
            first=one.first,
            last=one.last,
            digest=one.digest,
            views=sum(one.counts[place].views for place in places),
            people=max((_people(one, place) for place in places), default=0),
        )
        for one in files
        if one.first <= window.last and one.last >= window.first
        for places in [[place for place in one.counts if _is_in(place, window, pages)]]
    )


Stretch = tuple[dt.date, dt.date]
Pages = dict[str, ImportedViews]
Sources = dict[Stretch, dict[str, Pages]]


def _by_source(
    files: Iterable[ImportedUsage], window: Window, pages: Collection[str]
) -> dict[str, Sources]:
    """Views by audience, stretch of days, source and page."""
    found: dict[str, Sources] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for one in files:
        for place, count in one.counts.items():
            if _is_in(place, window, pages):
                at = found[one.audience][place.first, place.last][one.source]
                before = at.get(place.page, ImportedViews(0, 0))
                people = max(before.people, _people(one, place))
                at[place.page] = ImportedViews(before.views + count.views, people)
    return found


def _is_in(place: Place, window: Window, pages: Collection[str]) -> bool:
    return window.first <= place.first and place.last <= window.last and place.page in pages


def _people(one: ImportedUsage, place: Place) -> int:
    """How many people a page had at least, or may have had where the source can't say."""
    count = one.counts[place]
    if one.people is not None:
        return one.people.get(place.page, count.visitors or 0)
    return count.views if count.visitors is None else count.visitors


def _winners(sources: Sources, busy: set[dt.date]) -> Iterator[Pages]:
    """What is counted of each stretch of days, single days first; each day once."""
    for (first, last), by_source in sorted(sources.items(), key=_shortest_first):
        days = {first + _DAY * number for number in range((last - first).days + 1)}
        if not days & busy:
            busy |= days
            yield max(by_source.values(), key=lambda pages: sum(p.views for p in pages.values()))


def _shortest_first(item: tuple[Stretch, object]) -> tuple[dt.timedelta, dt.date]:
    (first, last), _ = item
    return last - first, first
