"""Totals of other systems are kept beside the events, and a file counts once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from hub.errors import UsageError
from hub.period import Window
from hub.usage.imported import Count, Covered, ImportedUsage, Place
from hub.usage.store.sql_store import SqlStore
from tests.usage.store.conftest import NOON, event

DAY = NOON.date()


def days(*views: int, page: str = "sops/refund.md", first: dt.date = DAY) -> dict[Place, Count]:
    """Views of a page by day, from a day on."""
    each = [(first + dt.timedelta(days=number), count) for number, count in enumerate(views)]
    return {Place(day, day, page): Count(count, count // 2) for day, count in each}


def usage(digest: str, counts: dict[Place, Count], **more: Any) -> ImportedUsage:
    given: dict[str, Any] = {
        "source": "plausible",
        "format": "plausible-csv",
        "digest": digest,
        "audience": "client",
        "first": min(place.first for place in counts),
        "last": max(place.last for place in counts),
        "counts": counts,
    }
    return ImportedUsage(**(given | more))


def test_an_import_comes_back_as_it_was_given(store: SqlStore) -> None:
    whole = usage(
        "a" * 64,
        {
            **days(4, 6),
            Place(DAY, DAY + dt.timedelta(days=30), "faqs/é.md"): Count(2**40, None),
        },
        people={"sops/refund.md": 3},
        read=12,
        rejected=2,
        left_out={"bot": 7, "asset": 1},
    )
    log = usage(
        "b" * 64, days(1), source="nginx", covered=Covered(5, 9, frozenset({"x", "y"})), audience=""
    )
    store.add_import(whole)
    store.add_import(log)
    assert store.imports() == [whole, log]
    assert not store.is_empty()
    assert store.last_day() == DAY + dt.timedelta(days=30)
    assert store.first_day() is None


def test_the_same_file_counts_once(store: SqlStore) -> None:
    store.add_import(usage("a" * 64, days(4)))
    store.add_import(usage("a" * 64, days(5), read=99))
    (kept,) = store.imports()
    assert (kept.counts, kept.read) == (days(4), 0)


def test_the_same_file_counts_for_each_audience_and_source(store: SqlStore) -> None:
    for source in ("plausible", "umami"):
        for audience in ("client", "vendor"):
            store.add_import(usage("a" * 64, days(4), source=source, audience=audience))
    assert [len(it.counts) for it in store.imports()] == [1, 1, 1, 1]


def test_whole_days_replace_those_that_were_there(store: SqlStore) -> None:
    store.add_import(usage("a" * 64, days(1, 2, 3)))
    other = usage("b" * 64, days(7, 7, 7), audience="vendor")
    store.add_import(other)
    later = usage("c" * 64, days(20, 30, 40, first=DAY + dt.timedelta(days=1)))
    store.add_import(later)
    first, second, third = store.imports()
    assert first.counts == days(1)
    assert (second, third) == (other, later)


def test_a_period_that_is_covered_in_part_stays(store: SqlStore) -> None:
    month = {Place(DAY, DAY + dt.timedelta(days=30), "sops/refund.md"): Count(100, 50)}
    store.add_import(usage("a" * 64, month))
    store.add_import(usage("b" * 64, days(9)))
    assert [it.counts for it in store.imports()] == [month, days(9)]


def test_logs_are_added_and_replace_nothing(store: SqlStore) -> None:
    for digest, covered in (("a", Covered(1, 5)), ("b", Covered(5, 9))):
        store.add_import(usage(digest * 64, days(4), source="nginx", covered=covered))
    assert [it.counts for it in store.imports()] == [days(4), days(4)]


def test_whole_days_do_not_replace_a_log(store: SqlStore) -> None:
    store.add_import(usage("a" * 64, days(4), covered=Covered(1, 5)))
    store.add_import(usage("b" * 64, days(6)))
    assert [it.counts for it in store.imports()] == [days(4), days(6)]


def test_imports_are_no_events(store: SqlStore) -> None:
    store.record([[event(1)]])
    store.add_import(usage("a" * 64, days(4)))
    store.refresh()
    store.rebuild()
    (totals,) = store.page_totals(Window(DAY, DAY))
    assert totals.views == 1
    store.expire(DAY + dt.timedelta(days=99))
    assert [it.counts for it in store.imports()] == [days(4)]


def test_an_import_that_fails_leaves_nothing(store: SqlStore) -> None:
    store.add_import(usage("a" * 64, days(4)))
    broken = dataclasses.replace(
        usage("b" * 64, days(5, page="sops/new.md")),
        people={"sops/new.md": None},  # type: ignore[dict-item]
    )
    with pytest.raises(UsageError, match=r"(?i)not.null"):
        store.add_import(broken)
    assert [it.digest[0] for it in store.imports()] == ["a"]
    assert store.imports()[0].counts == days(4)
    fine = usage("b" * 64, days(5, page="sops/new.md"))
    store.add_import(fine)
    assert store.imports()[1] == fine
