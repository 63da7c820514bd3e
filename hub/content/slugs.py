"""Anchors of headings, as the site builder makes them."""

from __future__ import annotations

import re
import unicodedata

from markdown.extensions.toc import slugify


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
    number = used.get(anchor, 0) + 1
    while f"{anchor}_{number}" in used:
        number += 1
    used[anchor] = number
    used[f"{anchor}_{number}"] = 0
    return f"{anchor}_{number}"


def alike(anchor: str) -> str:
    """A form in which the anchors that different slug functions give a heading are equal.

    Sites choose their slug function (PyMdown's, GitHub's, kramdown's); a link is dangling only
    if no such function can have made its anchor.
    """
    plain = unicodedata.normalize("NFKD", anchor).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", (plain or anchor).casefold())
