"""A front page for a handbook that has none, so that the site's address leads somewhere."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence

from hub.content.library import Library
from hub.content.page import Page, title_of_name

FRONT_PATH = "index.md"
"""Where the site builder is asked to put the front page."""
_MOST = 50
"""Pages listed of one folder: a list of thousands is a navigation, and the site has one."""
_SIGNS = frozenset("\\`*_{}[]()#+-.!<>|~&^=$:'\"")


def has_front_page(library: Library) -> bool:
    """Whether one of the pages is the front page of the site."""
    return any(
        page.site_path.lower() in (FRONT_PATH, "readme.md") for page in library.pages.values()
    )


def front_page(name: str, library: Library) -> str:
    """The Markdown of a front page that lists the pages by folder, of a large one the first.

    Args:
        name: The site's name.
        library: The pages that exist for its readers.
    """
    sections: dict[str, list[Page]] = defaultdict(list)
    for page in library.pages.values():
        sections[page.site_path.partition("/")[0] if "/" in page.site_path else ""].append(page)
    parts = [f"# {_escaped(name)}"]
    for folder, pages in sorted(sections.items()):
        if folder:
            parts.append(f"## {_escaped(title_of_name(folder))}")
        parts.append("\n".join(_entries(pages)))
    if len(parts) == 1:
        parts.append(_EMPTY)
    return "\n\n".join(parts) + "\n"


_EMPTY = """\
There are no pages for these readers yet.

A page is a Markdown file in the content folder, and is published to those whom its `audience:`
names. `hub new sop TITLE` begins one.
"""


def _entries(pages: Sequence[Page]) -> Iterable[str]:
    for page in sorted(pages, key=lambda page: page.title.casefold())[:_MOST]:
        yield f"- [{_escaped(page.title)}](<{posixpath.normpath(page.site_path)}>)"
    if len(pages) > _MOST:
        yield f"- … and {len(pages) - _MOST:,} more"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, whichever of its extensions are on."""
    return "".join(f"&#{ord(char)};" if char in _SIGNS else char for char in text)
