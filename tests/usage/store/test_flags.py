"""What readers say is wrong stays open until somebody answers, and longer than the events."""

from __future__ import annotations

import datetime as dt

import pytest

from hub.usage.store.records import OpenFlag
from hub.usage.store.sql_store import SqlStore
from tests.usage.store.conftest import NOON, event

LATER = NOON + dt.timedelta(days=3, seconds=1)


@pytest.fixture
def flagged(store: SqlStore) -> SqlStore:
    store.record(
        [
            [event(2, "flag", words="Second.", at=NOON + dt.timedelta(seconds=1))],
            [event(1, "flag", words="First.", version="1.2", org="vendor")],
            [event(3, "view")],
        ]
    )
    return store


def test_flags_are_given_oldest_first(flagged: SqlStore) -> None:
    first, second = flagged.flags()
    assert first == OpenFlag(
        id=first.id,
        page="sops/refund.md",
        org="vendor",
        version="1.2",
        comment="First.",
        opened=NOON,
    )
    assert second.comment == "Second."


def test_a_flag_is_closed_once(flagged: SqlStore) -> None:
    first, second = flagged.flags()
    assert flagged.close_flag(first.id, "Step 4 is mended.", LATER)
    assert not flagged.close_flag(first.id, "Again.", LATER)
    assert flagged.flags() == [second]
    closed, _ = flagged.flags(with_closed=True)
    assert (closed.closed, closed.answer) == (LATER, "Step 4 is mended.")


def test_a_flag_is_closed_by_its_event(flagged: SqlStore) -> None:
    assert flagged.close_flag("event-0001", "Yes.", LATER)
    assert [flag.comment for flag in flagged.flags()] == ["Second."]


@pytest.mark.parametrize("name", ["deadbeef", "0123456789abcdef"])
def test_an_event_whose_id_looks_like_a_flag_s_closes_its_own(store: SqlStore, name: str) -> None:
    store.record([[event(1, "flag", id=name, words="Wrong.")]])
    assert store.close_flag(name, "Yes.", LATER)
    assert store.flags() == []


@pytest.mark.parametrize("name", ["event-0003", "", "no such flag", "00" * 8])
def test_what_is_no_open_flag_is_not_closed(flagged: SqlStore, name: str) -> None:
    assert not flagged.close_flag(name, "Yes.", LATER)
    assert len(flagged.flags()) == 2


def test_a_flag_outlives_its_event(flagged: SqlStore) -> None:
    flagged.expire(LATER.date())
    flagged.rebuild()
    assert flagged.event_count() == 0
    assert len(flagged.flags()) == 2


def test_a_repeated_flag_stays_closed(flagged: SqlStore) -> None:
    flagged.close_flag("event-0001", "Yes.", LATER)
    flagged.record([[event(1, "flag", words="First.", version="1.2", org="vendor")]])
    assert [flag.comment for flag in flagged.flags()] == ["Second."]
