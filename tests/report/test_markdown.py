"""Words from strangers do nothing in Markdown, whichever way it is rendered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hub.report.markdown import code, escaped

HOSTILE = [
    "](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    "@everyone look",
    "see #12, !34, $5, %6 and ~bug",
    "https://evil.example",
    "www.evil.example",
    "a | b\n\n# heading",
    "**bold** _it_ `code` ~~gone~~",
    "&lt;img&gt; &amp; &#64;all",
    "\\](x)",
    "[^1] [x]: y",
    "a\u202eb\x00c",
]
RENDERER = MarkdownIt("gfm-like", {"linkify": False})


@pytest.mark.parametrize("text", HOSTILE)
def test_an_escaped_text_is_shown_as_it_was_written(text: str) -> None:
    assert _is_plain(f"- **{escaped(text)}**")


@given(st.text(alphabet="ab \\`*_{}[]()<>#+-.!|~&;:/@$%^=\"'\n", max_size=60))
def test_no_text_makes_markup(text: str) -> None:
    assert _is_plain(f"- x {escaped(text)} x")


def _is_plain(markdown: str) -> bool:
    html = RENDERER.render(markdown)
    allowed = ("<ul>", "</ul>", "<li>", "</li>", "<strong>", "</strong>")
    for tag in allowed:
        html = html.replace(tag, "")
    return "<" not in html and ">" not in html.replace("&gt;", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_that_forges_look_for_in_what_is_shown_are_broken(text: str) -> None:
    shown = RENDERER.renderInline(escaped(text))
    for call in ("@e", "@a", "#1", "!3", "$5", "%6", "~b", "://", "www."):
        assert call not in shown


def test_a_long_title_is_cut() -> None:
    assert escaped("x" * 500).endswith("x…")
    assert len(escaped("x" * 500)) == 160


@pytest.mark.parametrize("text", ["a.md", "a`b.md", "``", "`", " a ", "a\nb", "<b>@x</b>", "a|b"])
def test_a_file_name_stays_in_its_code(text: str) -> None:
    (inline,) = RENDERER.parseInline(f"x {code(text)} y")
    children = [token for token in inline.children or [] if token.type != "text"]
    assert [token.type for token in children] == ["code_inline"]
    assert children[0].content.strip() == text.replace("\n", "\\n").strip()
