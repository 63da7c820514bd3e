"""The link rate as JSON is what its documentation says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import Handbook, page, run_hub
from tests.report.documented import documented, fields, is_of_type

_PAGE = "commands/usage-link.md"
_TICKETS = "id,opened,closed,text\n1,2026-05-01,2026-05-02,SOP-001\n2,2026-05-01,yesterday,x\n"


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    book = Handbook(tmp_path / "handbook")
    book.write("sops/refund.md", page("Issue a refund", "Once.", id="SOP-001")).commit()
    (tmp_path / "tickets.csv").write_text(_TICKETS, encoding="utf-8")
    arguments = ("usage", "link", "--tickets", "../tickets.csv", "--format", "json")
    return dict(json.loads(run_hub(book.root, *arguments).out))


def test_documented_fields_are_the_emitted_ones(report: dict[str, Any]) -> None:
    assert {name for name, _ in fields(report)} == set(documented(_PAGE))


def test_every_field_is_of_its_documented_type(report: dict[str, Any]) -> None:
    types = documented(_PAGE)
    for name, value in fields(report):
        assert is_of_type(value, types[name]), name
