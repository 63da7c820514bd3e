"""The text of a page as a site builder gets it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from hub.content.addresses import Destination, Place
from hub.content.library import Library
from hub.content.outline import Link, LinkForm, plain_text
from hub.content.page import Page
from hub.site.html.links import OPEN, WITHHELD

OWN_FIELDS = frozenset(
    (
        "applied_to",
        "approvers",
        "audience",
        "depends_on",
        "effective",
        "hub",
        "owner",
        "review",
        "status",
        "steps",
        "superseded_by",
        "version",
    )
)
"""Fields of the front matter that are Hub's own affair and that no theme needs to see."""

_ANCHOR = re.compile(r"<a\b[^<>]*>(?P<text>.{1,2000}?)</a\s*>", re.IGNORECASE | re.DOTALL)


def source_for_builder(
    page: Page, library: Library, tells_title: Callable[[Page, str, str], bool]
) -> str:
    """The Markdown of a page, with wiki links as links that every builder knows.

    A link that repeats the title of a page that its readers may not see loses it here already,
    because a site builder makes addresses and tables of contents from headings.

    Args:
        page: The page.
        library: The pages that exist for its readers; a wiki link to any other becomes text.
        tells_title: Whether a link of a page, by its target and its text, repeats such a title.
    """
    kept: list[str] = []
    at = 0
    links = zip(page.outline.links, library.destinations(page), strict=True)
    for link, destination in sorted(links, key=lambda pair: pair[0].start):
        if link.start < at:
            continue
        if link.form is LinkForm.WIKI:
            replaced = _as_markdown(page, link, destination, library, tells_title)
            end = link.end
        elif destination.place in OPEN:
            continue
        elif link.form is LinkForm.LINK and (text := _text(page, link)):
            if not tells_title(page, link.target, plain_text(text)):
                continue
            replaced, end = _without_title(page, link, text)
        else:
            continue
        kept += page.body[at : link.start], replaced
        at = end
    return "".join(kept) + page.body[at:]


def _text(page: Page, link: Link) -> str:
    """What a reader sees of a link, in Markdown or between HTML tags."""
    if link.text:
        return link.text
    tags = _ANCHOR.match(page.body, link.start)
    return tags["text"] if tags else ""


def _without_title(page: Page, link: Link, text: str) -> tuple[str, int]:
    """The link with other words, and where it ends."""
    tags = None if link.text else _ANCHOR.match(page.body, link.start)
    if tags:
        return page.body[link.start : tags.start("text")] + WITHHELD, tags.end("text")
    rest = page.body[link.start + len(text) + 2 : link.end]
    # The words of a short reference are the name of its target as well.
    return f"[{WITHHELD}]{rest}" if rest.strip("[] \n") else WITHHELD, link.end


def _as_markdown(
    page: Page,
    link: Link,
    destination: Destination,
    library: Library,
    tells_title: Callable[[Page, str, str], bool],
) -> str:
    if destination.place is not Place.PAGE:
        repeats = not link.text or tells_title(page, link.target, plain_text(link.text))
        return WITHHELD if repeats else link.text
    target = library.pages[destination.path]
    relative = posixpath.relpath("/" + target.site_path, "/" + posixpath.dirname(page.site_path))
    fragment = f"#{destination.fragment}" if destination.fragment else ""
    text = link.text or target.title.replace("[", r"\[").replace("]", r"\]")
    return f"[{text}](<{relative}{fragment}>)"
