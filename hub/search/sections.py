"""A page's text as readers see it, by the headings that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.content.outline import Heading, plain_text
from hub.content.page import Page

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_LEFT_OUT = re.compile(
    r"\s*(?:(?:`{3,}|~{3,}).*|[-:|\s]+|\[[^\]]+\]:\s.*|-+8<-+.*|[=*_]{3,}|\{:.*\})\s*"
)
"""Fences, rules of tables, definitions of links, includes, lines and attribute lists."""
_MARKS = re.compile(
    r"^(?:[\s>#]|[-*+]\s|\d{1,9}[.)]\s|\[[ xX]\]\s|(?:!!!|\?\?\?\+?|===)\s*[\w-]*)+"
)
_CELLS = re.compile(r"\s*\|\s*")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}|\{\s*[.#][\w-][^{}]*\}")
"""Attribute lists behind a link or a heading, such as ``{:target="_blank"}`` or ``{.wide}``."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, up to the next one."""

    heading: str
    """Empty before the first heading, and under the page's title."""
    anchor: str
    """Its id in the published page; empty where there is none."""
    text: str
    """Line by line, without marks of Markdown."""


def sections_of(page: Page) -> tuple[Section, ...]:
    """The sections of a page, in order; those without any text are there, too.

    Args:
        page: The page.
    """
    lines = _COMMENT.sub(_same_lines, page.body).split("\n")
    starts = [(heading.line - page.body_line, heading) for heading in page.outline.headings]
    ends = [*(start for start, _ in starts), len(lines)]
    found = [_section(None, lines[: ends[0]], page)]
    found += [
        _section(heading, lines[start + 1 : end], page)
        for (start, heading), end in zip(starts, ends[1:], strict=True)
    ]
    return tuple(one for one in found if one.text or one.heading)


def _section(heading: Heading | None, lines: list[str], page: Page) -> Section:
    text = "\n".join(_read(lines))
    if heading is None or (heading.level == 1 and heading.text == page.title):
        return Section("", "", text)
    return Section(heading.text, heading.anchor, text)


def _read(lines: list[str]) -> Iterator[str]:
    """The text, with the lines of a paragraph as one."""
    paragraph: list[str] = []
    for line in lines:
        is_text = bool(line.strip()) and not _LEFT_OUT.fullmatch(line)
        marks = _MARKS.match(line)
        if paragraph and (not is_text or (marks and marks[0].strip()) or "|" in line):
            yield " ".join(paragraph)
            paragraph = []
        text = _plain(line) if is_text else ""
        if text:
            paragraph.append(text)
    if paragraph:
        yield " ".join(paragraph)


def _plain(line: str) -> str:
    text = plain_text(_ATTRIBUTES.sub("", _MARKS.sub("", line, count=1)))
    text = " ".join(text.split())
    return _CELLS.sub(" · ", text).strip(" ·") if "|" in text else text


def _same_lines(comment: re.Match[str]) -> str:
    """A comment leaves the numbers of the lines below it as they are."""
    return "\n" * comment[0].count("\n")
