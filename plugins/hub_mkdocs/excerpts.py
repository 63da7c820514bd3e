"""Excerpts of posts: Material's blog makes them of Markdown past Hub, for pages of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hub.content.page import Page
from hub.site.published_site import PublishedSite
from hub_mkdocs.guard import Guard


def guard_excerpts(
    posts: Iterable[Any], url: str, own: Mapping[str, Page], site: PublishedSite, guard: Guard
) -> None:
    """Sanitise excerpts, and let their links lead where readers may go.

    Args:
        posts: The excerpts that a page shows; they are changed.
        url: Address of that page.
        own: The edition's pages by the names of their files.
        site: The site.
        guard: Sanitises them.
    """
    for post in posts:
        page = own.get(post.file.src_uri)
        if page is not None:
            post.content = site.excerpt(page, guard.content(post.content, post), url)
            if post.more:
                post.more = site.excerpt(page, guard.content(post.more, post), url)
