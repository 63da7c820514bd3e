"""Code and comments in Markdown, which look like markup and are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})(?P<info>.*)$", re.M
)
_TICKS = re.compile(r"\\`|`+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n")
_NOT_NEWLINE = re.compile(r"[^\n]")


def blank_out_code(body: str) -> str:
    r"""Replace code and HTML comments by spaces; every other character keeps its place.

    Args:
        body: Markdown; line ends are ``\n``.

    Returns:
        A text of the same length and with the same lines.
    """
    text = blank_out(body, _fenced(body)) if "```" in body or "~~~" in body else body
    if "<!--" in text:
        text = blank_out(text, _comments(text))
    if "`" in text:
        text = blank_out(text, _inline(text))
    return text


def blank_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace parts of a text by spaces; every other character and line end keeps its place.

    Args:
        text: The text.
        spans: Beginnings and ends of the parts, in order; they don't overlap.
    """
    kept: list[str] = []
    at = 0
    for start, end in spans:
        kept += text[at:start], _NOT_NEWLINE.sub(" ", text[start:end])
        at = end
    return "".join(kept) + text[at:] if kept else text


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            if match["fence"][0] == "~" or "`" not in match["info"]:
                opened = match
        elif match["fence"].startswith(opened["fence"]) and not match["info"].strip():
            yield opened.start("fence"), match.end()
            opened = None


def _comments(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        at = end + 3
        yield start, at


def _inline(text: str) -> Iterator[tuple[int, int]]:
    """Find spans between equally long runs of backticks within one paragraph."""
    runs = [match for match in _TICKS.finditer(text) if match[0][0] == "`"]
    closer = _next_of_same_length(runs)
    index = 0
    while index < len(runs):
        other = closer[index]
        if other is not None and not _crosses_paragraph(
            text, runs[index].end(), runs[other].start()
        ):
            yield runs[index].start(), runs[other].end()
            index = other
        index += 1


def _next_of_same_length(runs: list[re.Match[str]]) -> list[int | None]:
    following: dict[int, int] = {}
    closer: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        closer[index] = following.get(length)
        following[length] = index
    return closer


def _crosses_paragraph(text: str, start: int, end: int) -> bool:
    return _BLANK_LINE.search(text, start, end) is not None
