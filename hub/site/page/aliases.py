"""The words that people really type: below a page's title, where the search finds them, too."""

from __future__ import annotations

from hub.config import Kind
from hub.content.page import Page
from hub.site.html.placing import end_of_title, put
from hub.site.layout import Layout
from hub.site.rendering import render


def with_aliases(content: str, page: Page, layout: Layout) -> str:
    """A page's text with its aliases below the title, if it has any.

    Args:
        content: The page's rendered and sanitised HTML.
        page: The page.
        layout: Where everything is in the site.
    """
    if not page.meta.aliases:
        return content
    lead = "Also asked as" if page.kind is Kind.FAQ else "Also called"
    aliases = render(
        "aliases.html", layout=layout, seen_from=page.path, lead=lead, aliases=page.meta.aliases
    )
    return put(aliases, content, end_of_title(content))
