from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.content.code_spans import blank_out_code
from hub.content.outline import LinkForm, outline, plain_text
from tests.content.test_prose import TEXTS


def links(body: str, *, wiki_links: bool = False) -> list[tuple[str, str, int, LinkForm]]:
    found = outline(body, first_line=1, wiki_links=wiki_links).links
    return sorted((link.target, link.text, link.line, link.form) for link in found)


def test_a_link_knows_its_place() -> None:
    body = "# A\n\nSee [the *page*](b.md 'title') or ![pic](c.png).\n"
    for link, written in zip(
        outline(body, first_line=5).links,
        ["[the *page*](b.md 'title')", "![pic](c.png)"],
        strict=True,
    ):
        assert body[link.start : link.end] == written
        assert link.line == 7


@pytest.mark.parametrize(
    ("body", "target", "form"),
    [
        ("[a](b.md)", "b.md", LinkForm.LINK),
        ("![a](b.png)", "b.png", LinkForm.IMAGE),
        ("<a class='x' href='b.md'>a</a>", "b.md", LinkForm.LINK),
        ("<IMG SRC=b.png>", "b.png", LinkForm.IMAGE),
        ('<iframe\nsrc="b.html"></iframe>', "b.html", LinkForm.EMBED),
        ('<object data="b.svg"></object>', "b.svg", LinkForm.EMBED),
        ('<embed src="b.pdf">', "b.pdf", LinkForm.EMBED),
        ('<video poster="b.png"></video>', "b.png", LinkForm.IMAGE),
        ("!!! note\n    - ![a](b.png)", "b.png", LinkForm.IMAGE),
        ("[a][r]\n\n[r]: <b.md>\n", "b.md", LinkForm.LINK),
        ("[a](java&#115;cript:x)", "javascript:x", LinkForm.LINK),
    ],
)
def test_a_link_is_found_in_every_form(body: str, target: str, form: LinkForm) -> None:
    assert [(link.target, link.form) for link in outline(body).links] == [(target, form)]


def test_an_image_that_is_a_link_is_both() -> None:
    assert links("[![x](y.png)](z.md)") == [
        ("y.png", "x", 1, LinkForm.IMAGE),
        ("z.md", "![x](y.png)", 1, LinkForm.LINK),
    ]


def test_wiki_links_are_found_only_where_they_are_wanted() -> None:
    assert links("[[A page|this]] [[B#c]]") == []
    assert links("[[A page|this]]\n[[B#c]] `[[D]]`", wiki_links=True) == [
        ("A page", "this", 1, LinkForm.WIKI),
        ("B#c", "", 2, LinkForm.WIKI),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "`[a](b.md)`",
        "```\n[a](b.md)\n```\n",
        "> ~~~ md\n> [a](b.md)\n> ~~~\n",
        "1. ```\n   [a](b.md)\n   ```\n",
        "<!-- [a](b.md)\n\n[c](d.md) -->",
        "\\[a](b.md)",
        "[a]\n\n(b.md)",
    ],
)
def test_what_is_not_shown_as_a_link_is_none(body: str) -> None:
    assert outline(body).links == ()


def test_headings_have_levels_texts_and_lines() -> None:
    body = "One\n===\n\n## Two `x` {#two}\n\n```\n# no\n```\n\n### [Three](a.md) &amp; four ###\n"
    found = outline(body, first_line=4)
    assert [(h.level, h.text, h.anchor, h.line) for h in found.headings] == [
        (1, "One", "one", 4),
        (2, "Two x", "two", 7),
        (3, "Three & four", "three-four", 13),
    ]
    assert found.title == "One"


def test_a_page_without_a_first_level_has_no_title() -> None:
    assert outline("## One\n").title is None


def test_anchors_are_everything_that_a_link_may_name() -> None:
    body = '# One\n\nText {: #two }\n\n<a id="three"></a> <span name=four>x</span>\n\n`{#five}`\n'
    assert outline(body).anchors == {"one", "two", "three", "four"}


@pytest.mark.parametrize(
    ("body", "includes"),
    [
        ('--8<-- "a.md"\n', [("a.md", 1)]),
        ("x\n  ---8<--- 'b/c.md'\n", [("b/c.md", 2)]),
        ("--8<--\na.md\n\n; b.md\nc.md:1:3\n--8<--\nd.md\n", [("a.md", 2), ("c.md", 5)]),
        ("--8<--\na.md\nb.md\n", [("a.md", 2), ("b.md", 3)]),
        ('```\n--8<-- "a.md"\n```\n', [("a.md", 2)]),
        ('--8<-- "a.md:2:4"\n', [("a.md", 1)]),
        ('--8<-- "a.md:section"\n', [("a.md", 1)]),
        ('--8<-- "a.md::3"\n', [("a.md", 1)]),
        ('--8<-- "a.md:1:3,5:6"\n', [("a.md", 1)]),
        ('--8<-- "https://x.example/a.md"\n', [("https://x.example/a.md", 1)]),
        (';--8<-- "a.md"\n', []),
        ('--8<-- "; a.md"\n', []),
        ('text --8<-- "a.md"\n', []),
        ("8<- 8<--\n", []),
    ],
)
def test_includes_are_found_in_both_forms(body: str, includes: list[tuple[str, int]]) -> None:
    assert [(i.target, i.line) for i in outline(body).includes] == includes


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A", "A"),
        ("*A* __B__ `C`", "A B C"),
        ("[A](b.md) [C][d]", "A C"),
        ("![A](b.png) B", "B"),
        ("snake_case_name", "snake_case_name"),
        ("A &lt; B \\* C", "A < B * C"),
        ("`<div>` A", "<div> A"),
        ("A {#b}", "A"),
        ("A <em>B</em>", "A B"),
    ],
)
def test_plain_text_is_what_a_reader_sees(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


@given(TEXTS | st.text())
def test_no_text_is_too_odd(text: str) -> None:
    found = outline(text, wiki_links=True)
    lines = text.count("\n") + 1
    places = [part.line for part in found.headings] + [part.line for part in found.links]
    places += [part.line for part in found.includes]
    assert all(1 <= line <= lines for line in places)
    for link in found.links:
        assert 0 <= link.start < link.end <= len(text)


@given(TEXTS | st.text(alphabet="`~<!->\n a"))
def test_blanking_out_code_moves_nothing(text: str) -> None:
    blank = blank_out_code(text)
    assert len(blank) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, blank, strict=True))
    assert [i for i, c in enumerate(text) if c == "\n"] == [
        i for i, c in enumerate(blank) if c == "\n"
    ]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("a `b` c", "a     c"),
        ("`a\n\nb`", "`a\n\nb`"),
        ("`a\n \t\nb`", "`a\n \t\nb`"),
        ("\\`a` b`", "\\`a    "),
        ("```\nx\n```\ny", "   \n \n   \ny"),
        ("```\nx", "```\nx"),
        ("<!-- a -->b", "          b"),
        ("<!-- a", "<!-- a"),
    ],
)
def test_code_and_comments_become_blanks(text: str, blank: str) -> None:
    assert blank_out_code(text) == blank


HOSTILE = [
    *("a b " * 250_000, "x" * 1_000_000, "\\" * 300_000, "#" * 500_000, "\n" * 500_000),
    "".join(f"{'  ' * (i % 500)}- [x](y.md)\n" for i in range(10_000)),
    *("- " * 10_000, "[" * 200_000, "]" * 200_000, "[]" * 100_000, "](" * 100_000),
    *("[a](" * 100_000, "[a][b]" * 50_000 + "\n[b]: x", "[a]: " * 100_000, "[[" * 100_000),
    *("[a](" + " " * 300_000, "[a](b " + '"x ' * 100_000, "<a " * 200_000, '<a href="' * 60_000),
    *("<!--" * 200_000, "`" * 200_000, " ".join("`" * i for i in range(1, 600)), "~~~a\n" * 50_000),
    *("{#" * 200_000, "# " + "{#a " * 50_000, "# " + "_" * 200_000 + "a", "a\n---\n" * 60_000),
    *('--8<-- "' * 50_000, '--8<-- "x' + ":1" * 100_000 + '"', "-" * 300_000 + "8<-"),
    *("# " + "`a" * 50_000, "# " + "![a" * 50_000, "&" * 200_000, "[a](b" + "&a" * 900 + ")"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]!r} {len(text)}")
def test_a_hostile_text_takes_no_more_than_its_time(text: str) -> None:
    start = time.process_time()
    outline(text, wiki_links=True)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The a*b rule", "The a*b rule"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**Hello *x* y**", "Hello x y"),
        ("***all*** of it", "all of it"),
    ],
)
def test_only_paired_asterisks_are_markup(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text
