"""Places in the HTML of a page at which something can be put."""

from __future__ import annotations

import re

_TITLE_ENDS = "</h1>"
_SECTION = re.compile(r"<h2\b")


def end_of_title(content: str) -> int:
    """Where a page's title ends; 0 where the theme adds the title itself.

    Args:
        content: The page's rendered HTML.
    """
    end = content.find(_TITLE_ENDS)
    is_title = end >= 0 and not _SECTION.search(content, 0, end)
    return end + len(_TITLE_ENDS) if is_title else 0


def first_section(content: str) -> int:
    """Where a page's first section begins; the page's end where there is none.

    Args:
        content: The page's rendered HTML.
    """
    section = _SECTION.search(content, end_of_title(content))
    return section.start() if section else len(content)


def put(added: str, content: str, at: int) -> str:
    """The page with something put at a place.

    Args:
        added: What is put there, as HTML.
        content: The page's rendered HTML.
        at: The place.
    """
    return f"{content[:at]}\n{added}\n{content[at:]}"
