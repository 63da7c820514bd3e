"""Writing a review into a page's front matter without touching another byte of the file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from hub.content.front_matter import FrontMatter, FrontMatterError, as_date, read_front_matter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ORDER = ("every", "last", "by", "evidence")
_GOVUK_DAY = "last_reviewed_on"
_UNWRAPPED = 1 << 30


class RewritingError(ValueError):
    """The front matter is written in a way that can't be edited for certain.

    Attributes:
        found: What is there, without a full stop.
    """

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True, slots=True)
class StatedReview:
    """A review as it is to stand in the page."""

    last: dt.date
    """Day of the review."""
    by: str
    """Handle of the reviewer."""
    evidence: str | None
    """What was checked, with single spaces between its words; None writes none."""


def with_review(data: bytes, review: StatedReview) -> bytes:
    """Write a review into a page.

    Values that are there are replaced where they stand; the others are added beside them, in the
    style of the block that is there. Comments, order, quotes, line ends and everything else stay
    as they are. A GOV.UK page keeps its day under ``last_reviewed_on``.

    Args:
        data: The page's file.
        review: What it is to say.

    Returns:
        The new content, which has been read back: it states the review and nothing else changed.

    Raises:
        RewritingError: When the file can't be read, or its front matter can't be edited so that it
            says this and nothing else.
    """
    try:
        text = data.decode("utf-8")
        front = read_front_matter(_plain(text))
    except (UnicodeDecodeError, FrontMatterError) as error:
        raise RewritingError(f"the page can't be read: {error}") from error
    edited = _edited(text, front, review)
    _check(edited, front, review)
    return edited.encode("utf-8")


def _edited(text: str, front: FrontMatter, review: StatedReview) -> str:
    values = _values(review)
    if not front.text:
        return _with_front_matter(text, values)
    lines = _LINE.findall(text)
    start = len(lines[0])
    end = sum(map(len, lines[: front.body_line - 2]))
    block = _Block(text[start:end], _line_end(text))
    return text[:start] + block.with_review(values) + text[end:]


def _values(review: StatedReview) -> dict[str, str]:
    values = {"last": review.last.isoformat(), "by": review.by, "evidence": review.evidence}
    return {key: value for key, value in values.items() if value is not None}


def _with_front_matter(text: str, values: Mapping[str, str]) -> str:
    if text.startswith("\ufeff"):
        raise RewritingError("a byte order mark (BOM) stands at the beginning of the file")
    end = _line_end(text)
    lines = ["---", "review:", *(f"  {key}: {_block(key, values[key])}" for key in values), "---"]
    gap = "" if not text or text[0] in "\r\n" else end
    return end.join(lines) + end + gap + text


@dataclass(frozen=True, slots=True)
class _Edit:
    """One replacement in the text of the front matter."""

    start: int
    end: int
    text: str


class _Block:
    """The text of a front matter, with the places of its values.

    Args:
        text: What stands between the two ``---`` lines, with its own line ends.
        line_end: The line end of what is added.
    """

    def __init__(self, text: str, line_end: str) -> None:
        self._text = text
        self._line_end = line_end

    def with_review(self, values: Mapping[str, str]) -> str:
        """The text with the values of a review."""
        text = self._text
        edits = sorted(self._edits(values), key=lambda edit: edit.start, reverse=True)
        for edit in edits:
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _edits(self, values: Mapping[str, str]) -> Iterator[_Edit]:
        root = yaml.compose(self._text, Loader=yaml.SafeLoader)
        if root is None:
            yield self._appended(values, "")
            return
        if not isinstance(root, yaml.MappingNode):
            raise RewritingError("the front matter is not a list of keys")
        pairs = _pairs(root)
        if "review" in pairs:
            yield from self._in_review(*pairs["review"], values)
            return
        if _GOVUK_DAY in pairs:
            yield self._replaced(*pairs[_GOVUK_DAY], values["last"], _block, _GOVUK_DAY)
            values = {key: value for key, value in values.items() if key != "last"}
        if root.flow_style:
            yield _Edit(*self._end_of_flow(root, f"review: {{{_flow_items(values)}}}"))
        else:
            yield self._appended(values, " " * root.start_mark.column)

    def _appended(self, values: Mapping[str, str], indent: str) -> _Edit:
        """A whole review block behind everything else."""
        lines = [f"{indent}review:", *(f"{indent}  {k}: {_block(k, values[k])}" for k in values)]
        text = "".join(line + self._line_end for line in lines)
        return _Edit(len(self._text), len(self._text), text)

    def _in_review(
        self, key: yaml.Node, value: yaml.Node, values: Mapping[str, str]
    ) -> Iterator[_Edit]:
        self._refuse_elsewhere(key, value)
        if isinstance(value, yaml.MappingNode):
            yield from self._in_mapping(value, values)
        elif isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index:
            yield self._behind_line(value.end_mark.index, values, key.start_mark.column + 2)
        else:
            raise RewritingError("review: holds something else than every:, last:, by: and evidence:")

    def _in_mapping(self, mapping: yaml.MappingNode, values: Mapping[str, str]) -> Iterator[_Edit]:
        pairs = _pairs(mapping)
        for key in values.keys() & pairs.keys():
            render = _flow if mapping.flow_style else _block
            yield self._replaced(*pairs[key], values[key], render, key)
        new = {key: values[key] for key in values if key not in pairs}
        if not new:
            return
        if mapping.flow_style:
            yield _Edit(*self._end_of_flow(mapping, _flow_items(new)))
            return
        column = mapping.start_mark.column
        above = [k for k in _ORDER if k in pairs and isinstance(pairs[k][1], yaml.ScalarNode)]
        if above:
            _, last = pairs[above[-1]]
            yield self._behind_line(self._content_end(last), new, column)
        else:
            items = (f"{k}: {_block(k, v)}{self._line_end}{' ' * column}" for k, v in new.items())
            yield _Edit(mapping.start_mark.index, mapping.start_mark.index, "".join(items))

    def _replaced(
        self, key: yaml.Node, value: yaml.Node, new: str, render: _Render, name: str
    ) -> _Edit:
        """A value in the place of another, in the same kind of quotes if it is a day."""
        self._refuse_elsewhere(key, value)
        if not isinstance(value, yaml.ScalarNode):
            raise RewritingError(f"{name}: holds several values")
        start, end = value.start_mark.index, self._content_end(value)
        if start == end:
            return _Edit(end, end, " " + render(name, new))
        quote = value.style if value.style in ("'", '"') and as_date(new) else None
        return _Edit(start, end, f"{quote}{new}{quote}" if quote else render(name, new))

    def _behind_line(self, index: int, values: Mapping[str, str], column: int) -> _Edit:
        """New lines behind the line on which something ends."""
        rest = _LINE.match(self._text, index)
        at = rest.end() if rest else len(self._text)
        lines = (f"{' ' * column}{key}: {_block(key, values[key])}" for key in values)
        return _Edit(at, at, "".join(line + self._line_end for line in lines))

    def _content_end(self, value: yaml.Node) -> int:
        """Where a value ends, without the line ends that a block of text takes along."""
        start, end = value.start_mark.index, value.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _end_of_flow(self, mapping: yaml.MappingNode, items: str) -> tuple[int, int, str]:
        if not mapping.value:
            at = mapping.start_mark.index + 1
            return at, at, items
        _, last = mapping.value[-1]
        at = last.end_mark.index
        if not mapping.start_mark.index < at < mapping.end_mark.index:
            raise RewritingError("review: ends with an alias")
        return at, at, f", {items}"

    def _refuse_elsewhere(self, key: yaml.Node, value: yaml.Node) -> None:
        """Refuse an alias: its value stands elsewhere and belongs to others, too."""
        between = self._text[key.end_mark.index : value.start_mark.index]
        if value.start_mark.index < key.end_mark.index or "*" in between.partition("#")[0]:
            raise RewritingError("a value is an alias of another")


def _pairs(mapping: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {key.value: (key, value) for key, value in mapping.value if isinstance(key.value, str)}


class _Render:
    """How a value is written."""
