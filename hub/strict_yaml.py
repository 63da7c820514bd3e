"""YAML from people who are not trusted: read without surprises, or refused with a line number.

Stricter than ``yaml.safe_load``: a key given twice, a tag, an alias that multiplies and a
nesting without end are errors here, because each can make a page say something else than
its reviewers read.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MAX_BYTES = 64 * 1024
MAX_NODES = 10_000
MAX_DEPTH = 40

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("bool", "float", "int", "map", "merge", "null", "seq", "str", "timestamp")
)


class YamlError(ValueError):
    """The text is not YAML that can be read safely.

    Attributes:
        found: What is wrong, without a full stop.
        line: Line in the text, counted from 1.
        remedy: What to do about it.
    """

    def __init__(self, found: str, line: int, remedy: str = "") -> None:
        super().__init__(f"line {line}: {found}")
        self.found = found
        self.line = line
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document and where its values stand."""

    value: Any
    """Built of dict, list, str, int, float, bool, None, date and datetime only."""
    node: yaml.Node | None
    """The composed tree, kept for its line numbers."""

    def written(self, key: str) -> str | None:
        """The plain value of a top-level key as it was typed: ``3.10`` stays ``3.10``."""
        if isinstance(self.node, yaml.MappingNode):
            for key_node, value in reversed(self.node.value):  # merged keys come first
                if key_node.value == key:
                    return str(value.value) if isinstance(value, yaml.ScalarNode) else None
        return None

    def line_of(self, *keys: str | int) -> int:
        """The line, from 1, of the deepest value on the way given by ``keys`` that exists."""
        node, line = self.node, 1
        for key in keys:
            if node is None:
                break
            line, node = _step(node, key, line)
        return line


def load(text: str) -> Document:
    """Read one YAML document.

    Args:
        text: The document, without ``---`` lines.

    Returns:
        The document; its value is None when the text holds nothing.

    Raises:
        YamlError: When the text is malformed, too large, too deep, repeats a key, carries a
            tag other than YAML's plain ones, or multiplies itself through aliases.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise YamlError(f"more than {MAX_BYTES // 1024} kB of YAML", 1, "Shorten it.")
    try:
        _refuse_depth(text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return Document(None, None)
            _refuse_unsafe(node, loader, has_aliases="*" in text)
            return Document(loader.construct_document(node), node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise _from_yaml(error) from error
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(f"not readable as YAML: {error}", 1) from error


def _refuse_depth(text: str) -> None:
    """Refuse deep nesting before a recursive composer meets it.

    Reading the events costs as much again as composing, so it is done only for texts with
    enough brackets and dashes, or with a line far enough to the right, to nest that deep.
    """
    openers = sum(map(text.count, ("[", "{", "- ", "-\t", "? ", "?\t")))
    if openers <= MAX_DEPTH and "\n" + " " * MAX_DEPTH not in text:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlError(f"nested more than {MAX_DEPTH} deep", _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_unsafe(root: yaml.Node, loader: Any, *, has_aliases: bool) -> None:
    if has_aliases and _expanded_size(root, {}) > MAX_NODES:
        raise _too_many(root)
    for count, node in enumerate(_walk(root)):
        if node.tag not in _PLAIN_TAGS:
            raise YamlError(
                f'the tag "{_short_tag(node.tag)}"',
                _line(node),
                "Remove the tag; front matter holds plain words, numbers, dates and lists.",
            )
        if isinstance(node, yaml.MappingNode):
            _refuse_repeated_keys(node)
        elif node.tag == _TIMESTAMP:
            _refuse_impossible_date(node, loader)
        if count > MAX_NODES:
            raise _too_many(root)


def _too_many(root: yaml.Node) -> YamlError:
    return YamlError(
        f"more than {MAX_NODES} values once its aliases are written out",
        _line(root),
        "Write the values out instead of repeating them with * aliases.",
    )


def _refuse_impossible_date(node: yaml.Node, loader: Any) -> None:
    try:
        loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise YamlError(
            f'"{node.value}" is not a day of the calendar ({error})', _line(node)
        ) from error


def _line(node: yaml.Node | yaml.Event) -> int:
    """The line, from 1, on which a value begins."""
    return node.start_mark.line + 1 if node.start_mark else 1


def _walk(root: yaml.Node) -> Iterator[yaml.Node]:
    """Every node once, however many aliases lead to it."""
    seen: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            pending.extend(_children(node))


def _expanded_size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Count the values under ``node`` as if every alias were written out.

    Raises:
        YamlError: When a value contains itself.
    """
    known = sizes.get(id(node))
    if known == 0:
        raise YamlError("a value that contains itself", _line(node))
    if known is not None:
        return known
    sizes[id(node)] = 0
    size = 1 + sum(_expanded_size(child, sizes) for child in _children(node))
    sizes[id(node)] = size
    return size


def _refuse_repeated_keys(node: yaml.MappingNode) -> None:
    seen: set[Hashable] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("a key that is not a word", _line(key))
        if key.value in seen:
            raise YamlError(
                f'the key "{key.value}" is given twice', _line(key), "Keep one of the two."
            )
        seen.add(key.value)


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield value
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _step(node: yaml.Node, key: str | int, line: int) -> tuple[int, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key_node, value in reversed(node.value):
            if key_node.value == str(key):
                return _line(key_node), value
    elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        child = node.value[key]
        return _line(child), child
    return line, None


def _from_yaml(error: yaml.MarkedYAMLError) -> YamlError:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "not readable as YAML"
    return YamlError(problem, (mark.line if mark else 0) + 1)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
