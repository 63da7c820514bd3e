"""What a store's totals say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from hub.period import Window
from hub.usage.store.blocks import cover
from hub.usage.store.database import Row, Session
from hub.usage.store.names import Names
from hub.usage.store.records import (
    DayTotals,
    FirstReads,
    PageTotals,
    QueryTotals,
    ReaderDays,
    day_of,
    number_of,
)
from hub.usage.store.store import Spans

_PAGES = """SELECT pages.name, orgs.name, views, reads, reader_days, most_readers, helpful,
        unhelpful, flags, citations, acknowledgements, steps
    FROM (
        SELECT page, org, SUM(views) AS views, SUM(reads) AS reads,
            SUM(reader_days) AS reader_days, MAX(most_readers) AS most_readers,
            SUM(helpful) AS helpful, SUM(unhelpful) AS unhelpful, SUM(flags) AS flags,
            SUM(citations) AS citations, SUM(acknowledgements) AS acknowledgements,
            SUM(steps) AS steps
        FROM blocks CROSS JOIN totals
        WHERE totals.size = blocks.size AND totals.day = blocks.day GROUP BY page, org
    ) AS found
        JOIN names AS pages ON pages.number = found.page
        JOIN names AS orgs ON orgs.number = found.org
    ORDER BY pages.name, orgs.name"""
_STALE = """SELECT pages.name, orgs.name, found.reads
    FROM (
        SELECT totals.page, org, SUM(reads) AS reads
        FROM spans CROSS JOIN totals
        WHERE totals.size = spans.size AND totals.day = spans.day AND totals.page = spans.page
        GROUP BY totals.page, org
    ) AS found
        JOIN names AS pages ON pages.number = found.page
        JOIN names AS orgs ON orgs.number = found.org
    WHERE found.reads > 0"""
_WITH_TOTALS = "SELECT DISTINCT page FROM totals WHERE size = 64"
_DAYS = "SELECT day, org, pages, views, reads, citations FROM days WHERE day BETWEEN ? AND ?"
_DAYS_OF = """SELECT totals.day, org, COUNT(*), SUM(views), SUM(reads), SUM(citations)
    FROM blocks CROSS JOIN chosen CROSS JOIN totals
    WHERE totals.size = blocks.size AND totals.day = blocks.day AND totals.page = chosen.page
    GROUP BY totals.day, org"""
_READERS = """SELECT orgs.name, SUM(readers), MAX(readers)
    FROM daily_readers JOIN names AS orgs ON orgs.number = daily_readers.org
    WHERE day BETWEEN ? AND ? GROUP BY orgs.name ORDER BY orgs.name"""
# Person by person, and for each no further than to the first page of the group.
_PEOPLE = """SELECT orgs.name, COUNT(*)
    FROM people JOIN names AS orgs ON orgs.number = people.org
    WHERE EXISTS (
        SELECT 1 FROM lasting_readers
        WHERE lasting_readers.org = people.org AND lasting_readers.reader = people.reader
            AND last_day >= ? AND page IN (SELECT page FROM chosen WHERE grouping = ?)
    ) GROUP BY orgs.name"""
_QUERIES = """SELECT query, SUM(searches), SUM(no_result), SUM(clicked), SUM(rank_sum),
        MAX(most_readers)
    FROM blocks CROSS JOIN query_totals
    WHERE query_totals.size = blocks.size AND query_totals.day = blocks.day
        AND (? = 1 OR org IN (SELECT number FROM names WHERE name = ?))
    GROUP BY query ORDER BY SUM(searches) DESC, query"""
_FIRST = """SELECT pages.name, versions.name, orgs.name, first_day, COUNT(*)
    FROM lasting_readers JOIN chosen ON chosen.page = lasting_readers.page
        JOIN names AS pages ON pages.number = lasting_readers.page
        JOIN names AS versions ON versions.number = lasting_readers.version
        JOIN names AS orgs ON orgs.number = lasting_readers.org
    GROUP BY pages.name, versions.name, orgs.name, first_day
    ORDER BY pages.name, versions.name, orgs.name, first_day"""


def page_totals(window: Window, session: Session) -> list[PageTotals]:
    """How each page was used, by organisation."""
    _lay_out(window, session)
    return [_page(row) for row in session.rows(_PAGES)]


def _page(row: Row) -> PageTotals:
    page, org, *counts = row
    views, reads, days, most, helpful, unhelpful, flags, citations, known, steps = map(int, counts)
    return PageTotals(
        page=page,
        org=org,
        views=views,
        reads=reads,
        reader_days=days,
        most_readers=most,
        helpful=helpful,
        unhelpful=unhelpful,
        flags=flags,
        citations=citations,
        acknowledgements=known,
        steps=steps,
    )


def reads_within(window: Window, spans: Spans, session: Session) -> dict[tuple[str, str], int]:
    """Reads by page and organisation that fell into stretches of days."""
    numbers = {name: number for number, name in Names.known(session).items()}
    rows = [
        (*block, numbers[page])
        for page, stretches in spans.items()
        if page in numbers
        for span in _apart(stretches)
        for block in cover(*_between(_common(span, window)))
    ]
    _fill(session, "spans", "size INTEGER, day INTEGER, page INTEGER", rows)
    return {(page, org): int(reads) for page, org, reads in session.rows(_STALE)}


def _common(span: Window, window: Window) -> Window:
    return Window(max(span.first, window.first), min(span.last, window.last))


def _apart(stretches: Iterable[Window]) -> Iterator[Window]:
    """The same days in stretches that don't overlap, so that a read counts once."""
    pending: Window | None = None
    for span in sorted(stretches, key=lambda span: span.first):
        if pending is not None and span.first <= pending.last:
            pending = Window(pending.first, max(pending.last, span.last))
        else:
            if pending is not None:
                yield pending
            pending = span
    if pending is not None:
        yield pending


def day_totals(window: Window, pages: Collection[str], session: Session) -> list[DayTotals]:
    """How some pages together were used on each day, by organisation."""
    names = Names.known(session)
    known = {int(number): names[number] for (number,) in session.rows(_WITH_TOTALS)}
    others = set(known.values()).difference(pages)
    # The total of a day less that of the other pages says the same, and they may be fewer.
    is_rest = len(others) < len(known) - len(others)
    days = [(1, day) for day in range(number_of(window.first), number_of(window.last) + 1)]
    _fill(session, "blocks", "size INTEGER, day INTEGER", days)
    _choose({"": others if is_rest else set(known.values()) - others}, session)
    found = _by_day(session.rows(_DAYS_OF))
    if is_rest:
        whole = _by_day(session.rows(_DAYS, _between(window)))
        found = {key: _less(row, found.get(key, (0, 0, 0, 0))) for key, row in whole.items()}
    totals = [
        DayTotals(day_of(day), names[org], views, reads, citations)
        for (day, org), (count, views, reads, citations) in found.items()
        if count
    ]
    return sorted(totals, key=lambda it: (it.day, it.org))


def _by_day(rows: list[Row]) -> dict[tuple[int, int], tuple[int, ...]]:
    """By day and organisation, how many pages had totals, and these added up."""
    return {(day, org): tuple(map(int, counts)) for day, org, *counts in rows}


def _less(counts: tuple[int, ...], others: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(count - other for count, other in zip(counts, others, strict=True))


def reader_days(window: Window, session: Session) -> list[ReaderDays]:
    """Readers of each organisation, whatever they read."""
    rows = session.rows(_READERS, _between(window))
    return [ReaderDays(org, int(days), int(most)) for org, days, most in rows]


def people(
    since: dt.date, groups: Mapping[str, Collection[str]], session: Session
) -> dict[tuple[str, str], int]:
    """Distinct people by group of pages and organisation, where readers are told apart."""
    _choose(groups, session)
    return {
        (group, org): int(count)
        for group in groups
        for org, count in session.rows(_PEOPLE, (number_of(since), group))
    }


def query_totals(window: Window, org: str | None, session: Session) -> list[QueryTotals]:
    """What was searched for, the most frequent first."""
    _lay_out(window, session)
    found = session.rows(_QUERIES, (int(org is None), org or ""))
    return [QueryTotals(query, *map(int, counts)) for query, *counts in found]


def first_reads(pages: Collection[str], session: Session) -> list[FirstReads]:
    """When people read versions of pages for the first time."""
    _choose({"": pages}, session)
    return [
        FirstReads(page, version, org, day_of(day), int(count))
        for page, version, org, day, count in session.rows(_FIRST)
    ]


def extreme_day(session: Session, sql: str) -> dt.date | None:
    """The day that a query gives, if any."""
    ((number,),) = session.rows(sql)
    return None if number is None else day_of(int(number))


def _between(window: Window) -> tuple[int, int]:
    return number_of(window.first), number_of(window.last)


def _lay_out(window: Window, session: Session) -> None:
    """Put the blocks of a window where a query can join them."""
    rows = list(cover(*_between(window)))
    _fill(session, "blocks", "size INTEGER, day INTEGER", rows)


def _choose(groups: Mapping[str, Collection[str]], session: Session) -> None:
    """Put groups of pages where a query can join them."""
    numbers = {name: number for number, name in Names.known(session).items()}
    rows = list(_members(groups, numbers))
    _fill(session, "chosen", "grouping TEXT, page INTEGER", rows)


def _members(
    groups: Mapping[str, Collection[str]], numbers: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    for group, pages in groups.items():
        for page in dict.fromkeys(pages):
            if page in numbers:
                yield group, numbers[page]


def _fill(session: Session, table: str, columns: str, rows: list[Row]) -> None:
    """A table that only this connection sees, filled anew."""
    session.run(f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({columns})")
    session.run(f"DELETE FROM {table}")  # noqa: S608 (our own names)
    marks = ", ".join("?" * (columns.count(",") + 1))
    session.run_many(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 (our own names)
