"""The text of a page as a site builder gets it."""

from __future__ import annotations

import posixpath

from hub.content.addresses import Place
from hub.content.library import Library
from hub.content.outline import Link, LinkForm
from hub.content.page import Page
from hub.site.links import WITHHELD

OWN_FIELDS = frozenset(
    (
        "applied_to",
        "approvers",
        "audience",
        "depends_on",
        "effective",
        "owner",
        "review",
        "status",
        "steps",
        "superseded_by",
        "version",
    )
)
"""Fields of the front matter that are Hub's own affair and that no theme needs to see."""


def source_for_builder(page: Page, library: Library) -> str:
    """The Markdown of a page, with wiki links as links that every builder knows.

    Args:
        page: The page.
        library: The pages that exist for its readers; a wiki link to any other becomes text.
    """
    wiki = [link for link in page.outline.links if link.form is LinkForm.WIKI]
    if not wiki:
        return page.body
    kept: list[str] = []
    at = 0
    for link in sorted(wiki, key=lambda link: link.start):
        kept += page.body[at : link.start], _as_markdown(page, link, library)
        at = link.end
    return "".join(kept) + page.body[at:]


def _as_markdown(page: Page, link: Link, library: Library) -> str:
    destination = library.destination(page, link)
    if destination.place is not Place.PAGE:
        return link.text or WITHHELD
    target = library.pages[destination.path]
    relative = posixpath.relpath("/" + target.site_path, "/" + posixpath.dirname(page.site_path))
    fragment = f"#{destination.fragment}" if destination.fragment else ""
    text = link.text or target.title.replace("[", r"\[").replace("]", r"\]")
    return f"[{text}](<{relative}{fragment}>)"
