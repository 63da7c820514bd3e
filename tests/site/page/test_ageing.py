"""A site made for a day that somebody chose stays as on that day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Handbook, page, run_hub

_REVIEW = {"last": "2026-01-05", "every": "90 years"}
"""Not due on any day on which this test will be run."""


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook")
    return book.write("index.md", page("Home", "Words.", review=_REVIEW)).commit()


def built(book: Handbook, *arguments: str) -> str:
    said = run_hub(book.root, "build", *arguments)
    assert said.code == 0, said.said
    return (book.root / "site/everyone/index.html").read_text(encoding="utf-8")


def test_the_browser_is_told_when_a_page_grows_old(book: Handbook) -> None:
    text = built(book)
    assert 'data-hub-due="' in text
    assert "<template data-hub-state" in text


def test_the_browser_is_told_nothing_where_the_day_was_chosen(book: Handbook) -> None:
    text = built(book, "--today", "2026-02-01")
    assert "Fresh" in text
    assert "data-hub-due" not in text
    assert "<template data-hub-state" not in text
