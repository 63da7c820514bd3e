"""``hub path``: the paths and their health, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub

STEPS = [{"page": "a.md", "due_day": 2}, {"page": "inner.md", "required": False}, "SOP-404"]


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("a.md", page("A", "x", review={"last": "2026-01-05"}))
    book.write("inner.md", page("Inner", "x", audience="vendor"))
    return book.write("paths/start.md", page("Start", "x", id="PATH-1", steps=STEPS)).commit()


def paths(book: Handbook, *arguments: str) -> list[dict[str, Any]]:
    done = run_hub(book.root, "path", "--format", "json", "--today", "2026-06-15", *arguments)
    assert done.code == 0, done.said
    found: list[dict[str, Any]] = json.loads(done.out)["paths"]
    return found


def test_all_paths_with_their_health(book: Handbook) -> None:
    done = run_hub(book.root, "path", "--today", "2026-06-15")
    assert done.code == 0, done.said
    assert "1 of 2  50%" in done.out
    assert 'the step "SOP-404" names no page' in done.out


@pytest.mark.parametrize(
    "name", ["PATH-1", "path-1", "paths/start.md", "content/paths/start.md", "Sta"]
)
def test_one_path_by_its_id_or_its_file(book: Handbook, name: str) -> None:
    done = run_hub(book.root, "path", name, "--today", "2026-06-15")
    assert done.code == 0, done.said
    assert "Nobody has reviewed this page yet" in done.out
    assert "2 steps, 1 required" in done.out


def test_for_an_audience_nothing_tells_of_what_is_withheld(book: Handbook) -> None:
    (path,) = paths(book, "--audience", "client")
    assert [step["path"] for step in path["steps"]] == ["a.md"]
    assert (path["health"], path["unresolved"]) == (1, None)
    said = run_hub(book.root, "path", "PATH-1", "--audience", "client").said
    assert "inner" not in said
    assert "SOP-404" not in said


def test_a_path_that_is_not_there_is_named_with_the_nearest(book: Handbook) -> None:
    done = run_hub(book.root, "path", "PATH-2")
    assert done.code == 2
    assert "Did you mean one of: PATH-1 (paths/start.md)" in done.err


def test_a_handbook_without_paths_says_what_a_path_is(handbook: Handbook) -> None:
    handbook.write("a.md", "# A").commit()
    done = run_hub(handbook.root, "path")
    assert (done.code, "No paths." in done.out) == (0, True)
