"""Pages that are read from right to left, in a site whose other pages may not be."""

from __future__ import annotations

import re
import unicodedata

_CONTENT = re.compile(r'<div class="md-content"')
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction_of(title: str) -> str:
    """Which way a title is read: ``rtl``, ``ltr``, or nothing if no letter tells.

    Its first letter with a direction decides, as for ``dir="auto"`` in HTML.

    Args:
        title: A page's title.
    """
    return next(
        (_STRONG[kind] for kind in map(unicodedata.bidirectional, title) if kind in _STRONG), ""
    )


def with_direction(output: str, title: str) -> str:
    """A finished page of Material's whose content runs the way its title is read.

    Material knows one direction for a whole site, and ``dir="auto"`` would leave its lists and
    admonitions as they are in the other: its style sheet looks for the word itself.

    Args:
        output: The page's HTML.
        title: The page's title.
    """
    if direction_of(title) != "rtl":
        return output
    return _CONTENT.sub('<div dir="rtl" class="md-content"', output, count=1)
