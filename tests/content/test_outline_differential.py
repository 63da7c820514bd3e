"""The outline against Python-Markdown: what the site shows is what Hub has seen."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from hub.content.front_matter import read_front_matter
from hub.content.outline import outline
from tests.content.trees import cases

SNIPPETS = cases(Path(__file__).parent / "cases" / "snippets.yaml")
CONTENT = Path(__file__).parent.parent.parent / "content"
PAGES = sorted(CONTENT.rglob("*.md"))

MORE_THAN_RENDERED = {
    "an indented code block": "para\n\n    [a](b.md)\n\nend\n",
    "links in HTML blocks": "<div>\n[a](b.md)\n</div>\n\n[c](d.md)\n",
    "nested links": "[a [b](c.md) d](e.md)",
    "a target with a blank": "[a][r]\n\n[r]: <x y.md>\n",
    "runs of different lengths": "`` [a](b.md) `\n",
}
"""Where the scanner sees a link and Python-Markdown does not; the other way would be a leak."""


class Rendered(HTMLParser):
    """Targets and headings' ids in HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        html = markdown.markdown(
            source,
            extensions=[
                *("toc", "tables", "attr_list", "admonition", "md_in_html"),
                "pymdownx.superfences",
                *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.details"),
            ],
            extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
        )
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.targets += [values[key] or "" for key in ("href", "src") if key in values]
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and values.get("id"):
            self.ids.append(values["id"] or "")


def assert_same(source: str) -> None:
    rendered, found = Rendered(source), outline(source)
    assert sorted(link.target for link in found.links) == sorted(rendered.targets)
    assert [heading.anchor for heading in found.headings] == rendered.ids
    assert set(rendered.ids) <= found.anchors


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_a_snippet_is_seen_as_it_is_shown(snippet: str) -> None:
    assert_same(snippet)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CONTENT).as_posix())
def test_a_page_of_our_own_is_seen_as_it_is_shown(page: Path) -> None:
    assert_same(read_front_matter(page.read_text(encoding="utf-8")).body)


@pytest.mark.parametrize("snippet", MORE_THAN_RENDERED.values(), ids=MORE_THAN_RENDERED)
def test_no_link_that_is_shown_is_overlooked(snippet: str) -> None:
    rendered = Rendered(snippet)
    assert set(rendered.targets) < {link.target for link in outline(snippet).links}
