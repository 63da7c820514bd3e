"""The event store over a database that speaks SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from hub.period import Window
from hub.usage.imported import ImportedUsage
from hub.usage.store import answering, importing, rollup, ticketing
from hub.usage.store.database import Database, Row, Session
from hub.usage.store.keeping import digest_of, forgotten_before, keep
from hub.usage.store.names import Names
from hub.usage.store.records import (
    ClosedTickets,
    DayTotals,
    FirstReads,
    OpenFlag,
    PageTotals,
    QueryTotals,
    ReaderDays,
    Recorded,
    number_of,
)
from hub.usage.store.schema import bring_up_to_date
from hub.usage.store.store import Spans

_FLAGS = """SELECT flags.id, pages.name, orgs.name, versions.name, comment, opened, closed, answer
    FROM flags JOIN names AS pages ON pages.number = flags.page
        JOIN names AS orgs ON orgs.number = flags.org
        JOIN names AS versions ON versions.number = flags.version
    WHERE closed IS NULL OR ? = 1 ORDER BY opened, flags.id"""


class SqlStore:
    """Keeps events in a database, and answers from totals by day.

    Args:
        database: Open; it is given the tables that it lacks.

    Raises:
        UsageError: When the database is damaged or a newer program has written it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names = Names()
        bring_up_to_date(database)

    def record(self, batches: Sequence[Sequence[Recorded]]) -> list[int]:
        """Keep events, all of them or none, in one commit."""
        try:
            with self._database.writing() as session:
                return keep(batches, self._names, session)
        except BaseException:
            self._names.forget()
            raise

    def refresh(self) -> None:
        """Bring the totals up to date with the events."""
        with self._database.reading() as session:
            is_current = not rollup.changed_days(session)
        if not is_current:
            with self._database.writing() as session:
                rollup.roll_up(rollup.changed_days(session), session)

    def rebuild(self) -> None:
        """Make the totals of all days anew whose events are kept."""
        with self._database.writing() as session:
            oldest = forgotten_before(session)
            # A reader who first came on a forgotten day has no other witness than the total.
            session.run("DELETE FROM lasting_readers WHERE first_day >= ?", (oldest,))
            session.run("UPDATE lasting_readers SET last_day = first_day")
            rollup.roll_up(rollup.days_with_events(session), session)
            rollup.forget_readers(oldest, session)

    def expire(self, before: dt.date) -> int:
        """Forget events and readers of the days before one; totals stay."""
        day = number_of(before)
        with self._database.writing() as session:
            rollup.roll_up(rollup.changed_days(session), session)
            session.run("UPDATE forgotten SET before_day = ? WHERE before_day < ?", (day, day))
            rollup.forget_readers(day, session)
            return session.run("DELETE FROM events WHERE day < ?", (day,))

    def is_empty(self) -> bool:
        """Whether nothing was ever kept or imported."""
        return self.first_day() is None and not self.imports()

    def first_day(self) -> dt.date | None:
        """The first day of which there are totals of events."""
        with self._database.reading() as session:
            days = (
                answering.extreme_day(session, "SELECT MIN(day) FROM totals WHERE size = 1"),
                answering.extreme_day(session, "SELECT MIN(day) FROM query_totals WHERE size = 1"),
            )
        return min((day for day in days if day), default=None)

    def last_day(self) -> dt.date | None:
        """The last day of which there are totals of events or imports."""
        with self._database.reading() as session:
            days = (
                answering.extreme_day(session, "SELECT MAX(day) FROM totals WHERE size = 1"),
                answering.extreme_day(session, "SELECT MAX(day) FROM query_totals WHERE size = 1"),
                answering.extreme_day(session, "SELECT MAX(last_day) FROM imported"),
            )
        return max((day for day in days if day), default=None)

    def page_totals(self, window: Window) -> list[PageTotals]:
        """How each page was used, by organisation."""
        with self._database.reading() as session:
            return answering.page_totals(window, session)

    def reads_within(self, window: Window, spans: Spans) -> dict[tuple[str, str], int]:
        """Reads by page and organisation that fell into stretches of days."""
        with self._database.reading() as session:
            return answering.reads_within(window, spans, session)

    def day_totals(self, window: Window, pages: Collection[str]) -> list[DayTotals]:
        """How some pages together were used on each day, by organisation."""
        with self._database.reading() as session:
            return answering.day_totals(window, pages, session)

    def reader_days(self, window: Window) -> list[ReaderDays]:
        """Readers of each organisation, whatever they read."""
        with self._database.reading() as session:
            return answering.reader_days(window, session)

    def people(
        self, since: dt.date, groups: Mapping[str, Collection[str]]
    ) -> dict[tuple[str, str], int]:
        """Distinct people by group of pages and organisation, where readers are told apart."""
        with self._database.reading() as session:
            return answering.people(since, groups, session)

    def query_totals(self, window: Window, org: str | None) -> list[QueryTotals]:
        """What was searched for, the most frequent first."""
        with self._database.reading() as session:
            return answering.query_totals(window, org, session)

    def first_reads(self, pages: Collection[str]) -> list[FirstReads]:
        """When people read versions of pages for the first time."""
        with self._database.reading() as session:
            return answering.first_reads(pages, session)

    def flags(self, *, with_closed: bool = False) -> list[OpenFlag]:
        """What readers said is wrong, the oldest first."""
        with self._database.reading() as session:
            return [_flag(row) for row in session.rows(_FLAGS, (int(with_closed),))]

    def close_flag(self, flag: str, answer: str, at: dt.datetime) -> bool:
        """Close a flag with an answer; False where there is no such open flag."""
        with self._database.writing() as session:
            return bool(_close(flag, answer, at, session))

    def add_import(self, imported: ImportedUsage) -> None:
        """Keep the totals of a file; whole days replace those of the same source and audience."""
        try:
            with self._database.writing() as session:
                importing.add_import(imported, self._names, session)
        except BaseException:
            self._names.forget()
            raise

    def imports(self) -> list[ImportedUsage]:
        """All files that were imported, with what they counted."""
        with self._database.reading() as session:
            return importing.imports(session)

    def keep_tickets(
        self, source: str, covered: Window, counts: Mapping[str, Sequence[ClosedTickets]]
    ) -> None:
        """Keep counts of closed tickets in place of what the source said of the same days."""
        with self._database.writing() as session:
            ticketing.keep_tickets(source, covered, counts, session)

    def closed_tickets(self, window: Window, audience: str) -> list[ClosedTickets]:
        """Closed tickets by day and source, with citations of what an audience may read."""
        with self._database.reading() as session:
            return ticketing.closed_tickets(window, audience, session)

    def event_count(self) -> int:
        """How many events are kept."""
        with self._database.reading() as session:
            return int(session.rows("SELECT COUNT(*) FROM events")[0][0])

    def close(self) -> None:
        """Give the database back."""
        self._database.close()


def _flag(row: Row) -> OpenFlag:
    flag, page, org, version, comment, opened, closed, answer = row
    return OpenFlag(
        id=bytes(flag).hex(),
        page=page,
        org=org,
        version=version,
        comment=comment,
        opened=_moment(opened),
        closed=None if closed is None else _moment(closed),
        answer=answer,
    )


def _moment(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _close(flag: str, answer: str, at: dt.datetime, session: Session) -> int:
    sql = "UPDATE flags SET closed = ?, answer = ? WHERE id IN (?, ?) AND closed IS NULL"
    return session.run(sql, (int(at.timestamp()), answer, digest_of(flag), _key(flag)))


def _key(flag: str) -> bytes:
    """What an id stands for that ``flags`` gave; an event's own id may look like one."""
    try:
        return bytes.fromhex(flag)
    except ValueError:
        return b""
