"""Totals by day say what a recount of the events says, whatever happened in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.period import Window
from hub.usage.events import KINDS
from hub.usage.store.records import Recorded
from hub.usage.store.sql_store import SqlStore
from hub.usage.store.sqlite import SqliteDatabase
from tests.usage.store.conftest import NOON, event
from tests.usage.store.model import Model

FIRST = dt.date(2026, 3, 1)
DAYS = 5
PAGES = ("faqs/a.md", "sops/B.md", "sops/a.md", "sops/é.md")
WHOLE = Window(FIRST - dt.timedelta(days=2), FIRST + dt.timedelta(days=DAYS + 2))
PART = Window(FIRST + dt.timedelta(days=1), FIRST + dt.timedelta(days=3))
SPANS = {
    "sops/a.md": [Window(FIRST, FIRST + dt.timedelta(days=2)), PART],
    "faqs/a.md": [Window(FIRST, FIRST)],
    "sops/unknown.md": [WHOLE],
}
TABLES = (
    "names",
    "events",
    "changed_days",
    "totals",
    "days",
    "daily_readers",
    "query_totals",
    "lasting_readers",
    "people",
    "flags",
)
GROUPS = {"sops": PAGES[1:], "all": PAGES, "none": ["sops/unknown.md"]}

_ZONES = st.integers(-12, 14).map(lambda hours: dt.timezone(dt.timedelta(hours=hours)))
_MOMENTS = st.builds(
    lambda minutes, zone: (
        dt.datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=dt.UTC)
        + dt.timedelta(minutes=minutes)
    ).astimezone(zone),
    st.integers(0, DAYS * 24 * 60 - 1),
    _ZONES,
)


@st.composite
def _events(draw: st.DrawFn) -> Recorded:
    kind = draw(st.sampled_from(KINDS))
    return Recorded(
        id=f"event-{draw(st.integers(0, 30)):02}",
        at=draw(_MOMENTS),
        kind=kind,
        page=draw(st.sampled_from(PAGES)),
        org=draw(st.sampled_from(["client", "Vendor"])),
        reader=draw(st.sampled_from([b"", b"reader-1", b"reader-2", b"reader-3"])),
        is_lasting=draw(st.booleans()),
        version=draw(st.sampled_from(["", "1.0", "2.0"])),
        amount=draw(st.integers(0, 1)) if kind in ("feedback", "search") else None,
        rank=draw(st.none() | st.integers(1, 9)) if kind == "search" else None,
        words=draw(st.sampled_from(["a", "B", "é"])),
    )


_BATCHES = st.lists(st.lists(_events(), max_size=6), max_size=3)
_ACTIONS = st.one_of(
    st.tuples(st.just("record"), _BATCHES),
    st.tuples(st.just("record"), _BATCHES),
    st.tuples(st.just("refresh"), st.none()),
    st.tuples(st.just("rebuild"), st.none()),
    st.tuples(st.just("expire"), st.integers(0, DAYS).map(lambda n: FIRST + dt.timedelta(days=n))),
)
_STORIES = st.lists(_ACTIONS, min_size=1, max_size=12)


def tell(store: SqlStore, model: Model, story: list[tuple[str, Any]]) -> None:
    for action, given_to_it in story:
        if action == "record":
            assert store.record(given_to_it) == model.record(given_to_it)
        elif action == "expire":
            assert store.expire(given_to_it) == model.expire(given_to_it)
        else:
            getattr(store, action)()


def check(store: SqlStore, model: Model) -> None:
    for window in (WHOLE, PART):
        assert store.page_totals(window) == model.page_totals(window)
        assert store.reads_within(window, SPANS) == model.reads_within(window, SPANS)
        for pages in (PAGES, PAGES[1:], PAGES[:2], PAGES[:1], [], ["sops/unknown.md"]):
            assert store.day_totals(window, pages) == model.day_totals(window, pages)
        assert store.reader_days(window) == model.reader_days(window)
        for org in (None, "client", "Vendor", "nobody"):
            assert store.query_totals(window, org) == model.query_totals(window, org)
    for since in (WHOLE.first, PART.first, PART.last):
        assert store.people(since, GROUPS) == model.people(since, GROUPS)
    assert store.first_reads(PAGES[:3]) == model.first_reads(PAGES[:3])
    assert store.first_day() == model.first_day()
    assert store.last_day() == model.last_day()
    assert store.event_count() == model.event_count()
    assert store.is_empty() == (model.first_day() is None)


def empty(store: SqlStore) -> None:
    """Bring a store back to its beginning, which is quicker than making another."""
    with store._database.writing() as session:
        for table in TABLES:
            session.run(f"DELETE FROM {table}")  # noqa: S608 (our own names)
        session.run("UPDATE forgotten SET before_day = 0")
    store._names.forget()


_ALLOWED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def hasty(store: SqlStore) -> SqlStore:
    """A store that doesn't wait for the disk."""
    if isinstance(store._database, SqliteDatabase):
        store._database._connection.execute("PRAGMA synchronous = OFF")
    return store


@given(story=_STORIES)
@settings(max_examples=25, suppress_health_check=_ALLOWED)
def test_any_story_ends_in_the_totals_of_a_recount(
    hasty: SqlStore, story: list[tuple[str, Any]]
) -> None:
    empty(hasty)
    model = Model()
    tell(hasty, model, story)
    hasty.refresh()
    check(hasty, model)
    hasty.rebuild()
    check(hasty, model)


def test_a_late_event_changes_the_day_on_which_it_happened(store: SqlStore) -> None:
    store.record([[event(1, "read"), event(2, "read", at=NOON + dt.timedelta(days=2))]])
    store.refresh()
    store.record([[event(3, "read", at=NOON + dt.timedelta(hours=1))]])
    store.refresh()
    days = store.day_totals(Window(FIRST, FIRST + dt.timedelta(days=9)), ["sops/refund.md"])
    assert [(it.day.day, it.reads) for it in days] == [(2, 2), (4, 1)]


def test_forgetting_keeps_totals(store: SqlStore) -> None:
    store.record([[event(n, "read", reader=b"reader%02d" % n) for n in range(7)]])
    store.refresh()
    window = Window(FIRST, FIRST + dt.timedelta(days=9))
    before = store.page_totals(window), store.reader_days(window)
    assert store.expire(NOON.date() + dt.timedelta(days=1)) == 7
    store.rebuild()
    assert store.event_count() == 0
    assert (store.page_totals(window), store.reader_days(window)) == before


def test_an_event_of_a_forgotten_day_does_not_replace_its_totals(store: SqlStore) -> None:
    store.record([[event(n) for n in range(7)]])
    store.expire(NOON.date() + dt.timedelta(days=1))
    assert store.record([[event(3), event(99)]]) == [0]
    store.refresh()
    (totals,) = store.page_totals(WHOLE)
    assert totals.views == 7


def test_what_is_forgotten_stays_so(store: SqlStore) -> None:
    store.record([[event(1)]])
    store.expire(NOON.date() + dt.timedelta(days=1))
    store.expire(NOON.date() - dt.timedelta(days=30))
    assert store.record([[event(1)]]) == [0]


def test_forgetting_counts_events_that_no_total_had_yet(store: SqlStore) -> None:
    store.record([[event(1), event(2)]])
    store.expire(NOON.date() + dt.timedelta(days=1))
    (totals,) = store.page_totals(WHOLE)
    assert totals.views == 2


def test_people_who_came_no_more_are_forgotten(store: SqlStore) -> None:
    later = NOON + dt.timedelta(days=3)
    gone = event(1, "read", reader=b"reader-1", is_lasting=True)
    back = [
        event(number, "read", reader=b"reader-2", is_lasting=True, at=at)
        for number, at in ((2, NOON), (3, later))
    ]
    store.record([[gone, *back]])
    store.expire(later.date())
    store.rebuild()
    assert store.people(WHOLE.first, {"": ["sops/refund.md"]}) == {("", "client"): 1}
    (first,) = store.first_reads(["sops/refund.md"])
    assert first.day == NOON.date()


def test_a_store_that_knows_searches_alone_is_not_empty(store: SqlStore) -> None:
    assert store.is_empty()
    assert store.first_day() is None
    store.record([[event(1, "search", page="", amount=0, words="tax")]])
    store.refresh()
    assert not store.is_empty()
    assert (store.first_day(), store.last_day()) == (NOON.date(), NOON.date())


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Berlin", dt.datetime(2026, 3, 28)),  # noqa: DTZ001 (its zone is given below)
        ("Europe/Berlin", dt.datetime(2026, 10, 24)),  # noqa: DTZ001 (its zone is given below)
        ("America/New_York", dt.datetime(2026, 3, 7)),  # noqa: DTZ001 (its zone is given below)
        ("Australia/Lord_Howe", dt.datetime(2026, 4, 4)),  # noqa: DTZ001 (its zone is given below)
    ],
)
def test_a_day_has_24_hours_when_clocks_change(
    store: SqlStore,
    zone: str,
    first: dt.datetime,
    live_in: Callable[[str], dt.tzinfo],
) -> None:
    here = live_in(zone)
    start = first.replace(tzinfo=here).astimezone(dt.UTC).replace(hour=0)
    hours = [start + dt.timedelta(hours=n) for n in range(72)]
    store.record([[event(n, at=hour.astimezone(here)) for n, hour in enumerate(hours)]])
    store.refresh()
    window = Window(start.date(), start.date() + dt.timedelta(days=3))
    totals = store.day_totals(window, ["sops/refund.md"])
    days = [start.date() + dt.timedelta(days=n) for n in range(3)]
    assert [(it.day, it.views) for it in totals] == [(day, 24) for day in days]
