"""Events into a store: each once, whoever sends it again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from hub.usage.store.database import Session
from hub.usage.store.names import Names
from hub.usage.store.records import Recorded, number_of
from hub.usage.store.schema import KIND_NUMBERS

T = TypeVar("T")
_MARKS = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
    new = [session.run_many(_EVENT, [_row(event, known) for event in batch]) for batch in kept]
    flags = [(digest_of(event.id),) for event in events if event.kind == "flag"]
    if flags:
        session.run_many(_FLAG, flags)
    days = {_day(event) for event in events}
    session.run_many(_CHANGED, [(day,) for day in sorted(days)])
    return counts


def _known(ids: Sequence[bytes], session: Session) -> set[bytes]:
    """Those of the ids that are kept already."""
    found: set[bytes] = set()
    for part in _parts(ids):
        marks = ", ".join("?" * len(part))
        rows = session.rows(f"SELECT id FROM events WHERE id IN ({marks})", part)  # noqa: S608 (marks only)
        found |= {bytes(row[0]) for row in rows}
    return found


def _new(batches: Sequence[Sequence[bytes]], known: set[bytes]) -> tuple[set[bytes], list[int]]:
    """The ids that are new, and how many of them each batch brought first."""
    new: set[bytes] = set()
    counts = []
    for batch in batches:
        first = {it for it in batch if it not in known and it not in new}
        new |= first
        counts.append(len(first))
    return new, counts


def _insert(rows: Sequence[tuple[object, ...]], session: Session) -> None:
    """Insert events, many with one statement: a thread that waits for each row waits for others."""
    for part in _parts(rows):
        marks = ", ".join([_MARKS] * len(part))
        session.run(f"INSERT INTO events VALUES {marks}", list(chain.from_iterable(part)))  # noqa: S608 (marks only)


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _flat(batches: Iterable[Sequence[T]]) -> Iterator[T]:
    return chain.from_iterable(batches)


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


def _row(digest: bytes, event: Recorded, known: dict[str, int]) -> tuple[object, ...]:
    return (
        digest_of(event.id),
        _day(event),
        int(event.at.timestamp()),
        digest,
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
