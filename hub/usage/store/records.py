"""Values that go into a store and come out of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event as it is kept: its page is known, and its reader is a hash or nobody."""

    id: str
    at: dt.datetime
    kind: str
    """One of ``hub.usage.events.KINDS``."""
    page: str = ""
    """The page's path in the content folder; empty for a search that opened none."""
    org: str
    """The organisation whose site was read."""
    reader: bytes = b""
    """Eight bytes that stand for a person; empty where nobody is to be told from others."""
    is_lasting: bool = False
    """Whether the same person has the same eight bytes on other days."""
    version: str = ""
    amount: int | None = None
    """Of a search the number of its results; of feedback 1 where the page helped, else 0."""
    rank: int | None = None
    """Of a search the place of the result that was opened."""
    words: str | None = None
    """A query, a comment, the reference of a ticket or the path that a step belongs to."""
    reason: str | None = None
    """Why a page did not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTotals:
    """How the people of one organisation used a page in a window."""

    page: str
    org: str
    views: int = 0
    reads: int = 0
    reader_days: int = 0
    """Sum over the days of the distinct readers of each."""
    most_readers: int = 0
    """The most distinct readers that it had on one day: so many people there were at least."""
    helpful: int = 0
    unhelpful: int = 0
    flags: int = 0
    citations: int = 0
    acknowledgements: int = 0
    steps: int = 0


@dataclass(frozen=True, slots=True)
class DayTotals:
    """How the people of one organisation used the pages on a day."""

    day: dt.date
    org: str
    views: int
    reads: int
    citations: int


@dataclass(frozen=True, slots=True)
class ReaderDays:
    """Readers of one organisation, of any page."""

    org: str
    reader_days: int
    most_readers: int
    """The most on one day."""


@dataclass(frozen=True, slots=True)
class QueryTotals:
    """How often the people of one organisation searched for the same words."""

    query: str
    searches: int
    no_result: int
    clicked: int
    """Searches after which a result was opened."""
    rank_sum: int
    """Sum of the places of the results that were opened."""
    most_readers: int
    """The most distinct people who searched for it on one day."""


@dataclass(frozen=True, slots=True)
class FirstReads:
    """How many people read a version of a page for the first time on a day."""

    page: str
    version: str
    org: str
    day: dt.date
    readers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFlag:
    """What a reader said is wrong with a page, until it is answered."""

    id: str
    page: str
    org: str
    version: str
    comment: str
    opened: dt.datetime
    closed: dt.datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedTickets:
    """Pieces of work that were closed on a day, and how many cite pages of the hub."""

    day: dt.date
    closed: int
    cited: int
    """Those with at least one citation."""
    known: int | None
    """Those that cite a page that was there before; None where a page's age is not known."""


def number_of(day: dt.date) -> int:
    """A day as databases keep it: days since 1970."""
    return (day - EPOCH).days


def day_of(number: int) -> dt.date:
    """The day of a number."""
    return EPOCH + dt.timedelta(days=number)
