"""Text that a Markdown renderer would choke on: nested without end, or one endless paragraph.

Renderers of Markdown take time that grows with the square of a paragraph's length, and call
themselves once for each level of nesting. A page past these limits is refused with its line,
before anything tries to read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.content.code_spans import blank_out_code

DEEPEST = 60
"""Levels of lists, quotes and emphasis; Python-Markdown gives up between 100 and 300."""
DEEPEST_HTML = 1_000
"""Elements of HTML inside one another; sanitising 10,000 takes more than ten seconds."""
_MOST_WORK = 3_000_000_000
"""Characters of a paragraph times its signs, weighed; about three seconds of Python-Markdown."""
_BRACKET = 30
"""How much more an opening bracket costs than another sign, measured with paragraphs of both."""
_SMALL = 20_000
"""Characters in a paragraph that can't reach the limit."""

_MARKER = re.compile(
    r"(?P<indent>[ \t]*)(?P<marks>(?:(?:>|[-*+:]|\d{1,9}[.)]|!!!|\?{3}\+?|===)[ \t]*+)++)"
)
_ONE_MARK = re.compile(r">|[-*+:](?=[ \t])|\d+[.)](?=[ \t])|!!!|\?\?\?|===")
_RUN = re.compile(rf"([*_~^=+])\1{{{DEEPEST},}}")
_SIGNS = re.compile(r"[\\`*_\[\]<>&~^=!{}$:]")
_OWN_TEXT = re.compile(r"\n(?=[ \t]*(?:[-*+|#]|\d+[.)])[ \t]|[ \t]*\||[ \t]*\n|\*?\[)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_NEVER_DEEP = frozenset(
    {"area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta"}
    | {"option", "p", "param", "source", "td", "th", "tr", "track", "wbr"}
)
"""Elements without an end, or whose end a browser finds by itself."""


@dataclass(frozen=True, slots=True)
class Tangle:
    """A place that is too much."""

    line: int
    """Line of the text, counted from 1."""
    found: str
    """What is there."""


def tangles(text: str) -> Iterator[Tangle]:
    """Find what no renderer should be given; code doesn't count.

    Args:
        text: A page's Markdown, with or without front matter.
    """
    prose = blank_out_code(text)
    yield from _deep_lines(prose)
    yield from _deep_html(prose)
    yield from _long_paragraphs(text, prose)


def _deep_lines(prose: str) -> Iterator[Tangle]:
    if len(prose) < DEEPEST:
        return
    for number, line in enumerate(prose.split("\n"), 1):
        if len(line) < DEEPEST:
            continue
        marker = _MARKER.match(line)
        if marker:
            indent = len(marker["indent"].expandtabs(4)) // 4
            levels = indent + len(_ONE_MARK.findall(marker["marks"]))
            if levels > DEEPEST and not _is_rule(line):
                yield Tangle(number, f"a list or quote is nested {levels} levels deep")
        run = None if _is_rule(line) else _RUN.search(line)
        if run:
            yield Tangle(number, f"{len(run[0])} signs {run[1]} stand in a row")


def _is_rule(line: str) -> bool:
    """Whether a line is drawn across the page or below a heading, however long."""
    signs = set(line) - set(" \t>")
    return len(signs) == 1 and signs <= set("*-_=~^+#")


def _deep_html(prose: str) -> Iterator[Tangle]:
    if prose.count("<") < DEEPEST_HTML:
        return
    depth = 0
    for tag in _TAG.finditer(prose):
        if tag[3] or tag[2].lower() in _NEVER_DEEP:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST_HTML:
            line = prose.count("\n", 0, tag.start()) + 1
            yield Tangle(line, f"HTML elements are nested more than {DEEPEST_HTML:,} deep")
            return


def _long_paragraphs(text: str, prose: str) -> Iterator[Tangle]:
    if len(prose) < _SMALL:
        return
    start = 0
    for paragraph in _OWN_TEXT.split(prose):
        end = start + len(paragraph)
        if len(paragraph) >= _SMALL:
            # Where code begins and ends has to be found too, and that is not in the prose.
            signs = len(_SIGNS.findall(paragraph)) + text.count("`", start, end)
            if len(paragraph) * (signs + paragraph.count("[") * _BRACKET) > _MOST_WORK:
                blank = len(paragraph) - len(paragraph.lstrip("\n"))
                line = prose.count("\n", 0, start + blank) + 1
                yield Tangle(line, f"a paragraph of {len(paragraph):,} characters is full of signs")
        start = end + 1
