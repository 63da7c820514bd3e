"""Anchors of headings, as the site builder makes them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markdown.extensions.toc import slugify

_NUMBERED = re.compile(r"(.*)_([0-9]{1,9})")


def slug(heading: str) -> str:
    """The anchor that Python-Markdown's ``toc`` gives a heading's plain text."""
    return str(slugify(heading, "-"))


def unique(anchor: str, used: dict[str, int]) -> str:
    """Number an anchor that is already used, as Python-Markdown's ``toc`` does (``a_1``).

    Args:
        anchor: The anchor wanted.
        used: The anchors given so far, each with the last number tried; it is added to.
    """
    if anchor and anchor not in used:
        used[anchor] = 0
        return anchor
    match = _NUMBERED.fullmatch(anchor)
    base, given = (match[1], int(match[2])) if match else (anchor, 0)
    number = max(given, used.get(anchor, 0)) + 1
    while f"{base}_{number}" in used:
        number += 1
    used[anchor] = number
    used[f"{base}_{number}"] = 0
    return f"{base}_{number}"


def alike(anchor: str) -> str:
    """A form in which the anchors that different slug functions give a heading are equal.

    Sites choose their slug function (PyMdown's, GitHub's, kramdown's); a link is dangling only
    if no such function can have made its anchor.
    """
    plain = unicodedata.normalize("NFKD", anchor).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", (plain or anchor).casefold())


def is_anchor(fragment: str, anchors: frozenset[str]) -> bool:
    """Whether a slug function may have made ``fragment`` from a heading of the page.

    ``top``, the anchors that page scripts make (``__tabbed_1``) and the one that GOV.UK's
    template gives the text (``content``) always exist.
    """
    if fragment in anchors or fragment in ("top", "content"):
        return True
    if fragment.startswith(("__", "fn", ":~:")):
        return True
    return alike(fragment) in _alike(anchors)


@lru_cache(maxsize=64)  # a long page has as many links to itself as it has headings
def _alike(anchors: frozenset[str]) -> frozenset[str]:
    return frozenset(map(alike, anchors))
