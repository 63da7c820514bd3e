"""``hub impact --format json`` says what its documentation says, no more and no less."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.report.documented import documented, fields, is_of_type

PAGE = "commands/impact.md"
REVIEW = {"last": "2026-01-05", "by": "tom", "evidence": "Walked it."}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The impact of a change that does everything at once."""
    book = Handbook(tmp_path_factory.mktemp("impact"), TWO_SIDES)
    book.write("wide.md", page("Wide", "x", owner="ana", audience="client", version="1.0"))
    book.write("narrow.md", page("Narrow", "x", approvers=["tom"]))
    book.write("rests.md", page("Rests", "x", owner="tom", depends_on=["wide.md"], review=REVIEW))
    book.write("paths/new.md", page("New", "[x](gone.md)", steps=["wide.md"], id="PATH-1"))
    book.write("odd.md", "---\ntitle: [\n---\n").write("fine.md", page("Fine", "x"))
    book.write("paths/gone.md", page("Gone", "x")).commit()
    book.write("wide.md", page("Wide", "y", owner="ana", version="2.0"))
    book.write("narrow.md", page("Narrow", "x", approvers=["tom"], audience="client"))
    book.write("odd.md", page("Odd", "x")).write("fine.md", "---\ntitle: [\n---\n")
    book.move("paths/gone.md", "moved.md")
    said = run_hub(book.root, "impact", "--base", "HEAD", "--format", "json")
    assert said.code == 0, said.said
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_documented_fields_are_the_emitted_ones(report: dict[str, Any]) -> None:
    assert {name for name, _ in fields(report)} == set(documented(PAGE))


def test_every_field_is_of_its_documented_type(report: dict[str, Any]) -> None:
    types = documented(PAGE)
    assert not [(name, v) for name, v in fields(report) if not is_of_type(v, types[name])]


def test_the_summary_counts_what_is_listed(report: dict[str, Any]) -> None:
    summary, audience = report["summary"], report["audience"]
    assert summary["pages"] == len(report["pages"]) == 4
    assert (summary["readers_widened"], len(audience["widened"])) == (1, 1)
    assert (summary["readers_narrowed"], len(audience["narrowed"])) == (1, 1)
    assert (summary["suspects"], summary["broken_references"]) == (1, 1)
