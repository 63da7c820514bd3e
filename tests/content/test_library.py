from __future__ import annotations

from pathlib import Path

import pytest

from hub.content.library import Library
from tests.content.trees import library

FILES: dict[str, str | dict[str, str]] = {
    "a.md": "---\nid: A-1\ndepends_on: [b.md, nothing.md]\n---\n[c](c.md) [c](c.md#x) [a](#a)\n",
    "b.md": "---\nsuperseded_by: A-1\n---\n--8<-- 'd.md'\n",
    "c.md": "[a](a.md)\n--8<-- 'e.txt'\n",
    "d.md": "--8<-- 'b.md'\n--8<-- 'e.txt'\n",
    "e.txt": "--8<-- 'f.md'\n",
    "f.md": "---\naudience: client\n---\n[a](a.md)\n",
    "paths/p.md": "---\nsteps: [A-1, {page: ../c.md, due_day: 2}, b.md, nothing]\n---\n",
}


@pytest.fixture
def found(tmp_path: Path) -> Library:
    return library(tmp_path, FILES)


def test_links_go_both_ways(found: Library) -> None:
    assert found.links_out(found.pages["a.md"]) == ("c.md",)
    assert found.links_in(found.pages["a.md"]) == ("c.md", "f.md")
    assert found.links_in(found.pages["d.md"]) == ()


def test_includes_are_followed_in_circles_and_through_fragments(found: Library) -> None:
    assert found.included(found.pages["b.md"]) == ("d.md", "e.txt", "f.md")
    assert found.included(found.pages["c.md"]) == ("e.txt", "f.md")
    assert found.included(found.pages["a.md"]) == ()


def test_fields_name_pages(found: Library) -> None:
    assert found.depends_on(found.pages["a.md"]) == ("b.md",)
    assert found.steps(found.pages["paths/p.md"]) == ("a.md", "c.md", "b.md")
    assert found.superseded_by(found.pages["b.md"]) is found.pages["a.md"]
    assert found.superseded_by(found.pages["a.md"]) is None


def test_structural_reuse_is_every_use(found: Library) -> None:
    assert found.used_by(found.pages["b.md"]) == ("a.md", "d.md", "paths/p.md")
    assert found.used_by(found.pages["f.md"]) == ("b.md", "c.md", "d.md")
    assert found.paths_through(found.pages["c.md"]) == ("paths/p.md",)


def test_an_audience_sees_no_trace_of_what_it_may_not_read(found: Library) -> None:
    vendor = found.for_audience("vendor")
    assert "f.md" not in vendor.pages
    assert vendor.links_in(vendor.pages["a.md"]) == ("c.md",)
    assert vendor.included(vendor.pages["c.md"]) == ()
    assert vendor.problems == ()
