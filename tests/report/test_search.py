"""Results as JSON are what their documentation says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.report.documented import documented, fields, is_of_type

_PAGE = "search-json.md"
_ALIKE = ("facets.org[].", "facets.tag[].", "facets.state[].", "results[].score.terms.")
"""Described once, or with keys that are terms."""


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    front = {"owner": "ana", "tags": ["money"], "id": "SOP-001"}
    book.write("sops/refund.md", page("Issue a refund", "## Steps\n\nPay it back.", **front))
    book.write("index.md", page("Home", "How to refund.")).commit()
    said = run_hub(book.root, "search", "refnd", "--explain", "--format", "json")
    assert said.code == 0, said.said
    return dict(json.loads(said.out))


def test_documented_fields_are_the_emitted_ones(report: dict[str, Any]) -> None:
    names = {name for name, _ in fields(report) if not name.startswith(_ALIKE)}
    assert names == set(documented(_PAGE))


def test_every_field_is_of_its_documented_type(report: dict[str, Any]) -> None:
    types = documented(_PAGE)
    for name, value in fields(report):
        if not name.startswith(_ALIKE):
            assert is_of_type(value, types[name]), (name, value)


def test_addresses_lead_to_the_passage(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("sops/refund.md", page("Issue a refund", "## Steps\n\nPay it back."))
    book.write("index.md", page("Home", "Hello there.")).commit()
    for words, url in (("pay back", "sops/refund/#steps"), ("hello", "")):
        said = run_hub(book.root, "search", words, "--format", "json").out
        assert json.loads(said)["results"][0]["url"] == url
