"""The guard: contributors write text, so nothing that they write runs, loads or passes for Hub's.

In the order of a build: attachments that could run are left out; front matter is escaped; a
page's HTML is sanitised before any other plugin sees it; titles become text before a template
prints them; and every finished page gets a Content-Security-Policy. What other plugins of
``mkdocs.yml`` add to a page after it was sanitised is the site's owner's affair.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable, Mapping
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.structure.files import File, Files

from hub.site.html.attachments import reason_to_withhold
from hub.site.html.sanitising import Sanitiser
from hub_mkdocs.assets import MERMAID
from hub_mkdocs.content_security import ContentSecurity
from hub_mkdocs.inert import (
    inert_metadata,
    keep_entities_when_stripping_tags,
    make_contents_inert,
    make_navigation_inert,
    make_pages_inert,
)
from hub_mkdocs.options import GuardOptions

log = logging.getLogger("mkdocs.plugins.hub")

_DIAGRAM = 'class="mermaid"'


class Guard:
    """Stands between what contributors wrote and what one build publishes.

    Args:
        options: How far they are trusted.
    """

    def __init__(self, options: GuardOptions) -> None:
        self._options = options
        added: Any = options.csp
        sources: Mapping[str, list[str]] = added or {}
        places = (*sources.get("img-src", ()), *sources.get("media-src", ()))
        self._sanitiser = Sanitiser(options.classes, places) if options.sanitise else None
        self._security = ContentSecurity(None if added is False else sources)
        self._attachments: list[str] = []
        self._has_diagrams = False

    def attachments(
        self, found: Mapping[str, File], named: Iterable[str], taken: Container[str]
    ) -> dict[str, File]:
        """The attachments that are published.

        Args:
            found: Files of the content folder by path.
            named: Those among them that the site's configuration names, so that they are its own.
            taken: Addresses of the site that are not a contributor's to give.
        """
        trusted = found.keys() if self._options.active_files else frozenset(named)
        kept = {}
        for path, file in found.items():
            reason = _not_its_own(file, taken)
            if reason is None and path not in trusted:
                reason = _reason(path, file)
            if reason is None:
                kept[path] = file
            else:
                log.warning("hub: %s is not published, because %s", path, reason)
        self._attachments = [file.dest_uri for file in kept.values()]
        return kept

    def metadata(self, front_matter: dict[str, Any], path: str) -> dict[str, Any]:
        """A page's front matter as a theme may print it."""
        return inert_metadata(front_matter, path, self._options.templates)

    def content(self, html: str, page: Any) -> str:
        """A page's HTML with nothing in it that an ordinary page doesn't have."""
        if self._sanitiser is not None:
            sanitised = self._sanitiser.sanitise(html)
            make_contents_inert(page.toc)
            html = sanitised.html
            if sanitised.removed:
                # A lost class is a lost colour at most.
                harmless = all(what.startswith("class") for what in sanitised.removed)
                level = logging.INFO if harmless else logging.WARNING
                what = ", ".join(sanitised.removed)
                log.log(level, "hub: %s: taken out of its HTML: %s", page.file.src_uri, what)
        self._has_diagrams = self._has_diagrams or _DIAGRAM in html
        return html

    def navigation(self, items: Iterable[Any]) -> None:
        """Make the titles in the navigation text."""
        make_navigation_inert(items)

    def rendered(self, files: Files, environment: Environment, config: Any) -> None:
        """See to what templates print, when all pages are rendered and none is written."""
        self._security.mark_scripts(environment)
        keep_entities_when_stripping_tags(environment)
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        make_pages_inert(pages, environment)
        if self._has_diagrams:
            folder = package_files("hub_mkdocs") / "assets" / "mermaid"
            for address, name in MERMAID.items():
                content = (folder / name).read_bytes()
                files.append(File.generated(config, address, content=content))

    def page(self, output: str) -> str:
        """A finished page with its Content-Security-Policy."""
        return self._security.secured(output)

    def rest(self, site: Path) -> None:
        """Give pages that other plugins wrote themselves a policy too."""
        self._security.secure_rest(site, self._attachments)


def _not_its_own(file: File, taken: Container[str]) -> str | None:
    """Why what an attachment would be in the site is not for an attachment to be."""
    if file.is_documentation_page():
        return "it would be a page; name it under content: include: in hub.yml to make it one"
    if file.dest_uri in taken:
        return "its address is one of the site's own"
    return None


def _reason(path: str, file: File) -> str | None:
    return reason_to_withhold(path, lambda: file.content_bytes)
