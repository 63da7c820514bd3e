"""Each event is kept once, and a request is kept whole or not at all."""

from __future__ import annotations

import pytest

from hub.errors import UsageError
from hub.period import Window
from hub.usage.store.records import Recorded
from hub.usage.store.sql_store import SqlStore
from tests.usage.store.conftest import NOON, Place, event

DAY = Window(NOON.date(), NOON.date())


def test_what_was_new_is_said_of_each_batch(store: SqlStore) -> None:
    first, second, third = (event(number) for number in range(3))
    assert store.record([[first, first, second], [], [second, third]]) == [2, 0, 1]
    assert store.record([[third], [first, second]]) == [0, 0]
    assert store.record([]) == []
    assert store.event_count() == 3


def test_an_id_that_is_known_stays_the_event_that_it_was(store: SqlStore) -> None:
    store.record([[event(1, "view")]])
    store.record([[event(1, "flag", words="Wrong."), event(1, "read")]])
    store.refresh()
    (totals,) = store.page_totals(DAY)
    assert (totals.views, totals.reads, totals.flags) == (1, 0, 0)
    assert store.flags() == []


def test_a_batch_that_fails_leaves_nothing(store: SqlStore) -> None:
    broken = event(2, page="sops/new.md", reader=None)
    with pytest.raises(UsageError, match=r"(?i)not.null"):
        store.record([[event(1, page="sops/new.md")], [broken]])
    assert store.event_count() == 0
    assert store.record([[event(1, page="sops/new.md")]]) == [1]
    store.refresh()
    assert [it.page for it in store.page_totals(DAY)] == ["sops/new.md"]


def test_what_one_records_another_reads(place: Place) -> None:
    writer, reader = place.open(), place.open()
    writer.record([[event(1)]])
    reader.refresh()
    assert [it.views for it in reader.page_totals(DAY)] == [1]
    reader.record([[event(1), event(2, page="sops/other.md")]])
    writer.record([[event(3, page="sops/other.md")]])
    writer.refresh()
    assert [(it.page, it.views) for it in reader.page_totals(DAY)] == [
        ("sops/other.md", 2),
        ("sops/refund.md", 1),
    ]
    writer.close()
    reader.close()


def test_a_store_is_the_same_after_it_was_closed(place: Place) -> None:
    store = place.open()
    store.record([[event(1)]])
    store.close()
    again = place.open()
    assert again.record([[event(1), event(2)]]) == [1]
    again.close()


def test_events_can_be_read_with_plain_sql(store: SqlStore) -> None:
    store.record([[event(1, "search", amount=0, words="tax", version="")]])
    with store._database.reading() as session:
        rows = session.rows("SELECT at, kind, page, org, words FROM readable_events")
    assert rows == [(int(NOON.timestamp()), "search", "sops/refund.md", "client", "tax")]


def test_queries_are_in_order_of_frequency_and_then_of_their_letters(store: SqlStore) -> None:
    words = ["b", "é", "B", "a", "é"]
    store.record([[event(n, "search", amount=1, words=it) for n, it in enumerate(words)]])
    store.refresh()
    assert [it.query for it in store.query_totals(DAY, None)] == ["é", "B", "a", "b"]


def test_a_recorded_moment_is_kept_to_the_second(store: SqlStore) -> None:
    given: Recorded = event(1, "flag", words="Wrong.", at=NOON.replace(microsecond=999_999))
    store.record([[given]])
    assert [flag.opened for flag in store.flags()] == [NOON]
