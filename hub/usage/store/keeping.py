"""Events into a store: each once, whoever sends it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from hub.usage.store.database import Session
from hub.usage.store.names import Names
from hub.usage.store.records import Recorded, number_of
from hub.usage.store.schema import KIND_NUMBERS

_EVENT = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_FLAG = """INSERT INTO flags (id, opened, page, org, version, comment)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_CHANGED = "INSERT INTO changed_days VALUES (?) ON CONFLICT DO NOTHING"


def keep(batches: Sequence[Sequence[Recorded]], names: Names, session: Session) -> list[int]:
    """Keep events.

    Args:
        batches: Events, by who sent them.
        names: Gives names their numbers.
        session: A transaction that may write.

    Returns:
        How many of each batch were new.
    """
    events = [event for batch in batches for event in batch]
    known = names.numbers(_names(events), session)
    new = [session.run_many(_EVENT, [_row(event, known) for event in batch]) for batch in batches]
    flags = [_flag(event, known) for event in events if event.kind == "flag"]
    if flags:
        session.run_many(_FLAG, flags)
    days = {number_of(event.at.date()) for event in events}
    session.run_many(_CHANGED, [(day,) for day in sorted(days)])
    return new


def digest_of(event_id: str) -> bytes:
    """Twelve bytes that stand for an event's id, however long that is."""
    return hashlib.blake2b(event_id.encode(), digest_size=12).digest()


def _names(events: Iterable[Recorded]) -> set[str]:
    return {name for event in events for name in (event.page, event.org, event.version)}


def _row(event: Recorded, known: dict[str, int]) -> tuple[object, ...]:
    return (
        digest_of(event.id),
        number_of(event.at.date()),
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


def _flag(event: Recorded, known: dict[str, int]) -> tuple[object, ...]:
    return (
        digest_of(event.id),
        int(event.at.timestamp()),
        known[event.page],
        known[event.org],
        known[event.version],
        event.words or "",
    )
