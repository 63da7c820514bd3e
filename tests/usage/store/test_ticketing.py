"""Closed tickets are kept as counts by day, for each audience."""

from __future__ import annotations

import datetime as dt

from hub.period import Window
from hub.usage.store.records import ClosedTickets
from hub.usage.store.sql_store import SqlStore
from tests.usage.store.conftest import NOON

FIRST = NOON.date()
LAST = FIRST + dt.timedelta(days=9)
ALL = Window(FIRST, LAST)


def closed(offset: int, count: int, *, known: int | None = 1) -> ClosedTickets:
    day = FIRST + dt.timedelta(days=offset)
    return ClosedTickets(day=day, closed=count, cited=1, known=known)


def test_counts_come_back_as_they_were_given(store: SqlStore) -> None:
    store.keep_tickets("desk", ALL, {"": [closed(0, 4), closed(9, 2, known=None)], "client": []})
    assert store.closed_tickets(ALL, "") == [closed(0, 4), closed(9, 2, known=None)]
    assert store.closed_tickets(ALL, "client") == []
    assert store.closed_tickets(Window(FIRST, FIRST), "") == [closed(0, 4)]


def test_a_source_replaces_what_it_said_of_the_same_days_and_no_more(store: SqlStore) -> None:
    store.keep_tickets("desk", ALL, {"": [closed(0, 4), closed(5, 3), closed(9, 2)]})
    store.keep_tickets("other", ALL, {"": [closed(5, 1)]})
    middle = Window(FIRST + dt.timedelta(days=1), FIRST + dt.timedelta(days=8))
    store.keep_tickets("desk", middle, {"": [closed(6, 7)]})
    assert store.closed_tickets(ALL, "") == [closed(0, 4), closed(5, 1), closed(6, 7), closed(9, 2)]
