"""The tables of a store, version by version.

A step is never changed once a release has it; what has to differ becomes another step. Each runs in
a transaction of its own together with the number of its version, so that one that was killed has
either happened or not, and the next start goes on where it ended.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.errors import Problem, UsageError
from hub.usage.events import KINDS
from hub.usage.store.database import Database

KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
"""How kinds of events are kept; ``readable_events`` says them in words."""
_EVENTS = (
    "CREATE TABLE names (number {key}, name {text} NOT NULL UNIQUE)",
    # In the order of time: what comes together is written to the same few pages of the file.
    """CREATE TABLE events (
        id {blob} NOT NULL UNIQUE,
        day INTEGER NOT NULL,
        at BIGINT NOT NULL,
        kind SMALLINT NOT NULL,
        page INTEGER NOT NULL,
        org INTEGER NOT NULL,
        reader {blob} NOT NULL,
        lasting SMALLINT NOT NULL,
        version INTEGER NOT NULL,
        amount INTEGER,
        rank INTEGER,
        words TEXT,
        reason TEXT,
        PRIMARY KEY (day, at, id)
    ){compact}""",
    "CREATE TABLE changed_days (day INTEGER NOT NULL PRIMARY KEY)",
    "CREATE TABLE forgotten (before_day INTEGER NOT NULL)",
    "INSERT INTO forgotten VALUES (0)",
    """CREATE VIEW readable_events AS
        SELECT events.at, CASE events.kind WHEN 0 THEN 'view' WHEN 1 THEN 'read'
                WHEN 2 THEN 'search' WHEN 3 THEN 'feedback' WHEN 4 THEN 'flag'
                WHEN 5 THEN 'citation' WHEN 6 THEN 'acknowledgement' WHEN 7 THEN 'step'
            END AS kind, pages.name AS page, orgs.name AS org,
            versions.name AS version, events.amount, events.rank, events.words, events.reason
        FROM events JOIN names AS pages ON pages.number = events.page
            JOIN names AS orgs ON orgs.number = events.org
            JOIN names AS versions ON versions.number = events.version""",
)
# Of days and of blocks of days (``blocks``): clustered by day, so that a day is written together.
_ROLLUPS = (
    """CREATE TABLE totals (
        size SMALLINT NOT NULL, day INTEGER NOT NULL, page INTEGER NOT NULL, org INTEGER NOT NULL,
        views INTEGER NOT NULL, reads INTEGER NOT NULL, reader_days INTEGER NOT NULL,
        most_readers INTEGER NOT NULL,
        helpful INTEGER NOT NULL, unhelpful INTEGER NOT NULL, flags INTEGER NOT NULL,
        citations INTEGER NOT NULL, acknowledgements INTEGER NOT NULL, steps INTEGER NOT NULL,
        PRIMARY KEY (size, day, page, org)
    ){compact}""",
    """CREATE TABLE days (
        day INTEGER NOT NULL, org INTEGER NOT NULL, pages INTEGER NOT NULL,
        views INTEGER NOT NULL, reads INTEGER NOT NULL, citations INTEGER NOT NULL,
        PRIMARY KEY (day, org)
    ){compact}""",
    """CREATE TABLE daily_readers (
        day INTEGER NOT NULL, org INTEGER NOT NULL, readers INTEGER NOT NULL,
        PRIMARY KEY (day, org)
    ){compact}""",
    """CREATE TABLE query_totals (
        size SMALLINT NOT NULL, day INTEGER NOT NULL, org INTEGER NOT NULL, query {text} NOT NULL,
        searches INTEGER NOT NULL, no_result INTEGER NOT NULL, clicked INTEGER NOT NULL,
        rank_sum BIGINT NOT NULL, most_readers INTEGER NOT NULL,
        PRIMARY KEY (size, day, org, query)
    ){compact}""",
    """CREATE TABLE lasting_readers (
        page INTEGER NOT NULL, org INTEGER NOT NULL, version INTEGER NOT NULL,
        reader {blob} NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
        PRIMARY KEY (page, org, version, reader)
    ){compact}""",
    "CREATE INDEX lasting_by_reader ON lasting_readers (org, reader, last_day, page)",
    """CREATE TABLE people (
        org INTEGER NOT NULL, reader {blob} NOT NULL, PRIMARY KEY (org, reader)
    ){compact}""",
)
_KEPT = (
    """CREATE TABLE flags (
        id {blob} NOT NULL PRIMARY KEY, opened BIGINT NOT NULL, page INTEGER NOT NULL,
        org INTEGER NOT NULL, version INTEGER NOT NULL, comment TEXT NOT NULL,
        closed BIGINT, answer TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE imports (
        number {key}, source TEXT NOT NULL, format TEXT NOT NULL, digest TEXT NOT NULL,
        audience TEXT NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
        read_rows BIGINT NOT NULL, rejected BIGINT NOT NULL, left_out TEXT NOT NULL,
        covered TEXT, UNIQUE (source, audience, digest)
    )""",
    """CREATE TABLE imported (
        import INTEGER NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
        page INTEGER NOT NULL, views BIGINT NOT NULL, visitors BIGINT,
        PRIMARY KEY (import, first_day, last_day, page)
    ){compact}""",
    """CREATE TABLE imported_people (
        import INTEGER NOT NULL, page INTEGER NOT NULL, people BIGINT NOT NULL,
        PRIMARY KEY (import, page)
    ){compact}""",
    """CREATE TABLE closed_tickets (
        source TEXT NOT NULL, audience TEXT NOT NULL, day INTEGER NOT NULL,
        closed INTEGER NOT NULL, cited INTEGER NOT NULL, known INTEGER,
        PRIMARY KEY (source, audience, day)
    ){compact}""",
)
STEPS: tuple[tuple[str, ...], ...] = (_EVENTS, _ROLLUPS, _KEPT)
"""What each version adds to the one before."""


def bring_up_to_date(database: Database, steps: Sequence[Sequence[str]] = STEPS) -> None:
    """Give a database the tables that this program knows.

    Args:
        database: Empty, or of this or an earlier version.
        steps: What each version adds.

    Raises:
        UsageError: When a newer program has written it.
    """
    version = _version(database)
    if version > len(steps):
        raise UsageError(
            Problem(
                path="",
                rule="usage-store",
                found=f"the event store has version {version}; this program knows {len(steps)}",
                expected="a store that this program or an earlier one has written",
                remedy="Use the newer Hub that wrote it, or name another store in hub.yml.",
            )
        )
    for number, step in enumerate(steps[version:], version + 1):
        with database.writing() as session:
            for statement in step:
                session.run(statement.format(**database.types))
            session.run("UPDATE hub_schema SET version = ?", (number,))


def _version(database: Database) -> int:
    with database.writing() as session:
        session.run("CREATE TABLE IF NOT EXISTS hub_schema (version INTEGER NOT NULL)")
        session.run("INSERT INTO hub_schema SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM hub_schema)")
        return int(session.rows("SELECT version FROM hub_schema")[0][0])
