from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hub.content.front_matter import read_front_matter
from hub.content.metadata import Lifecycle, read_metadata
from tests.content.trees import cases

CASES = cases(Path(__file__).parent / "cases" / "dialects.yaml")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_dialect_says_the_same_as_ours(case: dict[str, Any]) -> None:
    foreign, foreign_problems = read_metadata("a.md", read_front_matter(case["foreign"]))
    ours, _ = read_metadata("a.md", read_front_matter(case["ours"]))
    assert foreign == ours
    assert not foreign_problems


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("draft", Lifecycle.DRAFT),
        (" Published ", Lifecycle.PUBLISHED),
        ("proposed", Lifecycle.DRAFT),
        ("Accepted", Lifecycle.PUBLISHED),
        ("rejected", Lifecycle.ARCHIVED),
        ("deprecated", Lifecycle.ARCHIVED),
        ("new", Lifecycle.PUBLISHED),
        ("'superseded by [ADR-5](0005-x.md)'", Lifecycle.PUBLISHED),
    ],
)
def test_a_status_is_understood(written: str, status: Lifecycle) -> None:
    meta, problems = read_metadata("a.md", read_front_matter(f"---\nstatus: {written}\n---\n"))
    assert meta.status is status
    assert not problems
