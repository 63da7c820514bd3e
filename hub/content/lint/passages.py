"""A page's running text, cut where a sentence can't go on: at paragraphs, list items, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.content.code_spans import blank_out, blank_out_code

if TYPE_CHECKING:
    from hub.content.page import Page

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_TITLED = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===\+?!?|///)")
_NO_PROSE = re.compile(
    r"[ \t>]*(?:\#|\||<|\*\[[^\]\n]+\]:|\[[^\]\n]+\]:[ \t]|[-=*_]{3,}[ \t]*$|\+[-=+]{3,})"
)
_SENTENCE_END = re.compile(
    r"[.!?\u2026][\"')\]\u201d\u2019*_]*(?=\s+[\"'(\[*_\u201c\u2018]*[^\Wa-z_])"
)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_VERBATIM = re.compile(r"<(pre|script|style|svg)\b", re.I)
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text without a break: a paragraph or a list item."""

    text: str
    """As written, without code, which is blanked out."""
    line: int
    """Line of the file on which it begins."""

    def sentences(self) -> Iterator[tuple[str, int]]:
        """Its sentences in one line each, with the line of the file on which they begin."""
        start = 0
        for end in (*(match.end() for match in _SENTENCE_END.finditer(self.text)), len(self.text)):
            raw = self.text[start:end]
            blank = len(raw) - len(raw.lstrip())
            if raw.strip():
                line = self.line + self.text.count("\n", 0, start + blank)
                yield _WHITE.sub(" ", raw.strip()), line
            start = end


def passages(page: Page) -> Iterator[Passage]:
    """The running text of a page, in order; headings, tables, code and HTML blocks are none."""
    held: list[str] = []
    began = 0
    inside_item = False
    after_blank = True
    for number, written in enumerate(_running_text(page.body).split("\n"), page.body_line):
        line = _QUOTED.sub("", written)
        indented = line.startswith(("    ", "\t"))
        if line.strip() and not indented:
            inside_item = bool(_ITEM.match(line) or _TITLED.match(line))
        is_code = indented and not inside_item and (after_blank and not held)
        starts, ends = bool(_ITEM.match(line)), _is_no_prose(line) or is_code
        if held and (starts or ends):
            yield Passage("\n".join(held), began)
            held = []
        if not ends:
            began = began if held else number
            held.append(_ITEM.sub("", line, count=1) if starts else line)
        after_blank = not line.strip() or (after_blank and is_code)
    if held:
        yield Passage("\n".join(held), began)


def _running_text(body: str) -> str:
    text = blank_out_code(body)
    if "</" not in text:
        return text
    return blank_out(text, _verbatim(text))


def _verbatim(text: str) -> Iterator[tuple[int, int]]:
    """HTML whose text is no prose; an element that is never closed is not looked for again."""
    unclosed: set[str] = set()
    folded, at = text.lower(), 0
    for opened in _VERBATIM.finditer(text):
        tag = opened[1].lower()
        if opened.start() < at or tag in unclosed:
            continue
        end = folded.find(f"</{tag}>", opened.end())
        if end < 0:
            unclosed.add(tag)
            continue
        at = end + len(f"</{tag}>")
        yield opened.start(), at


def _is_no_prose(line: str) -> bool:
    return not line.strip() or bool(_NO_PROSE.match(line) or _TITLED.match(line))
