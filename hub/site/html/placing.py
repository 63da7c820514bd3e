"""Places in the HTML of a page at which something can be put.

A place is never inside of another element: what is put there would be hidden, or struck out, with
whatever the page's author has put around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<rest>[^<>]*+)>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track")
) | {"wbr"}


def end_of_title(content: str) -> int:
    """Where a page's title ends; 0 where the theme adds the title itself.

    Args:
        content: The page's rendered HTML.
    """
    for tag in _outermost(content):
        name = tag["name"].lower()
        if name == "h2":
            return 0
        if name == "h1" and tag["closing"]:
            return tag.end()
    return 0


def first_section(content: str) -> int:
    """Where a page's first section begins; the page's end where there is none.

    Args:
        content: The page's rendered HTML.
    """
    sections = (tag.start() for tag in _outermost(content) if tag["name"].lower() == "h2")
    return next(sections, len(content))


def _outermost(content: str) -> Iterator[re.Match[str]]:
    """The tags of the elements that are in no other."""
    depth = 0
    for tag in _TAG.finditer(content):
        if tag["name"].lower() in _VOID or tag["rest"].endswith("/"):
            continue
        if tag["closing"]:
            depth = max(0, depth - 1)
        if not depth:
            yield tag
        if not tag["closing"]:
            depth += 1


def put(added: str, content: str, at: int) -> str:
    """The page with something put at a place.

    Args:
        added: What is put there, as HTML.
        content: The page's rendered HTML.
        at: The place.
    """
    return f"{content[:at]}\n{added}\n{content[at:]}"
