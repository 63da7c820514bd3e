"""What a page's Markdown refers to and can be referred to by: headings, links, includes.

A scanner, not a renderer: it walks the text once, knows code from prose, and understands the
forms that Python-Markdown and PyMdown read, indented admonitions and tabs among them, where
a CommonMark parser would see a code block and no links. ``tests/content`` holds it against
Python-Markdown's own output.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hub.content.code_spans import blank_out_code
from hub.content.slugs import slug, unique


class LinkForm(Enum):
    """How a link is written."""

    LINK = "link"
    IMAGE = "image"
    EMBED = "embed"
    """The target is shown inside the page, as by ``<iframe src>``."""
    WIKI = "wiki"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from a page to something else."""

    target: str
    """As written, without angle brackets and title."""
    text: str
    """What the reader sees in its place."""
    line: int
    """Line of the file, counted from 1."""
    form: LinkForm
    start: int
    """Where it begins in the page's body, in characters."""
    end: int
    """Where it ends in the page's body, in characters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page."""

    level: int
    text: str
    anchor: str
    """Its id in the published page."""
    line: int


@dataclass(frozen=True, slots=True)
class Include:
    """Another file that is shown as a part of the page (PyMdown's snippets)."""

    target: str
    """As written, without line numbers or a section name."""
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a page's text refers to and offers."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    includes: tuple[Include, ...]
    anchors: frozenset[str]
    """Every id that a link into the page may name."""

    @property
    def title(self) -> str | None:
        """The text of the first heading of the first level."""
        return next((heading.text for heading in self.headings if heading.level == 1), None)


_ATX = re.compile(r"\n[ >]{0,12}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}){0,4}(\#{1,6})([^\n]*)")
_UNDERLINE = re.compile(r"\n(=+|-{2,})[ \t]*(?=\n|\Z)")
_NOT_A_PARAGRAPH = re.compile(r"[ \t]*(?:[-*+>|\#]|\d+[.)])[ \t]")
_ID = re.compile(r"\{[^{}\n]{0,200}?\#([^\s{}]+)[^{}\n]{0,200}\}\s*$")
_ANY_ID = re.compile(r"\{:?[^{}\n]{0,200}?\#([\w:.-]+)[^{}\n]{0,200}\}")
_HTML_ID = re.compile(r"<[a-zA-Z][^<>]{0,1000}?\s(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)")
_HTML_LINK = re.compile(
    r"<(?P<tag>[a-zA-Z]+)\b(?P<rest>[^<>]{0,1000}?\s(?P<name>href|src|data|poster)\s*=\s*"
    r"(?:\"(?P<a>[^\"\n]*)\"|'(?P<b>[^'\n]*)'|(?P<c>[^\s\"'>]+)))",
    re.I,
)
_EMBEDDING = frozenset({"iframe", "object", "embed", "frame", "portal"})
_BRACKETS = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.S)
_INLINE_TARGET = re.compile(
    r"\([ \t]*+\n?[ \t]*+(?:<(?P<angled>[^<>\n]{0,2000})>"
    r"|(?P<plain>(?:\\.|[^()\\\n\t ]|[ \t]{1,9}(?![ \t])|\((?:[^()\n]|\([^()\n]*\))*\)){0,2000}?))"
    r"(?:[ \t\n]{1,99}(?:\"[^\n]{0,300}?\"|'[^\n]{0,300}?'))?[ \t]{0,99}\n?[ \t]{0,99}\)"
)
_REFERENCE = re.compile(r"[ ]?\n?\[([^\[\]\n]{0,300})\]")
_DEFINED = re.compile(
    r"^[ ]{0,3}\[(?P<name>[^\^\[\]\n][^\[\]\n]{0,300})\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))",
    re.M,
)
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_SNIPPET = re.compile(
    r"[ \t]*(?P<escape>;*)-+8<-+(?:[ \t]+(?:\"(?P<a>[^\n]+)\"|'(?P<b>[^\n]+)')|(?P<block>))[ \t]*$"
)
_MARKUP = re.compile(
    r"!?\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])|<[^<>\n]+>|(?<!\\)`|(?<![\w\\])_+|(?<!\\)_+(?!\w)"
)
_STRONG = re.compile(r"(?<!\\)(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{0,31});")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def outline(body: str, *, first_line: int = 1, wiki_links: bool = False) -> Outline:
    r"""Find the headings, links and includes of a page.

    Args:
        body: The Markdown after the front matter; line ends are ``\n``.
        first_line: Line of the file on which the body begins.
        wiki_links: Whether ``[[Page]]`` is a link.
    """
    visible = blank_out_code(body)
    lines = _LineNumbers(body, first_line)
    headings = tuple(_headings(body, visible, lines))
    links = [*_markdown_links(body, visible, lines), *_html_links(visible, lines)]
    if wiki_links and "[[" in visible:
        links += _wiki_links(visible, lines)
    anchors = {heading.anchor for heading in headings}
    if "{" in visible:
        anchors.update(_ANY_ID.findall(visible))
    if "<" in visible:
        anchors.update(_HTML_ID.findall(visible))
    includes = includes_of(body, first_line=first_line)
    return Outline(headings, tuple(links), includes, frozenset(anchors))


class _LineNumbers:
    """Tells a place's line by counting on from the place asked for before."""

    def __init__(self, text: str, first: int) -> None:
        self._text, self._line, self._place = text, first, 0

    def at(self, place: int) -> int:
        step = 1 if place >= self._place else -1
        low, high = sorted((place, self._place))
        self._line += step * self._text.count("\n", low, high)
        self._place = place
        return self._line


def plain_text(markdown: str) -> str:
    """A heading or link text as a reader sees it, without emphasis, code marks and targets."""
    if not any(mark in markdown for mark in "*_`[<\\{&"):
        return markdown.strip()
    text = _CODE.sub(lambda match: html.escape(match[2], quote=False), _ID.sub("", markdown))
    text = _MARKUP.sub(r"\1", _IMAGE.sub("", text))
    for _ in range(2):  # emphasis may stand within strong emphasis
        text = _STRONG.sub(r"\2", text)
    return html.unescape(_ESCAPE.sub("", text)).strip()


def _headings(body: str, visible: str, lines: _LineNumbers) -> Iterator[Heading]:
    used: dict[str, int] = {}
    for level, start, end in sorted(_heading_spans("\n" + visible), key=lambda span: span[1]):
        raw = body[start:end].strip().rstrip("#").strip()
        if not raw:
            unique("", used)  # the builder numbers empty headings too
            continue
        named = _ID.search(raw)
        text = plain_text(raw)
        anchor = unique(named[1] if named else slug(text), used)
        yield Heading(level, text, anchor, lines.at(start))


def _heading_spans(shifted: str) -> Iterator[tuple[int, int, int]]:
    """Level, start and end in the body of each heading's text.

    Args:
        shifted: The body after one line break, so that every line follows one.
    """
    if "#" in shifted:
        for match in _ATX.finditer(shifted):
            yield len(match[1]), match.start(2) - 1, match.end(2) - 1
    if "\n--" in shifted or "\n=" in shifted:
        for match in _UNDERLINE.finditer(shifted):
            start = shifted.rfind("\n", 0, match.start()) + 1
            above = shifted[start : match.start()]
            if (
                above.strip()
                and not _NOT_A_PARAGRAPH.match(above)
                and (start == 1 or shifted[start - 2] == "\n")
            ):
                yield (1 if match[1][0] == "=" else 2), start - 1, match.start() - 1


def _markdown_links(body: str, visible: str, lines: _LineNumbers) -> Iterator[Link]:
    if "[" not in visible:
        return
    defined = {
        " ".join(match["name"].casefold().split()): _unescaped(match[2] or match[3] or "")
        for match in _DEFINED.finditer(visible)
    }
    name_of_last = -1
    for start, end in _bracket_pairs(visible):
        if start == name_of_last:
            continue
        image = start > 0 and visible[start - 1] == "!" and visible[start - 2 : start - 1] != "\\"
        found = _target_after(visible, start, end, defined)
        if found is None:
            continue
        target, last = found
        name_of_last = visible.rfind("[", end + 1, last) if visible[last - 1] == "]" else -1
        form = LinkForm.IMAGE if image else LinkForm.LINK
        text = body[start + 1 : end]
        yield Link(target, text, lines.at(start), form, start - int(image), last)


def _bracket_pairs(visible: str) -> Iterator[tuple[int, int]]:
    """Positions of each ``[`` and its ``]``, innermost first; a blank line ends all of them."""
    opened: list[int] = []
    for match in _BRACKETS.finditer(visible):
        mark = match[0]
        if mark == "[":
            opened.append(match.start())
        elif mark == "]":
            if opened:
                yield opened.pop(), match.start()
        elif mark[0] == "\n":
            opened.clear()


def _target_after(
    visible: str, start: int, end: int, defined: dict[str, str]
) -> tuple[str, int] | None:
    following = visible[end + 1 : end + 2]
    if following == "(":
        inline = _INLINE_TARGET.match(visible, end + 1)
        if inline is not None:
            target = inline["angled"] if inline["angled"] is not None else inline["plain"]
            return _unescaped(_ESCAPE.sub("", target.strip())), inline.end()
    if not defined or following == ":":
        return None
    reference = _REFERENCE.match(visible, end + 1)
    name = reference[1] if reference and reference[1] else visible[start + 1 : end]
    target = defined.get(" ".join(name.casefold().split()))
    return None if target is None else (target, reference.end() if reference else end + 1)


def _unescaped(target: str) -> str:
    """A target with its entities read; ``&copy=1`` is no entity where a target stands."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), target) if "&" in target else target


def _html_links(visible: str, lines: _LineNumbers) -> Iterator[Link]:
    if "<" not in visible:
        return
    for match in _HTML_LINK.finditer(visible):
        tag = match["tag"].lower()
        target = match["a"] or match["b"] or match["c"] or ""
        if tag in _EMBEDDING:
            form = LinkForm.EMBED
        else:
            form = LinkForm.LINK if match["name"].lower() == "href" else LinkForm.IMAGE
        yield Link(
            _unescaped(target.strip()),
            "",
            lines.at(match.start()),
            form,
            match.start(),
            match.end(),
        )


def _wiki_links(visible: str, lines: _LineNumbers) -> Iterator[Link]:
    for match in _WIKI.finditer(visible):
        text = match[2] or ""
        line = lines.at(match.start())
        yield Link(match[1].strip(), text, line, LinkForm.WIKI, match.start(), match.end())


def includes_of(body: str, *, first_line: int = 1) -> tuple[Include, ...]:
    r"""Find the files that a text shows as parts of itself, in code blocks too.

    As in PyMdown, a block of names that is never closed reaches to the end.

    Args:
        body: The text; line ends are ``\n``.
        first_line: Line of the file on which it begins.
    """
    if "8<-" not in body:
        return ()
    found, in_block = [], False
    for number, line in enumerate(body.split("\n"), first_line):
        marker = _SNIPPET.match(line)
        name = line.strip() if in_block and marker is None else ""
        if marker is not None and not marker["escape"]:
            in_block ^= marker["block"] is not None
            name = (marker["a"] or marker["b"] or "").strip()
        if name and not name.startswith(";"):
            found.append(Include(_without_lines(name), number))
    return tuple(found)


def _without_lines(target: str) -> str:
    """Cut ``:3:10`` or ``:section`` off a snippet's name, and leave ``https://`` whole."""
    if re.match(r"https?://", target, re.I):
        return target
    return re.sub(r"(?::-?\d*){1,2}(?:,-?\d*:-?\d*)*$|:[\w-]+$", "", target)
