"""The front door: what Hub adds to a site's front page, search first."""

from __future__ import annotations

from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.html.placing import end_of_title, first_section, put
from hub.site.layout import Layout
from hub.site.pages.home import home_view
from hub.site.pages.search import PAGE as SEARCH
from hub.site.rendering import render


def wants_front_door(page: Page) -> bool:
    """Whether a front page takes the front door; ``hub: {home: false}`` keeps it off."""
    own = page.front_matter.get("hub")
    return not (isinstance(own, dict) and own.get("home") is False)


def with_search(content: str, layout: Layout, *, seen_from: str) -> str:
    """A page with a field for searching below its title.

    Args:
        content: The page's HTML.
        layout: Where everything is in the site.
        seen_from: The page's path.
    """
    # Without the page with all results, the theme takes the words up from the front page.
    has_page = layout.has(SEARCH.path)
    search = render(
        "search.html",
        layout=layout,
        seen_from=seen_from,
        action=layout.url(SEARCH.path, seen_from=seen_from) if has_page else "./",
        label="Search the hub",
    )
    return put(search, content, end_of_title(content))


def with_home(content: str, facts: Facts, layout: Layout, *, seen_from: str) -> str:
    """A front page with paths, important pages, news, the review queue and decisions.

    They stand between the page's introduction and its first section.

    Args:
        content: The page's HTML.
        facts: What its readers may be told.
        layout: Where everything is in the site.
        seen_from: The page's path.
    """
    home = render("home.html", layout=layout, seen_from=seen_from, home=home_view(facts))
    return put(home, content, first_section(content))
