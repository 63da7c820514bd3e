"""Links to the feeds, by which browsers and feed readers find them from any page."""

from __future__ import annotations

import html
from collections.abc import Container

from mkdocs.utils import get_relative_url

from hub.site.news.feeds import JSON, RSS

_TYPES = {RSS: "application/rss+xml", JSON: "application/feed+json"}


def with_feed_links(output: str, feeds: Container[str], url: str, site_name: str) -> str:
    """Name a site's feeds in the head of a page.

    Args:
        output: The page's whole HTML.
        feeds: Addresses of the feeds that the site has.
        url: The page's address in the site.
        site_name: The site's name.
    """
    title = html.escape(f"{site_name}: what's new")
    # Not "alternate" alone: Material would look for the sitemap of another language beside it.
    links = "".join(
        f'<link rel="alternate feed" type="{kind}" title="{title}" '
        f'href="{get_relative_url(address, url)}">\n'
        for address, kind in _TYPES.items()
        if address in feeds
    )
    return output.replace("</head>", links + "</head>", 1) if links else output
