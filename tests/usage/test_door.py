"""Which events are stored, why others are refused, and what of a reader is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hub.usage.door import Door, PageNames, Refusal, Refused
from hub.usage.events import KINDS, Event
from hub.usage.readers import DailyReaders, LastingReaders
from hub.usage.store.opening import open_store
from tests.builders import Handbook

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
MARKS = {"client": "192.0.2.77", "agent": "Mozilla/5.0 (Strange)", "person": "ana"}


def raw(kind: str = "view", **more: Any) -> dict[str, Any]:
    """An event as a browser sends it."""
    given: dict[str, Any] = {"type": kind, "id": "event-0001", "at": NOW.isoformat()}
    if kind != "search":
        given["page"] = "sops/issue-a-refund.md"
    kinds: dict[str, dict[str, Any]] = {
        "search": {"query": "Tax", "results": 3},
        "feedback": {"helpful": True},
        "flag": {"comment": "Step 4 is wrong."},
        "citation": {"ticket": "T-1"},
        "acknowledgement": {"version": "1.0"},
        "step": {"path": "index.md"},
    }
    return given | kinds.get(kind, {}) | more


def reader_of(event: Event, marks: Mapping[str, str]) -> bytes:
    return (event.reader or marks["client"]).encode()[-8:]


@pytest.fixture
def names(book: Handbook) -> PageNames:
    return PageNames(book.open().library.for_audience("client"))


def door(names: PageNames, mode: str = "named") -> Door:
    return Door(names, "client", mode, reader_of)


def refusal(names: PageNames, event: Any, mode: str = "named", **marks: str) -> Refused:
    found = door(names, mode).sort([event], marks or MARKS, NOW)
    assert found.accepted == []
    (refused,) = found.refused
    return refused


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_event_comes_in(names: PageNames, kind: str) -> None:
    found = door(names).sort([raw(kind)], MARKS, NOW)
    (event,) = found.accepted
    assert (event.kind, event.org, event.at, event.is_lasting) == (kind, "client", NOW, True)
    assert event.page == ("" if kind == "search" else "sops/issue-a-refund.md")


@pytest.mark.parametrize(
    "name",
    [
        "sops/issue-a-refund.md",
        "/sops/issue-a-refund/",
        "sops/issue-a-refund/index.html",
        "sops/issue-a-refund.html",
        "SOP-001",
    ],
)
def test_a_page_is_known_by_each_of_its_names(names: PageNames, name: str) -> None:
    (event,) = door(names).sort([raw(page=name)], MARKS, NOW).accepted
    assert event.page == "sops/issue-a-refund.md"


def test_details_are_kept_where_the_store_looks_for_them(names: PageNames) -> None:
    search, no, path, known = (
        door(names).sort([event], MARKS, NOW).accepted[0]
        for event in (
            raw("search", query="  Tax  FORM ", rank=2, page="SOP-001"),
            raw("feedback", helpful=False, reason="unclear", comment="Ask bo@x.example, 555 1234."),
            raw("step", path="start"),
            raw("acknowledgement"),
        )
    )
    assert (search.words, search.amount, search.rank) == ("tax form", 3, 2)
    assert (no.amount, no.reason, no.words) == (0, "unclear", "Ask @ #.")
    assert path.words == "index.md"
    assert (known.words, known.version) == ("ana", "1.0")


@pytest.mark.parametrize(
    ("event", "detail"),
    [
        (None, ""),
        ("view", ""),
        ([], ""),
        ({}, "type"),
        (raw("visit"), "type"),
        (raw(id="short"), "id"),
        (raw(id="e" * 65), "id"),
        (raw(id=7), "id"),
        (raw(at="2026-06-15T12:00:00"), "at"),
        (raw(at="noon"), "at"),
        (raw(page=""), "page"),
        (raw(page="p" * 513), "page"),
        (raw(version="1\0"), "version"),
        (raw(version="v" * 41), "version"),
        (raw(person="ana"), "person"),
        (raw(reader="no id!!!"), "reader"),
        (raw("search", query="   "), "query"),
        (raw("search", query="q" * 201), "query"),
        (raw("search", query="\ud800"), "query"),
        (raw("search", results=-1), "results"),
        (raw("search", rank=0), "rank"),
        (raw("flag", comment="c" * 2001), "comment"),
        (raw("feedback", reason="boring"), "reason"),
        (raw("citation", ticket="=1+1"), "ticket"),
    ],
)
def test_what_is_no_event_is_refused_with_the_place(
    names: PageNames, event: Any, detail: str
) -> None:
    refused = refusal(names, event)
    assert refused.reason is Refusal.INVALID_EVENT
    assert detail in refused.detail
    assert refused.detail


def test_a_refusal_does_not_repeat_what_was_sent(names: PageNames) -> None:
    refused = refusal(names, raw(version="<script>" * 9))
    assert "script" not in refused.detail


@pytest.mark.parametrize("kind", ["view", "read", "flag", "citation", "step", "feedback"])
def test_a_page_of_another_audience_is_a_page_that_is_not_there(
    names: PageNames, kind: str
) -> None:
    hidden = ["sops/bonus.md", "SOP-009", "sops/bonus/", "../content/sops/bonus.md"]
    refusals = [refusal(names, raw(kind, page=page)) for page in (*hidden, "sops/nowhere.md")]
    assert set(refusals) == {Refused(0, "event-0001", Refusal.UNKNOWN_PAGE)}


def test_the_page_that_a_search_opened_and_the_path_of_a_step_are_looked_at(
    names: PageNames,
) -> None:
    for event in (
        raw("search", rank=1, page="SOP-009"),
        raw("step", path="SOP-009"),
        raw("step", path="nowhere"),
    ):
        assert refusal(names, event) == Refused(0, "event-0001", Refusal.UNKNOWN_PAGE)


@pytest.mark.parametrize(
    ("age", "reason"),
    [
        (dt.timedelta(days=7), None),
        (dt.timedelta(days=7, seconds=1), Refusal.TIME_IN_PAST),
        (-dt.timedelta(minutes=5), None),
        (-dt.timedelta(minutes=5, seconds=1), Refusal.TIME_IN_FUTURE),
    ],
)
def test_a_time_is_near_ours(names: PageNames, age: dt.timedelta, reason: Refusal | None) -> None:
    zone = dt.timezone(dt.timedelta(hours=9))
    event = raw(at=(NOW - age).astimezone(zone).isoformat())
    refused = door(names).sort([event], MARKS, NOW).refused
    assert [it.reason for it in refused] == ([reason] if reason else [])


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", 1e300])
def test_a_time_at_the_end_of_the_calendar_is_refused(names: PageNames, at: Any) -> None:
    assert refusal(names, raw(at=at)).reason in (
        Refusal.INVALID_EVENT,
        Refusal.TIME_IN_FUTURE,
        Refusal.TIME_IN_PAST,
    )


@pytest.mark.parametrize("mode", ["aggregate", "pseudonymous"])
def test_who_acknowledges_is_asked_only_where_names_are_kept(names: PageNames, mode: str) -> None:
    assert refusal(names, raw("acknowledgement"), mode).reason is Refusal.NEEDS_NAMED_MODE


def test_who_acknowledges_has_to_be_signed_in(names: PageNames) -> None:
    refused = refusal(names, raw("acknowledgement"), client="192.0.2.77")
    assert refused.reason is Refusal.NOT_SIGNED_IN


def test_one_bad_event_keeps_no_other_out(names: PageNames) -> None:
    hidden = raw(id="event-0003", page="SOP-009")
    events = [raw(id="event-0001"), None, hidden, raw(id="event-0004")]
    found = door(names).sort(events, MARKS, NOW)
    assert [event.id for event in found.accepted] == ["event-0001", "event-0004"]
    assert [(it.index, it.id) for it in found.refused] == [(1, None), (2, "event-0003")]


@pytest.mark.parametrize("mode", ["aggregate", "pseudonymous", "named"])
def test_nothing_that_is_stored_says_who_read(names: PageNames, tmp_path: Path, mode: str) -> None:
    daily, lasting = DailyReaders(), LastingReaders(tmp_path / "key.json", 90)

    def reader(event: Event, marks: Mapping[str, str]) -> bytes:
        if mode == "aggregate" or not event.reader:
            return daily.of(event.at.date(), NOW.date(), marks["client"], marks["agent"])
        return lasting.of(event.reader, NOW.date())

    browser, typed = "browser-4711", "bo@x.example is +49 170 5551234"
    events = [
        raw(kind, id=f"event-{kind}", reader=browser)
        | ({"comment": f"Wrong. {typed}"} if kind in ("flag", "feedback") else {})
        | ({"query": typed} if kind == "search" else {})
        for kind in KINDS
    ]
    found = Door(names, "client", mode, reader).sort(events, MARKS, NOW)
    store = open_store("sqlite:///events.db", tmp_path)
    store.record([found.accepted])
    store.refresh()
    written = b"".join(it.read_bytes() for it in sorted(tmp_path.glob("events.db*")))
    store.close()
    written += (tmp_path / "events.db").read_bytes()
    assert b"sops/issue-a-refund.md" in written  # so the search below would find something
    secrets = [MARKS["client"], MARKS["agent"], "Mozilla", browser, "bo@x", "5551234", "170 555"]
    assert [it for it in secrets if it.encode() in written] == []
    assert (b"ana" in written) == (mode == "named")
