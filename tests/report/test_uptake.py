"""Uptake as JSON is what its documentation says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.period import Window
from hub.usage.store.records import ClosedTickets
from tests.builders import ANA, TODAY, TWO_SIDES, Handbook, page, run_hub
from tests.report.documented import documented, fields, is_of_type
from tests.usage.measured import event, imported, lasting, search, visits

_PAGE = "uptake-json.md"
_DAY = ("--today", TODAY.isoformat())
_BY_NAME = ("pages[].by_org.", "weeks[].reads.", "needs.")
"""Objects whose keys are names of the hub's own."""


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    heads = TWO_SIDES.replace("example]}", "example], headcount: 10}")
    book = Handbook(tmp_path / "handbook", heads + "privacy: {mode: pseudonymous}\n")
    front = {"version": "1.0", "effective": TODAY, "id": "SOP-001"}
    book.write("shared.md", page("Shared", "Words.", owner="ana", **front))
    book.write("=x.md", page("=1+1", "Words.")).commit(ANA, "2026-01-05")
    with book.open().usage.store() as store:
        events = lasting(visits("shared.md", "client", 6, version="1.0"))
        events += [search("refunds", "client", reader, 0) for reader in range(1, 7)]
        events += [event("citation", "shared.md", "client", 1, words="T-1")]
        store.record([[*events, *visits("=x.md", "vendor", 2)]])
        store.add_import(imported("shared.md", {TODAY: 9}))
        tickets = ClosedTickets(day=TODAY, closed=8, cited=5, known=4)
        store.keep_tickets("desk", Window(TODAY, TODAY), {"": [tickets]})
    return book


def _report(book: Handbook, *more: str) -> dict[str, Any]:
    outcome = run_hub(book.root, "uptake", *_DAY, "--format", "json", *more)
    assert outcome.code == 0, outcome.err
    return dict(json.loads(outcome.out))


def _fields(report: dict[str, Any]) -> list[tuple[str, object]]:
    return [(name, value) for name, value in fields(report) if not name.startswith(_BY_NAME)]


def test_documented_fields_are_the_emitted_ones(book: Handbook) -> None:
    names = {name for name, _ in _fields(_report(book, "--by", "org"))}
    assert names == set(documented(_PAGE))


@pytest.mark.parametrize("by", ["page", "kind", "org", "path"])
def test_every_field_is_of_its_documented_type(book: Handbook, by: str) -> None:
    types = documented(_PAGE)
    for name, value in _fields(_report(book, "--by", by)):
        assert is_of_type(value, types[name]), (name, value)


def test_link_rate_is_of_the_tickets_that_an_audience_may_know_of(book: Handbook) -> None:
    assert _report(book)["tickets"] == {
        "closed": 8,
        "cited": 5,
        "link_rate": 0.625,
        "at_closure": {"known": 4, "new": 1, "unknown": 3},
    }
    client = _report(book, "--audience", "client")
    assert set(client["tickets"].values()) == {None}
    assert "hub usage link --keep" in client["needs"]["link_rate"]


def test_hidden_rows_say_so_and_have_no_figure(book: Handbook) -> None:
    rows = {row["path"]: row for row in _report(book)["pages"]}
    assert rows["=x.md"]["suppressed"]
    assert rows["=x.md"]["reads"] is None


def test_without_data_every_figure_is_null(book: Handbook) -> None:
    report = _report(book, "--today", "2027-06-15")
    totals = {value for value in report["totals"].values() if not isinstance(value, bool)}
    assert (report["has_data"], totals) == (False, {None})


def test_a_table_says_that_there_is_no_data(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write("a.md", page("A", "b")).commit()
    outcome = run_hub(book.root, "uptake", *_DAY)
    assert outcome.code == 0
    assert outcome.out.startswith("no data: nothing was recorded")
    assert "hub usage import" in outcome.out


def test_a_title_that_begins_like_a_formula_is_neutral_in_csv(book: Handbook) -> None:
    out = run_hub(book.root, "uptake", *_DAY, "--format", "csv").out
    assert "\n'=x.md,'=1+1," in out.replace("\r", "")


def test_a_workbook_needs_a_file(book: Handbook) -> None:
    assert run_hub(book.root, "uptake", *_DAY, "--format", "xlsx").code == 2
    made = run_hub(book.root, "uptake", *_DAY, "--format", "xlsx", "--output", "u.xlsx")
    assert made.code == 0
    assert (book.root / "u.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("since", ["90d", "12w", "6m", "1y", "2026-01-01"])
def test_a_period_is_told_in_several_ways(book: Handbook, since: str) -> None:
    assert _report(book, "--since", since)["period"]["to"] == TODAY.isoformat()


@pytest.mark.parametrize("since", ["soon", "0x", "2027-01-01", "0d"])
def test_a_period_that_is_none_is_refused(book: Handbook, since: str) -> None:
    outcome = run_hub(book.root, "uptake", *_DAY, "--since", since)
    assert outcome.code == 2
    assert "such as 90d" in outcome.err


def test_the_review_queue_says_what_its_reads_are(book: Handbook) -> None:
    outcome = run_hub(book.root, "review", *_DAY, "--format", "json")
    assert json.loads(outcome.out)["note"].startswith("Stale reads that too few")
