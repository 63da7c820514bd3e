"""The navigation of ``mkdocs.yml`` without what the audience may not see."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from hub.content.page import site_path
from hub.site.edition import Edition


def without_withheld(nav: Any, edition: Edition, *, site_url: str, hide: bool) -> Any:
    """Drop entries that name a page which the edition doesn't have, and sections left empty.

    Args:
        nav: The value of ``nav:``, or a part of it.
        edition: The audience's edition.
        site_url: The site's own address on the web, if known.
        hide: Whether anything is withheld; without it, an entry for a page that does not exist
            stays, and MkDocs reports it.
    """
    if isinstance(nav, list):
        kept = [without_withheld(item, edition, site_url=site_url, hide=hide) for item in nav]
        return [item for item in kept if item not in (None, {}, [])]
    if isinstance(nav, dict):
        inside = {
            title: without_withheld(item, edition, site_url=site_url, hide=hide)
            for title, item in nav.items()
        }
        return {title: item for title, item in inside.items() if item not in (None, {}, [])}
    if not isinstance(nav, str):
        return nav
    if _is_address(nav):
        return None if hide and not edition.may_lead_to(nav, site_url) else nav
    nav = PurePosixPath(nav).as_posix()
    path = site_path(nav)
    if path in edition.pages_by_site_path:
        return path
    return nav if nav in edition.library.attachments or not hide else None


def _is_address(entry: str) -> bool:
    return "://" in entry or entry.startswith(("/", "#", "mailto:"))
