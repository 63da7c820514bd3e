"""What a site says where there is no page: search, and ways back."""

from __future__ import annotations

from dataclasses import dataclass

from hub.site.facts import Facts
from hub.site.layout import Layout
from hub.site.pages.home import home_view
from hub.site.pages.search import PAGE as SEARCH
from hub.site.rendering import render


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on, whatever address the reader came to."""

    title: str
    address: str


def not_found(facts: Facts, layout: Layout, *, root: str, searchable: bool) -> str:
    """The HTML of the page for unknown addresses.

    Args:
        facts: What the site's readers may be told.
        layout: Where everything is in the site.
        root: Address of the site's root, as a server or a browser finds it from anywhere.
        searchable: Whether the site's theme can search.
    """
    root = root.rstrip("/") + "/"
    home = home_view(facts)
    pages = [path.plan.page for path in home.paths] + [one.page for one in home.important]
    ways = [Way(page.title, root + layout.address(page.path)) for page in pages]
    return render(
        "not_found.html",
        layout=layout,
        seen_from="",
        root=root,
        action=root + layout.address(SEARCH.path) if layout.has(SEARCH.path) else root,
        ways=ways,
        searchable=searchable,
    )
