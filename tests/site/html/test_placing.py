"""Where something of Hub's is put into a page."""

from __future__ import annotations

import pytest

from hub.site.html.placing import end_of_title, first_section, put


@pytest.mark.parametrize(
    "marked",
    [
        "<h1>Title</h1>|<p>Words</p>",
        '<p>Before<br><img src="a.png"></p><h1 id="a">Title <em>x</em></h1>|',
        "|<p>Words</p><h2>Section</h2><h1>Late</h1>",
        "|<p>Words</p>",
        "<div hidden><h1>Not this</h1></div><h1>Title</h1>|<p>Words</p>",
        "<details><summary>More</summary><h2>In</h2><h1>Not this</h1></details><h1>T</h1>|",
        "|<div hidden><h1>Title</h1></div><p>Words</p>",
        "|<blockquote><h1>Said</h1></blockquote>",
        "|<s><h1>Struck</h1></s>",
        "|<table><tbody><tr><td><h1>Cell</h1></td></tr></tbody></table>",
        '<svg><path d="M0"/><path d="M1"></path></svg><hr><h1>Title</h1>|',
        "</div><h1>Title</h1>|",
    ],
)
def test_a_title_ends_where_no_element_is_around_it(marked: str) -> None:
    content = marked.replace("|", "")
    assert end_of_title(content) == marked.index("|")


@pytest.mark.parametrize(
    "marked",
    [
        "<h1>Title</h1><p>Words</p>|<h2>One</h2><h2>Two</h2>",
        "<h1>Title</h1><p>Words</p>|",
        "|<h2>One</h2>",
        "<details><h2>In</h2></details>|<h2>One</h2>",
    ],
)
def test_a_section_begins_where_no_element_is_around_it(marked: str) -> None:
    content = marked.replace("|", "")
    assert first_section(content) == marked.index("|")


def test_what_is_put_stands_between() -> None:
    assert put("<b>x</b>", "<h1>a</h1><p>b</p>", 10) == "<h1>a</h1>\n<b>x</b>\n<p>b</p>"
