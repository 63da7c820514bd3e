"""``hub status --format json`` says what its documentation says, no more and no less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.trust.freshness import Freshness
from tests.builders import ANA, PRIYA, TOM, TWO_SIDES, Handbook, page, run_hub
from tests.report.documented import documented, fields, is_of_type

Json = dict[str, Any]


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """Pages that have everything, nothing, and what can't be read."""
    book = Handbook(tmp_path_factory.mktemp("status"), TWO_SIDES)
    review = {"last": "2026-02-01", "every": "6 months", "by": "tom", "evidence": "Walked it."}
    words = "Pay [back](../plain.md) it all."
    refund = {"id": "SOP-012", "owner": "priya", "version": "3.10", "audience": ["vendor"]}
    book.write("sops/refund.md", page("Refund", "Pay it [back](../plain.md).", **refund))
    book.write("plain.md", "Nothing but words, and a [link](sops/refund.md).\n")
    book.write("broken.md", "---\ntitle: [\n---\n\n# Broken\n").commit(PRIYA, "2026-01-05")
    book.write("sops/refund.md", page("Refund", words, **refund))
    book.commit(ANA, "2026-01-07")
    book.write("sops/refund.md", page("Refund", words, review=review, **refund))
    return book.commit(TOM, "2026-02-01").write("draft.md", page("Draft", "New.", status="draft"))


def _report(handbook: Handbook, *arguments: str) -> Json:
    outcome = run_hub(handbook.root, "status", "--format", "json", "--today=2026-06-15", *arguments)
    assert outcome.code == 0, outcome.said
    report: Json = json.loads(outcome.out)
    return report


@pytest.fixture(scope="module")
def report(handbook: Handbook) -> Json:
    return _report(handbook)


def _row(report: Json, path: str) -> Json:
    row: Json = next(row for row in report["pages"] if row["path"] == path)
    return row


def test_documented_fields_are_the_emitted_ones(report: Json) -> None:
    assert {name for name, _ in fields(report)} == set(documented("status-json.md"))


def test_every_field_is_of_its_documented_type(report: Json) -> None:
    types = documented("status-json.md")
    assert not [(name, v) for name, v in fields(report) if not is_of_type(v, types[name])]


def test_every_state_is_counted(report: Json) -> None:
    assert list(report["summary"]["by_freshness"]) == [state.value for state in Freshness]


def test_every_row_has_the_same_fields(report: Json) -> None:
    assert len({frozenset(row) for row in report["pages"]}) == 1


def test_page_with_everything(report: Json, handbook: Handbook) -> None:
    row = _row(report, "sops/refund.md")
    shas = handbook.git("log", "--format=%H").split()
    assert row == {
        "path": "sops/refund.md",
        "id": "SOP-012",
        "kind": "sop",
        "title": "Refund",
        "owner": "priya",
        "org": "vendor",
        "audience": ["vendor"],
        "status": "published",
        "version": "3.10",
        "freshness": "fresh",
        "reasons": ["Reviewed on 1 February 2026, and the next is due on 1 August 2026"],
        "due": "2026-08-01",
        "last_review": {
            "date": "2026-02-01",
            "by": "tom",
            "org": "vendor",
            "evidenced": True,
            "evidence": "Walked it.",
        },
        "reviews": 1,
        "evidenced_reviews": 1,
        "last_commit": {"sha": shas[0], "date": "2026-02-01", "author": "Tom Okafor"},
        "last_substantive_edit": {
            "sha": shas[1],
            "date": "2026-01-07",
            "author": "Ana Duarte",
            "org": "client",
        },
        "edits": 3,
        "mechanical_edits": 1,
        "words": 5,
        "links_out": 1,
        "links_in": 1,
    }


def test_unreadable_page_is_listed_for_nobody_with_the_line(report: Json) -> None:
    row = _row(report, "broken.md")
    known = {key: value for key, value in row.items() if value is not None}
    assert set(known) == {"path", "kind", "title", "audience", "freshness", "reasons"}
    assert (row["title"], row["kind"], row["audience"]) == ("Broken", "page", [])
    assert row["freshness"] == "unknown"
    assert row["reasons"][0].startswith("The page can't be read: line 3: ")


def test_summary_counts_the_unreadable_page_too(report: Json) -> None:
    summary = report["summary"]
    assert summary["pages"] == len(report["pages"]) == 4
    assert sum(summary["by_freshness"].values()) == 4
    assert (summary["unreadable"], summary["published_to_nobody"]) == (1, 1)
    assert (summary["reviews"], summary["review_evidence_ratio"]) == (1, 1.0)
    assert summary["by_freshness"]["unknown"] == 1


def test_page_without_history_has_no_figures_of_it(report: Json) -> None:
    row = _row(report, "draft.md")
    columns = list(row)
    history = columns[columns.index("last_review") : columns.index("mechanical_edits") + 1]
    assert [row[name] for name in history] == [None] * 7


def test_without_history_nothing_is_reported_as_zero(tmp_path: Path) -> None:
    plain = Handbook(tmp_path / "plain", git=False).write("a.md", "# A")
    summary = _report(plain)["summary"]
    assert (summary["reviews"], summary["evidenced_reviews"]) == (None, None)
    assert summary["review_evidence_ratio"] is None
    assert summary["history"]["commit"] is None
    assert summary["history"]["unknown"]


def test_report_for_an_audience_holds_nothing_of_the_others(handbook: Handbook) -> None:
    report = _report(handbook, "--audience", "client")
    assert report["audience"] == "client"
    assert [row["path"] for row in report["pages"]] == ["draft.md", "plain.md"]
    assert _row(report, "plain.md")["links_out"] == 0
    assert "refund" not in json.dumps(report).lower()


def test_pages_are_sorted_by_path(report: Json) -> None:
    paths = [row["path"] for row in report["pages"]]
    assert paths == sorted(paths)
