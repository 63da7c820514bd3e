"""Events into a store: each once, whoever sends it again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain

from hub.usage.store.database import Session
from hub.usage.store.names import Names
from hub.usage.store.records import Recorded, number_of
from hub.usage.store.schema import KIND_NUMBERS

_MARKS = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_AT_ONCE = 500
"""Events of one statement; SQLite has room for 32,766 values."""
_FLAG = """INSERT INTO flags (id, opened, page, org, version, comment)
    SELECT id, at, page, org, version, words FROM events
    WHERE id = ? AND kind = 4 ON CONFLICT DO NOTHING"""
_CHANGED = "INSERT INTO changed_days VALUES (?) ON CONFLICT DO NOTHING"


def keep(batches: Sequence[Sequence[Recorded]], names: Names, session: Session) -> list[int]:
    """Keep events.

    Args:
        batches: Events, by who sent them.
        names: Gives names their numbers.
        session: A transaction that may write.

    Returns:
        How many of each batch were new. Events of a day that was forgotten are not: nobody can tell
        any more whether they were counted.
    """
    oldest = forgotten_before(session)
    kept = [[event for event in batch if _day(event) >= oldest] for batch in batches]
    events = [event for batch in kept for event in batch]
    known = names.numbers(_names(events), session)
    rows = [[_row(event, known) for event in batch] for batch in kept]
    new = _shared(rows, _insert([row for batch in rows for row in batch], session))
    flags = [(digest_of(event.id),) for event in events if event.kind == "flag"]
    if flags:
        session.run_many(_FLAG, flags)
    days = {_day(event) for event in events}
    session.run_many(_CHANGED, [(day,) for day in sorted(days)])
    return new


def _insert(rows: Sequence[tuple[object, ...]], session: Session) -> set[object]:
    """Insert events, and say the digests of those that were new.

    One statement takes many: a thread that waits for the disk once for each row also waits each
    time until other threads let it go on.
    """
    new: set[object] = set()
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        marks = ", ".join([_MARKS] * len(part))
        sql = f"INSERT INTO events VALUES {marks} ON CONFLICT DO NOTHING RETURNING id"  # noqa: S608 (marks only)
        values = list(chain.from_iterable(part))
        new |= {bytes(digest) for (digest,) in session.rows(sql, values)}
    return new


def _shared(batches: Iterable[Sequence[tuple[object, ...]]], new: set[object]) -> list[int]:
    """How many new events each batch brought, and brought first."""
    left = set(new)
    counts = []
    for batch in batches:
        own = {row[0] for row in batch} & left
        left -= own
        counts.append(len(own))
    return counts


def digest_of(event_id: str) -> bytes:
    """Eight bytes that stand for an event's id, however long that is.

    Among twenty million events two have the same once in a hundred thousand hubs, and one is lost.
    """
    return hashlib.blake2b(event_id.encode(), digest_size=8).digest()


def forgotten_before(session: Session) -> int:
    """The day before which events were forgotten."""
    ((day,),) = session.rows("SELECT before_day FROM forgotten")
    return int(day)


def _day(event: Recorded) -> int:
    return number_of(event.at.astimezone(dt.UTC).date())


def _names(events: Iterable[Recorded]) -> set[str]:
    return {name for event in events for name in (event.page, event.org, event.version)}


def _row(event: Recorded, known: dict[str, int]) -> tuple[object, ...]:
    return (
        digest_of(event.id),
        _day(event),
        int(event.at.timestamp()),
        KIND_NUMBERS[event.kind],
        known[event.page],
        known[event.org],
        event.reader,
        int(event.is_lasting),
        known[event.version],
        event.amount,
        event.rank,
        event.words,
        event.reason,
    )
