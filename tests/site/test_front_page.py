"""The front page of a handbook that has none: every title reads as it was written."""

from __future__ import annotations

import html
import re
from pathlib import Path

import markdown
import pytest

from hub.site.front_page import front_page, has_front_page
from tests.builders import Handbook, page

_EXTENSIONS: tuple[list[str], ...] = (
    [],
    ["attr_list", "tables", "toc", "pymdownx.tilde", "pymdownx.caret", "pymdownx.emoji"],
)


@pytest.mark.parametrize("extensions", _EXTENSIONS)
@pytest.mark.parametrize(
    "title",
    [
        "a | b ~~c~~ ^d^ :smile:",
        "<b>bold</b> & <img src=x>",
        "&lt;already&gt; &amp;",
        "[link](there.md) ![image](x.png) {: #id }",
        "<https://elsewhere.example>",
        "1. *one* _two_ `three` $four$ ==five==",
        "--8<-- 'x.md'",
    ],
)
def test_a_title_reads_as_it_was_written(tmp_path: Path, title: str, extensions: list[str]) -> None:
    hub = Handbook(tmp_path, git=False).write("folder/a.md", page(title, "x")).open()
    made = markdown.markdown(front_page(title, hub.library), extensions=extensions)
    links = re.findall(r'<a href="folder/a.md">(.*?)</a>', made)
    assert [html.unescape(text) for text in links] == [title]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", made)
    assert heading is not None
    assert html.unescape(heading[1]) == title


def test_pages_stand_below_their_folder_by_title(tmp_path: Path) -> None:
    book = Handbook(tmp_path, git=False).write("z.md", "# Last").write("b/two.md", "# Two")
    library = book.write("b/one.md", "# One").open().library
    assert not has_front_page(library)
    assert front_page("Hub", library) == (
        "# Hub\n\n- [Last](<z.md>)\n\n## B\n\n- [One](<b/one.md>)\n- [Two](<b/two.md>)\n"
    )


@pytest.mark.parametrize("path", ["index.md", "README.md"])
def test_a_page_of_ones_own_is_the_front_page(tmp_path: Path, path: str) -> None:
    assert has_front_page(Handbook(tmp_path, git=False).write(path, "# Home").open().library)


def test_a_large_folder_is_not_listed_in_full(tmp_path: Path) -> None:
    book = Handbook(tmp_path, git=False)
    for number in range(1100):
        book.write(f"b/{number:04}.md", f"# Page {number:04}")
    written = front_page("Hub", book.open().library)
    assert written.count("](<b/") == 50
    assert written.endswith("- [Page 0049](<b/0049.md>)\n- … and 1,050 more\n")


def test_a_hub_without_pages_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    written = front_page("Hub", Handbook(tmp_path, git=False).open().library)
    assert "no pages for these readers yet" in written
    assert "hub new sop" in written
