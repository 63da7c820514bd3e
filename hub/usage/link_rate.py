"""How much of the work was solved with pages: link rate, and known, new and unknown at closure.

Terms of Knowledge-Centered Service (KCS v6): *reuse* is a page that is linked to a piece of work
which it helped to resolve, after the page existed. Views are never called reuse.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from hub.content.library import Library
from hub.history import History
from hub.period import Window
from hub.usage.imports.tickets import Ticket, TicketFile
from hub.usage.mentions import Mentions
from hub.usage.store.records import ClosedTickets
from hub.usage.store.store import UsageStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """Closed tickets, and what was known of their problems when they were closed."""

    closed: int = 0
    cited: int = 0
    """Those with at least one citation."""
    known: int | None = 0
    """Those that cite a page that was there before; None where a page's age is not known."""

    def __add__(self, other: Closures) -> Closures:
        known = None if self.known is None or other.known is None else self.known + other.known
        return Closures(
            closed=self.closed + other.closed, cited=self.cited + other.cited, known=known
        )

    @classmethod
    def of(cls, days: Iterable[ClosedTickets]) -> Closures:
        """All days together."""
        each = (cls(closed=day.closed, cited=day.cited, known=day.known) for day in days)
        return reduce(add, each, cls())

    @property
    def rate(self) -> float | None:
        """Link rate: tickets with at least one citation ÷ tickets; None without tickets."""
        return self.cited / self.closed if self.closed else None

    @property
    def new(self) -> int | None:
        """Tickets that cite only pages that were begun while they were open, or later."""
        return None if self.known is None else self.cited - self.known

    @property
    def unknown(self) -> int:
        """Tickets that cite no page."""
        return self.closed - self.cited


@dataclass(frozen=True, slots=True)
class LinkRate:
    """What a file of tickets says about the use of pages."""

    closures: Closures
    open: int
    pages: Mapping[str, int]
    """By path, closed tickets that cite the page; most first."""
    days: tuple[ClosedTickets, ...]
    """The same by day of closing, in order; empty where the file doesn't say."""

    @property
    def covered(self) -> Window | None:
        """From the first day on which one was closed to the last; None where nobody knows."""
        return Window(self.days[0].day, self.days[-1].day) if self.days else None


@dataclass(frozen=True, slots=True)
class Linked:
    """The hub to which tickets may link."""

    library: Library
    history: History
    audiences: Sequence[str]


def link_rate(file: TicketFile, mentions: Mentions, history: History) -> LinkRate:
    """Find the citations in tickets.

    Args:
        file: The tickets; where the file doesn't say when they were closed, all of them are.
        mentions: Finds the pages.
        history: Says since when each page has been there.
    """
    closed = [one for one in file.tickets if one.closed or not file.says_when_closed]
    pages: Counter[str] = Counter()
    days: dict[dt.date | None, Closures] = defaultdict(Closures)
    for ticket in closed:
        cited = mentions.of(ticket.text)
        pages.update(cited)
        days[ticket.closed] += _closure(ticket, cited, history)
    return LinkRate(
        closures=reduce(add, days.values(), Closures()),
        open=len(file.tickets) - len(closed),
        pages=dict(sorted(pages.items(), key=lambda item: (-item[1], item[0]))),
        days=tuple(
            ClosedTickets(day=day, closed=it.closed, cited=it.cited, known=it.known)
            for day, it in sorted(_dated(days), key=lambda item: item[0])
        ),
    )


def keep_link_rate(
    file: TicketFile, source: str, hub: Linked, store: UsageStore, *, site: str = ""
) -> None:
    """Keep how many tickets were closed on each day, as each audience may know it.

    Args:
        file: The tickets; those whose day of closing it doesn't say are not counted.
        source: The system that has them.
        hub: Whose pages they may cite.
        store: Where the counts are kept; what the source said of the same days is replaced.
        site: Address of the site, if it is known.
    """
    libraries = {"": hub.library}
    libraries |= {name: hub.library.for_audience(name) for name in hub.audiences}
    found = {
        name: link_rate(file, Mentions(library, site), hub.history)
        for name, library in libraries.items()
    }
    covered = found[""].covered
    if covered is not None:
        store.keep_tickets(source, covered, {name: rate.days for name, rate in found.items()})


def _closure(ticket: Ticket, cited: Collection[str], history: History) -> Closures:
    """One ticket, and whether a page that it cites was there before it."""
    if not cited:
        return Closures(closed=1)
    day = ticket.opened or ticket.closed
    begun = [edits[-1].commit.date for path in cited if (edits := history.of(path).edits)]
    known = None if day is None or not begun else int(min(begun) < day)
    return Closures(closed=1, cited=1, known=known)


def _dated(days: Mapping[dt.date | None, Closures]) -> Iterator[tuple[dt.date, Closures]]:
    for day, closures in days.items():
        if day is not None:
            yield day, closures
