"""How much of the work was solved with pages: link rate, and known, new and unknown at closure.

Terms of Knowledge-Centered Service (KCS v6): *reuse* is a page that is linked to a piece of work
which it helped to resolve, after the page existed. Views are never called reuse.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from hub.history import History
from hub.usage.imports.tickets import Ticket, TicketFile
from hub.usage.mentions import Mentions


class Closure(Enum):
    """What was known about a ticket's problem when it was closed."""

    KNOWN = "known"
    """It cites a page that was there before."""
    NEW = "new"
    """It cites only pages that were begun while it was open, or later."""
    UNKNOWN = "unknown"
    """It cites no page."""


@dataclass(frozen=True, slots=True)
class LinkRate:
    """What a file of tickets says about the use of pages."""

    closed: int
    """Closed tickets."""
    open: int
    cited: int
    """Closed tickets with at least one citation."""
    closures: Mapping[Closure, int] | None
    """Closed tickets by what was known; None without any, or where a page's age is not known."""
    pages: Mapping[str, int]
    """By path, closed tickets that cite the page; most first."""
    first: dt.date | None
    last: dt.date | None
    """Days on which the first and the last of them were closed; None where the file doesn't say."""

    @property
    def rate(self) -> float | None:
        """Closed tickets with at least one citation ÷ closed tickets; None without tickets."""
        return self.cited / self.closed if self.closed else None


def link_rate(file: TicketFile, mentions: Mentions, history: History) -> LinkRate:
    """Find the citations in tickets.

    Args:
        file: The tickets; where the file doesn't say when they were closed, all of them are.
        mentions: Finds the pages.
        history: Says since when each page has been there.
    """
    closed = [one for one in file.tickets if one.closed or not file.says_when_closed]
    cited = [(ticket, found) for ticket in closed if (found := mentions.of(ticket.text))]
    days = [ticket.closed for ticket in closed if ticket.closed]
    pages = Counter(path for _, found in cited for path in found)
    return LinkRate(
        closed=len(closed),
        open=len(file.tickets) - len(closed),
        cited=len(cited),
        closures=_closures(cited, len(closed), history),
        pages=dict(sorted(pages.items(), key=lambda item: (-item[1], item[0]))),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _closures(
    cited: Iterable[tuple[Ticket, frozenset[str]]], closed: int, history: History
) -> Mapping[Closure, int] | None:
    if not closed:
        return None
    found: Counter[Closure] = Counter()
    for ticket, paths in cited:
        closure = _closure(ticket, paths, history)
        if closure is None:
            return None
        found[closure] += 1
    found[Closure.UNKNOWN] = closed - found.total()
    return {closure: found[closure] for closure in Closure}


def _closure(ticket: Ticket, paths: Iterable[str], history: History) -> Closure | None:
    """Whether a page that a ticket cites was there before it; None where that is not known."""
    day = ticket.opened or ticket.closed
    begun = [edits[-1].commit.date for path in paths if (edits := history.of(path).edits)]
    if day is None or not begun:
        return None
    return Closure.KNOWN if min(begun) < day else Closure.NEW
