"""Templates with blanks such as ``@{title}``, filled in so that the file stays valid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

import yaml

from hub.errors import ContentError, Problem, did_you_mean

Item = str | int | bool | dt.date
Value = Item | Sequence[Item | Mapping[str, Item]] | None
"""What stands in a blank; None and an empty list mean that there is nothing to say."""

_BLANK = re.compile(r"@\{(\w+)\}")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)


def fill_page(template: str, values: Mapping[str, Value], *, path: str) -> str:
    """Fill in a page: as YAML in its front matter, as plain words below.

    Args:
        template: The page with its blanks.
        values: By the blank's name.
        path: The template's file, for messages.

    Raises:
        ContentError: With every blank that has no meaning.
    """
    template = template.replace("\r\n", "\n")
    _refuse_unknown(template, values, path)
    head = _FRONT_MATTER.match(template)
    end = head.end() if head else 0
    return _without_empty(template[:end], values, as_yaml) + _filled(
        template[end:], values, as_words
    )


def fill_yaml(template: str, values: Mapping[str, Value]) -> str:
    """Fill in a YAML file; a line with a blank that nothing is said for is left out."""
    return _without_empty(template, values, as_yaml)


def fill_text(template: str, values: Mapping[str, Value]) -> str:
    """Fill in a text file; a line with a blank that nothing is said for is left out."""
    return _without_empty(template, values, as_words)


def as_yaml(value: object) -> str:
    """A value as YAML that may stand anywhere in a line; a list of mappings takes a line for each.

    Args:
        value: A word, a number, a day, or a list or mapping of such.
    """
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "".join(f"\n  - {as_yaml(item)}" for item in value)
    text = yaml.safe_dump(
        [value], default_flow_style=True, width=100_000, allow_unicode=True, sort_keys=False
    )
    return text.strip()[1:-1]


def as_words(value: Value) -> str:
    """A value as readers see it."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _filled(text: str, values: Mapping[str, Value], write: Callable[[Value], str]) -> str:
    return _BLANK.sub(lambda blank: write(values[blank[1]]), text)


def _without_empty(text: str, values: Mapping[str, Value], write: Callable[[Value], str]) -> str:
    return "".join(
        _filled(line, values, write)
        for line in text.splitlines(keepends=True)
        if all(_says_something(values[name]) for name in _BLANK.findall(line))
    ).replace(": \n  -", ":\n  -")


def _says_something(value: Value) -> bool:
    return value is not None and value not in ("", [], ())


def _refuse_unknown(template: str, values: Mapping[str, Value], path: str) -> None:
    unknown = [blank for blank in _BLANK.finditer(template) if blank[1] not in values]
    if unknown:
        raise ContentError.of(
            Problem(
                path=path,
                line=template.count("\n", 0, blank.start()) + 1,
                rule="template",
                found=f"the blank {blank[0]} has no meaning",
                expected="one of " + ", ".join(f"@{{{name}}}" for name in values),
                remedy=did_you_mean(blank[1], values),
            )
            for blank in unknown
        )
