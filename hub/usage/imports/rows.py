"""Rows of an export, and adding them up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from hub.errors import ConfigError, Problem, printable
from hub.usage.imported import Count, Place
from hub.usage.imports.addresses import PageAddresses
from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.packed import Member
from hub.usage.imports.requests import Reject
from hub.usage.imports.visitors import Tally, Visitors, distinct

IN_THE_FUTURE = "a day in the future"
NO_DAY = "without a day"
NO_NUMBER = "with a number that is none"
COLUMNS = "another number of columns than the first line"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an export covers as a whole."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What an export says of a page in a period."""

    period: Period
    page: str
    """Its address, or its path or id where the export is our own."""
    views: int
    visitors: int | None = None
    person: str = ""
    """Who it was, where each row is one view; hashed and forgotten."""
    host: str = ""
    """The site's name; empty where the export doesn't say."""
    left_out: LeftOut | None = None
    """Why it is no view; None where only the page decides."""


RowReader: TypeAlias = Callable[[Iterable[Member], "Period | None", Reject], Iterator[Row]]
"""Reads an export: its files, the period that somebody named, and who is told of rejects.

It raises ``ConfigError`` where the export doesn't say its period and nobody has named it.
"""


def stated(period: Period | None, name: str) -> Period:
    """The period that somebody named for an export that doesn't say it.

    Args:
        period: The period; None where nobody has.
        name: What the file is called in messages.

    Raises:
        ConfigError: When there is none.
    """
    if period is None:
        raise ConfigError(
            Problem(
                path=printable(name),
                rule="import",
                found="doesn't say which days it covers",
                remedy="Name them with --from and --to.",
            )
        )
    return period


@dataclass(slots=True)
class RowCount:
    """What was counted in an export.

    Attributes:
        counts: Views by page and period.
        people: Different visitors of each page in all of the file, where that can be known.
        left_out: Rows that are no views of a page, by reason.
        periods: All that were met, of rows that were left out, too.
        read: Rows that could be read.
    """

    counts: Mapping[Place, Count] = field(default_factory=dict)
    people: Mapping[str, int] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    periods: Sequence[Period] = ()
    read: int = 0


@dataclass(slots=True)
class _Sum:
    """Views of a page in a period.

    Of several rows for one page, such as its address with and without a slash, the same people
    may be behind each: the largest number is what is certain.
    """

    views: int = 0
    visitors: int | None = None
    tally: Tally | None = None

    def add(self, row: Row, visitors: Visitors) -> None:
        self.views += row.views
        if row.person:
            self.tally = self.tally or Tally()
            self.tally.add(visitors.number(row.person.encode("utf-8", "replace"), b""))
        elif row.visitors is not None:
            self.visitors = max(self.visitors or 0, row.visitors)

    def count(self) -> Count:
        return Count(self.views, distinct([self.tally]) if self.tally else self.visitors)


def count_rows(
    rows: Iterable[Row], addresses: PageAddresses, *, today: dt.date, reject: Reject
) -> RowCount:
    """Add up the rows of an export by page and period.

    Args:
        rows: The rows.
        addresses: Where the pages are.
        today: The day on which the file is read.
        reject: Told rows of days that are still to come.
    """
    sums: dict[Place, _Sum] = {}
    left_out: Counter[str] = Counter()
    periods: dict[Period, None] = {}
    visitors, read = Visitors(), 0
    for row in rows:
        if row.period.last > today + dt.timedelta(days=1):
            reject(row.page.encode("utf-8", "replace"), IN_THE_FUTURE)
            continue
        read += 1
        if row.left_out is not LeftOut.TOTAL:
            periods.setdefault(row.period)
        found = _page(row, addresses)
        if type(found) is LeftOut:
            left_out[str(found)] += 1
        else:
            place = Place(row.period.first, row.period.last, found)
            sums.setdefault(place, _Sum()).add(row, visitors)
    counts = {place: sums[place].count() for place in sorted(sums)}
    return RowCount(counts, _people(sums), dict(sorted(left_out.items())), tuple(periods), read)


def _page(row: Row, addresses: PageAddresses) -> str | LeftOut:
    if row.left_out is not None:
        return row.left_out
    host = row.host.lower().encode("utf-8", "replace")
    if host and addresses.host and host != addresses.host:
        return LeftOut.OTHER_SITE
    found = addresses.page_named(row.page) or addresses.page_at[row.page.encode("utf-8", "replace")]
    return found or LeftOut.UNKNOWN_PAGE


def _people(sums: Mapping[Place, _Sum]) -> Mapping[str, int] | None:
    """Visitors of each page over all periods; None where nobody can add them up."""
    by_page: dict[str, list[_Sum]] = {}
    for place, one in sums.items():
        by_page.setdefault(place.page, []).append(one)
    people = {}
    for page, parts in sorted(by_page.items()):
        tallies = [part.tally for part in parts if part.tally is not None]
        if len(tallies) == len(parts):
            people[page] = distinct(tallies)
        elif len(parts) == 1 and parts[0].visitors is not None:
            people[page] = parts[0].visitors
        else:
            return None
    return people if people else None
