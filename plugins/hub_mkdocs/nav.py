"""The navigation: without what the audience may not see, and with the pages that Hub adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from hub.content.page import site_path
from hub.site.edition import Edition
from hub.site.pages.generated import GeneratedPage

GENERATED_TITLE = "Hub"
"""The section of the pages that Hub adds."""
FOLDER_TITLES = {"Sops": "SOPs", "Faqs": "FAQs", "Kpis": "KPIs"}
"""What MkDocs makes of the names of folders, and what readers call them."""


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


def with_generated(nav: list[Any], generated: Mapping[str, GeneratedPage]) -> list[Any]:
    """A navigation that somebody has written, with the pages that Hub adds.

    Args:
        nav: The value of ``nav:``.
        generated: The pages by path.
    """
    entries = [{page.title: path} for path, page in generated.items() if page.in_navigation]
    return [*nav, {GENERATED_TITLE: entries}] if entries else nav


def arrange(nav: Any, generated: Mapping[str, GeneratedPage]) -> None:
    """Name and order the navigation that MkDocs makes of folders where nobody has written one.

    Args:
        nav: MkDocs' navigation; it is changed.
        generated: The pages that Hub adds, by path; they come last, in this order.
    """
    order = {path: place for place, path in enumerate(generated)}
    for item in nav.items:
        # A page has no title yet; one that is set here would be kept.
        if item.is_section:
            item.title = FOLDER_TITLES.get(item.title, item.title)
            if _is_generated(item, order):
                item.children.sort(key=lambda page: order[page.file.src_uri])
    nav.items.sort(key=lambda item: _is_generated(item, order))
    nav.pages[:] = _pages(nav.items)
    for page, earlier, later in zip(
        nav.pages, [None, *nav.pages], [*nav.pages[1:], None], strict=False
    ):
        page.previous_page, page.next_page = earlier, later


def _is_generated(item: Any, order: Mapping[str, int]) -> bool:
    """Whether an entry is a page that Hub adds, or a section of nothing else."""
    if item.is_section:
        return all(child.is_page and _is_generated(child, order) for child in item.children)
    return item.is_page and item.file.src_uri in order


def _pages(items: Any) -> Iterator[Any]:
    """All pages of a navigation, in the order in which a reader goes through them."""
    for item in items:
        if item.is_page:
            yield item
        yield from _pages(item.children or ())
