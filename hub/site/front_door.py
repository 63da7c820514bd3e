"""The front door: what Hub adds to a site's front page, search first."""

from __future__ import annotations

import re

from hub.site.facts import Facts
from hub.site.layout import Layout
from hub.site.pages.home import home_view
from hub.site.rendering import render

_TITLE_ENDS = re.compile(r"</h1>")
_SECTION = re.compile(r"<h2\b")


def with_search(content: str, layout: Layout, *, seen_from: str) -> str:
    """A page with a field for searching below its title.

    Args:
        content: The page's HTML.
        layout: Where everything is in the site.
        seen_from: The page's path.
    """
    # Without a script the words go to the front page, from where the theme takes them up.
    search = render(
        "search.html",
        layout=layout,
        seen_from=seen_from,
        action="./",
        label="Search the hub",
    )
    return _inserted(content, search, _after_title(content))


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
    section = _SECTION.search(content, _after_title(content))
    return _inserted(content, home, section.start() if section else len(content))


def _after_title(content: str) -> int:
    title = _TITLE_ENDS.search(content)
    return title.end() if title else 0


def _inserted(content: str, added: str, at: int) -> str:
    return f"{content[:at]}\n{added}\n{content[at:]}"
