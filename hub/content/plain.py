"""A page in plain words: its paragraphs with punctuation and without markup.

It is for showing what a page said, where ``hub.content.prose`` is for telling whether two
versions say the same; both leave out the same markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.content.prose import without_markup

_BEGINS_ANEW = re.compile(
    r"[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||!!!|\?\?\?|===|```|~~~)"
)
_STANDS_ALONE = re.compile(r"[ \t>]*(?:#{1,6}[ \t]|\||!!!|\?\?\?|===|```|~~~)")
_RULE = re.compile(r"[-=*_|:+~`\s]*")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple|custom)-[\w-]+:")
_MARKS = re.compile(
    r"\[\^[^\[\]\s]{1,99}\]:?"  # footnotes
    r"|!?\[|\]"  # what is left of links and images
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"  # emphasis
    r"|`+|~~|==|\^\^"
)
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}|===[+!]*)[ \t]+|[ \t]+#+[ \t]*$", re.M)
"""Marks of a heading, and of a tab's name."""
_CELLS = re.compile(r"\s*\|\s*")
_BEFORE_STOP = re.compile(r"\s+(?=[,.;:!?)](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an entry of a list, a heading or a row of a table."""

    raw: str
    """As it is written."""
    start: int
    """Where it begins in the text that was split, in characters."""

    @property
    def end(self) -> int:
        """Where it ends in the text that was split, in characters."""
        return self.start + len(self.raw)

    @property
    def plain(self) -> str:
        """Its words, with the punctuation between them, on one line."""
        text = _ICON.sub("", without_markup(_HEADING.sub("", self.raw)))
        if self.raw.lstrip().startswith("|"):
            text = _CELLS.sub(" · ", text.strip(" |\n"))
        text = " ".join(_MARKS.sub("", text).split())
        return _BEFORE_STOP.sub("", text).strip('" ')


def paragraphs(text: str) -> Iterator[Paragraph]:
    r"""Split a page's text; what separates paragraphs and holds no words is left out.

    Args:
        text: Markdown without front matter; line ends are ``\n``.
    """
    start, at = -1, 0
    for line in text.splitlines(keepends=True):
        is_empty = _RULE.fullmatch(line) is not None
        if start >= 0 and (is_empty or _BEGINS_ANEW.match(line)):
            yield Paragraph(text[start:at], start)
            start = -1
        if start < 0 and not is_empty:
            start = at
        at += len(line)
        if start >= 0 and _STANDS_ALONE.match(line):
            yield Paragraph(text[start:at], start)
            start = -1
    if start >= 0:
        yield Paragraph(text[start:], start)
