"""Totals by day, made of the events of that day and nothing else, and of blocks of days."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hub.usage.store.blocks import SIZES, block_of
from hub.usage.store.database import Session

_PAGES = """INSERT INTO totals
    SELECT 1, day, page, org, views, reads, readers, readers, helpful, unhelpful, flags, citations,
        acknowledgements, steps
    FROM (SELECT day, page, org,
            SUM(CASE WHEN kind = 0 THEN 1 ELSE 0 END) AS views,
            SUM(CASE WHEN kind = 1 THEN 1 ELSE 0 END) AS reads,
            COUNT(DISTINCT CASE WHEN kind <= 1 AND reader <> ? THEN reader END) AS readers,
            SUM(CASE WHEN kind = 3 AND amount = 1 THEN 1 ELSE 0 END) AS helpful,
            SUM(CASE WHEN kind = 3 AND amount = 0 THEN 1 ELSE 0 END) AS unhelpful,
            SUM(CASE WHEN kind = 4 THEN 1 ELSE 0 END) AS flags,
            COUNT(DISTINCT CASE WHEN kind = 5 THEN words END) AS citations,
            SUM(CASE WHEN kind = 6 THEN 1 ELSE 0 END) AS acknowledgements,
            SUM(CASE WHEN kind = 7 THEN 1 ELSE 0 END) AS steps
        FROM events WHERE day = ? AND kind <> 2 GROUP BY day, page, org) AS found"""
_DAYS = """INSERT INTO days
    SELECT day, org, COUNT(*), SUM(views), SUM(reads), SUM(citations)
    FROM totals WHERE size = 1 AND day = ? GROUP BY day, org"""
_READERS = """INSERT INTO daily_readers
    SELECT day, org, COUNT(DISTINCT reader)
    FROM events WHERE day = ? AND kind <= 1 AND reader <> ? GROUP BY day, org"""
_QUERIES = """INSERT INTO query_totals
    SELECT 1, day, org, words, COUNT(*),
        SUM(CASE WHEN amount = 0 THEN 1 ELSE 0 END),
        SUM(CASE WHEN rank IS NOT NULL THEN 1 ELSE 0 END),
        COALESCE(SUM(rank), 0),
        COUNT(DISTINCT CASE WHEN reader <> ? THEN reader END)
    FROM events WHERE day = ? AND kind = 2 GROUP BY day, org, words"""
_PAGE_BLOCK = """INSERT INTO totals
    SELECT ?, ?, page, org, SUM(views), SUM(reads), SUM(reader_days), MAX(most_readers),
        SUM(helpful), SUM(unhelpful), SUM(flags), SUM(citations), SUM(acknowledgements), SUM(steps)
    FROM totals WHERE size = ? AND day BETWEEN ? AND ? GROUP BY page, org"""
_QUERY_BLOCK = """INSERT INTO query_totals
    SELECT ?, ?, org, query, SUM(searches), SUM(no_result), SUM(clicked), SUM(rank_sum),
        MAX(most_readers)
    FROM query_totals WHERE size = ? AND day BETWEEN ? AND ? GROUP BY org, query"""
_LASTING = """INSERT INTO lasting_readers
    SELECT page, org, version, reader, day, day
    FROM events WHERE day = ? AND kind = 1 AND lasting = 1 AND reader <> ?
    GROUP BY page, org, version, reader, day
    ON CONFLICT (page, org, version, reader) DO UPDATE SET
        first_day = CASE WHEN excluded.first_day < lasting_readers.first_day
            THEN excluded.first_day ELSE lasting_readers.first_day END,
        last_day = CASE WHEN excluded.last_day > lasting_readers.last_day
            THEN excluded.last_day ELSE lasting_readers.last_day END"""
_PEOPLE = """INSERT INTO people
    SELECT DISTINCT org, reader FROM events
    WHERE day = ? AND kind = 1 AND lasting = 1 AND reader <> ? ON CONFLICT DO NOTHING"""
_GONE = """DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM lasting_readers
    WHERE lasting_readers.org = people.org AND lasting_readers.reader = people.reader)"""
_NOBODY = b""


def roll_up(days: Iterable[int], session: Session) -> None:
    """Make the totals of days anew.

    Args:
        days: Days whose events are all kept still.
        session: A transaction that may write.
    """
    found = list(days)
    for day in found:
        session.run("DELETE FROM totals WHERE size = 1 AND day = ?", (day,))
        session.run("DELETE FROM days WHERE day = ?", (day,))
        session.run("DELETE FROM daily_readers WHERE day = ?", (day,))
        session.run("DELETE FROM query_totals WHERE size = 1 AND day = ?", (day,))
        session.run(_PAGES, (_NOBODY, day))
        session.run(_DAYS, (day,))
        session.run(_READERS, (day, _NOBODY))
        session.run(_QUERIES, (_NOBODY, day))
        session.run(_LASTING, (day, _NOBODY))
        session.run(_PEOPLE, (day, _NOBODY))
        session.run("DELETE FROM changed_days WHERE day = ?", (day,))
    for smaller, size in pairwise(SIZES):
        for first in sorted({block_of(day, size) for day in found}):
            _sum_up(first, smaller, size, session)


def _sum_up(first: int, smaller: int, size: int, session: Session) -> None:
    """Make the totals of a block of those of the smaller blocks in it."""
    for table, sums in (("totals", _PAGE_BLOCK), ("query_totals", _QUERY_BLOCK)):
        old = f"DELETE FROM {table} WHERE size = ? AND day = ?"  # noqa: S608 (our own names)
        session.run(old, (size, first))
        session.run(sums, (size, first, smaller, first, first + size - 1))


def forget_readers(before: int, session: Session) -> None:
    """Forget those who came for the last time before a day."""
    session.run("DELETE FROM lasting_readers WHERE last_day < ?", (before,))
    session.run(_GONE)


def changed_days(session: Session) -> list[int]:
    """Days of which events came since their totals were made."""
    return [day for (day,) in session.rows("SELECT day FROM changed_days ORDER BY day")]


def days_with_events(session: Session) -> list[int]:
    """Days of which events are kept."""
    return [day for (day,) in session.rows("SELECT DISTINCT day FROM events ORDER BY day")]
