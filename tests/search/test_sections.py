"""A page's text as readers see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.content.page import Page
from hub.search.sections import Section, sections_of
from tests.builders import Handbook

_LINES = st.sampled_from(
    ["", "text", "# Title", "## Part", "| a | b |", "```", "- x", "> y", "<!-- c -->"]
)
_UNDERLINES = st.sampled_from(["===", "---", "<!--"])
"""What makes a heading of the line above it, or takes lines away."""


def read(folder: Path, body: str) -> Page:
    book = Handbook(folder / "book", "{}\n", git=False)
    book.write("page.md", body)
    (page,) = book.open().library.pages.values()
    return page


@pytest.mark.parametrize("body", ["Only text.\n", "", "\n", "---\ntitle: Page\n---\nText.\n"])
def test_a_page_without_headings_is_one_section(tmp_path: Path, body: str) -> None:
    found = sections_of(read(tmp_path, body))

    assert {(one.heading, one.anchor) for one in found} <= {("", "")}
    assert ["text" in one.text.lower() for one in found] == ["ext." in body] * len(found)
    assert len(found) == ("ext." in body)


def test_marks_of_markdown_are_left_out(tmp_path: Path) -> None:
    body = """\
# Title

> A [link](https://a.example/){:target="_blank"} and **bold**  words
> of one paragraph.{ .wide }

## Table

| Who | What |
| --- | ---- |
| Ana | pays |

```python
x    = {1: 2}
```
"""
    assert sections_of(read(tmp_path, body)) == (
        Section("", "", "A link and bold words\nof one paragraph."),
        Section("Table", "table", "Who · What\nAna · pays\nx = {1: 2}"),
    )


_ANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_ANY
@given(lines=st.lists(_LINES, max_size=12))
def test_no_page_loses_text(tmp_path: Path, lines: list[str]) -> None:
    found = sections_of(read(tmp_path, "\n".join(lines)))

    said = " ".join(one.text for one in found)
    assert said.split().count("text") == lines.count("text")


@_ANY
@given(lines=st.lists(_LINES | _UNDERLINES, max_size=12))
def test_any_page_can_be_read(tmp_path: Path, lines: list[str]) -> None:
    page = read(tmp_path, "\n".join(lines))

    found = [one.heading for one in sections_of(page) if one.heading]
    assert set(found) <= {heading.text for heading in page.outline.headings}
