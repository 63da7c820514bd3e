"""Totals by day, made of the events of that day and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from hub.usage.store.database import Session

_PAGES = """INSERT INTO daily
    SELECT ?, page, org,
        SUM(CASE WHEN kind = 0 THEN 1 ELSE 0 END),
        SUM(CASE WHEN kind = 1 THEN 1 ELSE 0 END),
        COUNT(DISTINCT CASE WHEN kind <= 1 AND reader <> ? THEN reader END),
        SUM(CASE WHEN kind = 3 AND amount = 1 THEN 1 ELSE 0 END),
        SUM(CASE WHEN kind = 3 AND amount = 0 THEN 1 ELSE 0 END),
        SUM(CASE WHEN kind = 4 THEN 1 ELSE 0 END),
        COUNT(DISTINCT CASE WHEN kind = 5 THEN words END),
        SUM(CASE WHEN kind = 6 THEN 1 ELSE 0 END),
        SUM(CASE WHEN kind = 7 THEN 1 ELSE 0 END)
    FROM events WHERE at >= ? AND at < ? AND kind <> 2 GROUP BY page, org"""
_READERS = """INSERT INTO daily_readers
    SELECT ?, org, COUNT(DISTINCT CASE WHEN reader <> ? THEN reader END)
    FROM events WHERE at >= ? AND at < ? AND kind <= 1 GROUP BY org"""
_QUERIES = """INSERT INTO daily_queries
    SELECT ?, org, words, COUNT(*),
        SUM(CASE WHEN amount = 0 THEN 1 ELSE 0 END),
        SUM(CASE WHEN rank IS NOT NULL THEN 1 ELSE 0 END),
        COALESCE(SUM(rank), 0),
        COUNT(DISTINCT CASE WHEN reader <> ? THEN reader END)
    FROM events WHERE at >= ? AND at < ? AND kind = 2 GROUP BY org, words"""
_LASTING = """INSERT INTO lasting_readers
    SELECT page, org, version, reader, MIN(at) / 86400, MAX(at) / 86400
    FROM events WHERE reader <> ? AND at >= ? AND at < ? AND kind = 1 AND lasting = 1
    GROUP BY page, org, version, reader
    ON CONFLICT (page, org, version, reader) DO UPDATE SET
        first_day = CASE WHEN excluded.first_day < lasting_readers.first_day
            THEN excluded.first_day ELSE lasting_readers.first_day END,
        last_day = CASE WHEN excluded.last_day > lasting_readers.last_day
            THEN excluded.last_day ELSE lasting_readers.last_day END"""
_NOBODY = b""
_DAY = 86_400
"""Seconds; UTC days are all as long."""


def roll_up(days: Iterable[int], session: Session) -> None:
    """Make the totals of days anew.

    Args:
        days: Days whose events are all kept still.
        session: A transaction that may write.
    """
    for day in days:
        for table in ("daily", "daily_readers", "daily_queries"):
            session.run(f"DELETE FROM {table} WHERE day = ?", (day,))  # noqa: S608 (our own names)
        seconds = (day * _DAY, (day + 1) * _DAY)
        for total in (_PAGES, _READERS, _QUERIES):
            session.run(total, (day, _NOBODY, *seconds))
        session.run(_LASTING, (_NOBODY, *seconds))
        session.run("DELETE FROM changed_days WHERE day = ?", (day,))


def changed_days(session: Session) -> list[int]:
    """Days of which events came since their totals were made."""
    return [day for (day,) in session.rows("SELECT day FROM changed_days ORDER BY day")]


def days_with_events(session: Session) -> list[int]:
    """Days of which events are kept."""
    return [day for (day,) in session.rows("SELECT DISTINCT at / 86400 FROM events ORDER BY 1")]
