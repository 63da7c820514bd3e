"""The review block of a front matter as it was typed: its values found, replaced and added to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

import yaml

from hub.content.front_matter import as_date

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
"""A line with its line end, whichever it is."""
GOVUK_DAY = "last_reviewed_on"
"""Under which GOV.UK's pages state the day of their last review."""
_ORDER = ("every", "last", "by", "evidence")
_DAYS = ("last", GOVUK_DAY)
_WIDTH = 100
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
class _Edit:
    """One replacement in the text of the front matter."""

    start: int
    end: int
    text: str


class ReviewText:
    """The text of a front matter, into which a review is written.

    Args:
        text: What stands between the two ``---`` lines, with its own line ends.
        line_end: The line end of what is added.
    """

    def __init__(self, text: str, line_end: str) -> None:
        self._text = text
        self._line_end = line_end

    def with_values(self, values: Mapping[str, str]) -> str:
        """The text with the values of a review."""
        text = self._text
        edits = sorted(self._edits(values), key=lambda edit: edit.start, reverse=True)
        for edit in edits:
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _edits(self, values: Mapping[str, str]) -> Iterator[_Edit]:
        root = yaml.compose(self._text, Loader=yaml.SafeLoader)
        if root is None:
            yield self._appended(values, 0)
            return
        if not isinstance(root, yaml.MappingNode):
            raise RewritingError("the front matter is not a list of keys")
        pairs = _pairs(root)
        if GOVUK_DAY in pairs and not _states_day(pairs):
            yield self._replaced(*pairs[GOVUK_DAY], GOVUK_DAY, values["last"])
            values = {key: value for key, value in values.items() if key != "last"}
        if "review" in pairs:
            yield from self._in_review(*pairs["review"], values)
        elif root.flow_style:
            yield _Edit(*self._end_of_flow(root, f"review: {{{_flow_items(values)}}}"))
        else:
            yield self._appended(values, root.start_mark.column)

    def _appended(self, values: Mapping[str, str], column: int) -> _Edit:
        """A whole review block behind everything else."""
        head = f"{' ' * column}review:{self._line_end}"
        return _Edit(len(self._text), len(self._text), head + self._items(values, column + 2))

    def _items(self, values: Mapping[str, str], column: int) -> str:
        return "".join(item(key, value, column, self._line_end) for key, value in values.items())

    def _in_review(
        self, key: yaml.Node, value: yaml.Node, values: Mapping[str, str]
    ) -> Iterator[_Edit]:
        self._refuse_elsewhere(key, value)
        if isinstance(value, yaml.MappingNode):
            yield from self._in_mapping(value, values)
        elif isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index:
            yield self._behind_line(value.end_mark.index, values, key.start_mark.column + 2)
        else:
            raise RewritingError(
                "review: holds something else than every:, last:, by: and evidence:"
            )

    def _in_mapping(self, mapping: yaml.MappingNode, values: Mapping[str, str]) -> Iterator[_Edit]:
        pairs = _pairs(mapping)
        for key in values.keys() & pairs.keys():
            in_flow = bool(mapping.flow_style)
            yield self._replaced(*pairs[key], key, values[key], in_flow=in_flow)
        new = {key: values[key] for key in values if key not in pairs}
        if not new:
            return
        if mapping.flow_style:
            yield _Edit(*self._end_of_flow(mapping, _flow_items(new)))
            return
        for above, group in _by_neighbour(new, pairs).items():
            yield self._inserted(mapping, pairs.get(above), group)

    def _inserted(
        self,
        mapping: yaml.MappingNode,
        above: tuple[yaml.Node, yaml.Node] | None,
        values: Mapping[str, str],
    ) -> _Edit:
        """New lines below one of the block's keys, or at its beginning."""
        column = mapping.start_mark.column
        if above is not None:
            return self._behind_line(self._content_end(above[1]), values, column)
        start = mapping.start_mark.index
        return _Edit(start, start, self._items(values, column)[column:] + " " * column)

    def _replaced(
        self, key: yaml.Node, value: yaml.Node, name: str, new: str, *, in_flow: bool = False
    ) -> _Edit:
        """A value in the place of another, in the same kind of quotes if it is a day."""
        self._refuse_elsewhere(key, value)
        if not isinstance(value, yaml.ScalarNode):
            raise RewritingError(f"{name}: holds several values")
        start, end = value.start_mark.index, self._content_end(value)
        if in_flow:
            written = _flow(name, new)
        elif self._rest_of_line(end).strip():  # a comment, which a block of text would swallow
            written = _plain_or_quoted(name, new)
        else:
            written = _block(name, new, key.start_mark.column, self._line_end)
        quote = value.style if value.style in ("'", '"') and as_date(new) else ""
        return _Edit(start, end, f"{' ' if start == end else ''}{quote}{written}{quote}")

    def _rest_of_line(self, index: int) -> str:
        rest = LINE.match(self._text, index)
        return rest[0] if rest else ""

    def _behind_line(self, index: int, values: Mapping[str, str], column: int) -> _Edit:
        """New lines behind the line on which something ends."""
        at = index + len(self._rest_of_line(index))
        return _Edit(at, at, self._items(values, column))

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
        """Refuse an alias: its value stands further up and belongs to others, too."""
        if value.start_mark.index < key.end_mark.index:
            raise RewritingError("a value is an alias (*) of another")


def _pairs(mapping: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {key.value: (key, value) for key, value in mapping.value if isinstance(key.value, str)}


def _by_neighbour(
    new: Mapping[str, str], pairs: Mapping[str, tuple[yaml.Node, yaml.Node]]
) -> dict[str, dict[str, str]]:
    """New values by the key below which they belong; empty for the beginning of the block."""
    groups: dict[str, dict[str, str]] = {}
    for key, value in new.items():
        above = [k for k in _ORDER[: _ORDER.index(key)] if k in pairs]
        plain = [k for k in above if isinstance(pairs[k][1], yaml.ScalarNode)]
        groups.setdefault(plain[-1] if plain else "", {})[key] = value
    return groups


def _states_day(pairs: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> bool:
    """Whether a day under ``review:`` counts before that of GOV.UK's own key."""
    review = pairs["review"][1] if "review" in pairs else None
    return isinstance(review, yaml.MappingNode) and "last" in _pairs(review)


def item(key: str, value: str, column: int, line_end: str) -> str:
    """A key with its value on lines of their own."""
    return f"{' ' * column}{key}: {_block(key, value, column, line_end)}{line_end}"


def _block(key: str, value: str, column: int, line_end: str) -> str:
    """A value as it stands behind its key; a long one in lines of its own."""
    written = _plain_or_quoted(key, value)
    if column + len(f"{key}: {written}") <= _WIDTH or written.startswith('"'):
        return written
    lines = wrap(value, _WIDTH - column - 2, break_long_words=False, break_on_hyphens=False)
    indent = line_end + " " * (column + 2)
    return ">-" + indent + indent.join(lines)


def _plain_or_quoted(key: str, value: str) -> str:
    if key in _DAYS:
        return value
    line = yaml.safe_dump({key: value}, allow_unicode=True, width=_UNWRAPPED)
    return line.removeprefix(f"{key}: ").removesuffix("\n")


def _flow(key: str, value: str) -> str:
    """A value as it stands between braces."""
    if key in _DAYS:
        return value
    line = yaml.safe_dump([value], allow_unicode=True, width=_UNWRAPPED, default_flow_style=True)
    return line.removesuffix("\n")[1:-1]


def _flow_items(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {_flow(key, value)}" for key, value in values.items())
