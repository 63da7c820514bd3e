"""Claim: the figures of a 90-day report come in at most 100 ms, with five million events kept.

Peer: the same figures counted from the events themselves, in the same file. The claim would be
worth nothing if totals were wrong, so both have to agree before anything is timed.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from measuring import arguments, verdict

from hub.period import Window
from hub.usage.store.records import day_of, number_of
from hub.usage.store.sql_store import SqlStore
from hub.usage.store.sqlite import SqliteDatabase

_LIMIT = 100
_JUDGED = 5_000_000
_LAST = dt.date(2026, 6, 15)
_REPORT_DAYS = 90
_ORGS = ("client", "vendor")
_QUERIES = 2_000

# Views, reads, searches, feedback, citations: 55, 30, 10, 3 and 2 of a hundred. Few pages get most.
_FILL = """INSERT INTO events
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count),
        dice AS MATERIALIZED (SELECT abs(random()) % 100 AS roll, abs(random()) % :pages AS one,
            abs(random()) % :pages AS other, abs(random()) % :people AS person,
            abs(random()) % :queries AS query FROM numbers),
        kinds AS MATERIALIZED (SELECT *, CASE WHEN roll < 55 THEN 0 WHEN roll < 85 THEN 1
            WHEN roll < 95 THEN 2 WHEN roll < 98 THEN 3 ELSE 5 END AS kind FROM dice)
    SELECT randomblob(8), :day, :day * 86400 + abs(random()) % 86400, kind,
        1 + min(one, other), :pages + 1 + person % 2,
        (SELECT mark FROM temp.people WHERE number = person), 1, :pages + 3,
        CASE kind WHEN 2 THEN roll % 4 WHEN 3 THEN roll % 2 END,
        CASE WHEN kind = 2 AND roll % 2 THEN 1 + roll % 5 END,
        CASE kind WHEN 2 THEN 'how to handle ' || query WHEN 5 THEN 'T-' || query END, NULL
    FROM kinds"""

_RAW = {
    "page_totals": """SELECT page, org, SUM(views), SUM(reads), SUM(readers), MAX(readers),
            SUM(helpful), SUM(unhelpful), SUM(citations)
        FROM (SELECT page, org, SUM(kind = 0) AS views, SUM(kind = 1) AS reads,
                COUNT(DISTINCT CASE WHEN kind <= 1 THEN reader END) AS readers,
                SUM(kind = 3 AND amount = 1) AS helpful, SUM(kind = 3 AND amount = 0) AS unhelpful,
                COUNT(DISTINCT CASE WHEN kind = 5 THEN words END) AS citations
            FROM events WHERE day BETWEEN ? AND ? AND kind <> 2 GROUP BY day, page, org)
        GROUP BY page, org""",
    "reads_within": """SELECT page, org, COUNT(*) FROM events
        WHERE day BETWEEN ? AND ? AND kind = 1 GROUP BY page, org""",
    "day_totals": """SELECT day, org, SUM(kind = 0), SUM(kind = 1), SUM(kind = 5) FROM events
        WHERE day BETWEEN ? AND ? AND kind <> 2 GROUP BY day, org""",
    "reader_days": """SELECT org, SUM(readers), MAX(readers)
        FROM (SELECT org, COUNT(DISTINCT reader) AS readers FROM events
            WHERE day BETWEEN ? AND ? AND kind <= 1 GROUP BY day, org)
        GROUP BY org""",
    "people": """SELECT org, COUNT(DISTINCT reader) FROM events
        WHERE day BETWEEN ? AND ? AND kind = 1 GROUP BY org""",
    "query_totals": """SELECT words, COUNT(*), SUM(amount = 0), COUNT(rank), SUM(rank),
            COUNT(DISTINCT reader)
        FROM events WHERE day BETWEEN ? AND ? AND kind = 2 GROUP BY words""",
}


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured with so many events."""

    events: int
    bytes_per_event: float
    """The whole file, totals included."""
    refresh: float
    """Seconds of processor time for the totals of all days."""
    totals: dict[str, float]
    """By question, milliseconds of processor time from totals."""
    raw: dict[str, float]
    """By question, milliseconds of processor time from events."""


class Yard:
    """A store that grows from size to size.

    Args:
        file: Where it is made.
        pages: How many pages have events.
        people: How many readers there are.
        days: Over how many days events are spread.
    """

    def __init__(self, file: Path, pages: int, people: int, days: int) -> None:
        self._file = file
        self._pages = [f"sops/page-{number:04}.md" for number in range(pages)]
        self._people = people
        last = number_of(_LAST)
        self._days = range(last - days + 1, last + 1)
        self._events = 0
        database = SqliteDatabase(file)
        store = SqlStore(database)
        with database.writing() as session:
            names = [(name,) for name in (*self._pages, *_ORGS, "1.0")]
            session.run_many("INSERT INTO names (name) VALUES (?)", names)
        store.close()

    def grow(self, events: int) -> None:
        """Add events until there are so many, without waiting for the disk."""
        database = SqliteDatabase(self._file)
        database._connection.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 (only the filling)
        database._connection.execute("PRAGMA cache_size = -2000000")  # noqa: SLF001 (likewise)
        with database.writing() as session:
            session.run("CREATE TEMP TABLE people (number INTEGER PRIMARY KEY, mark BLOB)")
            marks = ((n, n.to_bytes(8, "big")[::-1]) for n in range(self._people))
            session.run_many("INSERT INTO people VALUES (?, ?)", marks)
        missing = events - self._events
        for number, day in enumerate(self._days):
            upto, before = ((n * missing) // len(self._days) for n in (number + 1, number))
            values = {
                "count": upto - before,
                "day": day,
                "pages": len(self._pages),
                "people": self._people,
                "queries": _QUERIES,
            }
            with database.writing() as session:
                database._connection.execute(_FILL, values)  # noqa: SLF001 (values have names)
                session.run("INSERT INTO changed_days VALUES (?) ON CONFLICT DO NOTHING", (day,))
        self._events = events
        database.close()

    def measured(self, runs: int) -> Size:
        """Refresh the totals and ask everything that a report asks."""
        store = SqlStore(SqliteDatabase(self._file))
        start = time.process_time()
        store.refresh()
        refresh = time.process_time() - start
        window = Window(day_of(self._days[-1] - _REPORT_DAYS + 1), _LAST)
        _compare(store, window)
        found = Size(
            events=self._events,
            bytes_per_event=self._file.stat().st_size / self._events,
            refresh=refresh,
            totals={name: _timed(ask, runs) for name, ask in self._questions(store, window)},
            raw={name: _timed(_raw(store, name, window), min(runs, 2)) for name in _RAW},
        )
        store.close()
        return found

    def _questions(
        self, store: SqlStore, window: Window
    ) -> Iterator[tuple[str, Callable[[], object]]]:
        pages = self._pages
        spans = {page: [window] for page in pages}
        yield "page_totals", lambda: store.page_totals(window)
        yield "reads_within", lambda: store.reads_within(window, spans)
        yield "day_totals", lambda: store.day_totals(window, pages)
        yield "reader_days", lambda: store.reader_days(window)
        yield "people", lambda: store.people(window.first, {"": pages})
        yield "query_totals", lambda: store.query_totals(window, None)


def main() -> None:
    """Grow a store, and print what a report costs at each size."""
    parser = arguments("What the figures of a 90-day report cost, by number of events.")
    sizes = [1_000_000, 5_000_000, 10_000_000, 20_000_000]
    parser.add_argument("--events", type=int, nargs="+", default=sizes, help="sizes, ascending")
    parser.add_argument("--days", type=int, default=400, help="days over which events are spread")
    parser.add_argument("--pages", type=int, default=500, help="pages that have events")
    parser.add_argument("--people", type=int, default=420, help="readers of both organisations")
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as name:
        yard = Yard(Path(name) / "events.db", options.pages, options.people, options.days)
        for events in sorted(options.events):
            print(f"filling up to {events:,} events", file=sys.stderr, flush=True)
            yard.grow(events)
            found.append(yard.measured(options.pairs))
            print("\n".join(_table(found[-1:])), file=sys.stderr, flush=True)
    judged = next((size for size in found if size.events >= _JUDGED), found[-1])
    remark = verdict(
        f"all questions at {judged.events:,} events", sum(judged.totals.values()), _LIMIT, " ms"
    )
    if options.json:
        print(
            json.dumps({"sizes": [asdict(size) for size in found], "remarks": [remark]}, indent=2)
        )
    else:
        print("\n".join([*_table(found), "", remark]))


def _compare(store: SqlStore, window: Window) -> None:
    """Refuse to measure totals that say something else than the events."""
    views = sum(totals.views for totals in store.page_totals(window))
    spans = {totals.page: [window] for totals in store.page_totals(window)}
    reads = sum(store.reads_within(window, spans).values())
    rows: Any = _raw(store, "page_totals", window)()
    if (views, reads) != (sum(row[2] for row in rows), sum(row[3] for row in rows)):
        raise RuntimeError("totals and events differ")


def _raw(store: SqlStore, name: str, window: Window) -> Callable[[], object]:
    def ask() -> object:
        with store._database.reading() as session:  # noqa: SLF001 (a peer of the store in its file)
            return session.rows(_RAW[name], (number_of(window.first), number_of(window.last)))

    return ask


def _timed(ask: Callable[[], object], runs: int) -> float:
    """Milliseconds of processor time of the middle one of some runs, after one that warms up."""
    ask()
    took = []
    for _ in range(runs):
        with _watch(took):
            ask()
    return statistics.median(took)


@contextmanager
def _watch(took: list[float]) -> Iterator[None]:
    start = time.process_time()
    yield
    took.append((time.process_time() - start) * 1000)


def _table(sizes: list[Size]) -> Iterator[str]:
    """Milliseconds from totals / from events, by question and size."""
    yield f"{'ms from totals / from events':30}" + "".join(f"{it.events:>20,}" for it in sizes)
    for name in _RAW:
        yield f"{name:30}" + "".join(
            f"{f'{it.totals[name]:.1f} / {it.raw[name]:,.0f}':>20}" for it in sizes
        )
    sums = [(sum(it.totals.values()), sum(it.raw.values())) for it in sizes]
    yield f"{'all':30}" + "".join(f"{f'{few:.1f} / {many:,.0f}':>20}" for few, many in sums)
    yield f"{'bytes an event':30}" + "".join(f"{it.bytes_per_event:>20.1f}" for it in sizes)
    yield f"{'s for totals of all days':30}" + "".join(f"{it.refresh:>20.1f}" for it in sizes)


if __name__ == "__main__":
    main()
