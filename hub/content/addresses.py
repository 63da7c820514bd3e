"""Where a link leads: from what is written to the page, the attachment or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from hub.content.tree import FRONT_NAMES

if TYPE_CHECKING:
    from hub.content.page import Page

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\")


class Place(Enum):
    """What a link leads to."""

    PAGE = "page"
    ATTACHMENT = "attachment"
    EXTERNAL = "external"
    """Somewhere outside the hub, which Hub does not look at."""
    UNKNOWN = "unknown"
    """A path from the site's root that no page has; another program may serve it."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads."""

    place: Place
    path: str = ""
    """Path of the page or attachment, relative to the content folder."""
    fragment: str = ""
    """What stands after ``#``."""


class Addresses:
    """All names under which the pages and attachments of a library can be reached.

    Args:
        pages: The library's pages.
        attachments: Paths of its other files.
    """

    def __init__(self, pages: Iterable[Page], attachments: Iterable[str]) -> None:
        self._pages: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._attachments = frozenset(attachments)
        for page in pages:
            for address in _addresses(page):
                self._pages.setdefault(address, page.path)
            self._pages[page.path] = page.path
            for name in (page.meta.id, page.title, posixpath.basename(page.site_path)[:-3]):
                if name:
                    self._names.setdefault(name.casefold(), page.path)

    def find(self, from_page: Page, target: str) -> Destination:
        """Find where a link on a page leads.

        Args:
            from_page: The page on which the link stands.
            target: The link's target as written.
        """
        if _SCHEME.match(target):
            return Destination(Place.EXTERNAL)
        path, fragment = _split(target)
        if not path:
            return Destination(Place.PAGE, from_page.path, fragment)
        for candidate in _candidates(from_page, path):
            if candidate in self._pages:
                return Destination(Place.PAGE, self._pages[candidate], fragment)
            if candidate in self._attachments:
                return Destination(Place.ATTACHMENT, candidate, fragment)
        return Destination(Place.UNKNOWN if path.startswith("/") else Place.NOWHERE)

    def find_named(self, name: str) -> Destination:
        """Find the page that a wiki link names by id, title, file name or path."""
        wanted, _, fragment = name.partition("#")
        path = self._names.get(wanted.strip().casefold()) or self._pages.get(wanted.strip("/ "))
        return Destination(Place.PAGE, path, fragment) if path else Destination(Place.NOWHERE)

    def find_reference(self, from_page: Page, reference: str) -> str | None:
        """The page that a front-matter field means, by its id or by a path.

        A path counts from the content folder first, then from the page's own folder.
        """
        if not reference.strip():
            return None
        if (path := self._pages.get(_normal(reference))) is not None:
            return path
        destination = self.find(from_page, reference)
        if destination.place is Place.PAGE and destination.path != from_page.path:
            return destination.path
        return self._names.get(reference.casefold())


def _addresses(page: Page) -> Iterable[str]:
    """The paths, without leading and trailing slashes, that lead to a page."""
    stem = page.site_path.removesuffix(".md")
    yield page.site_path
    yield stem + ".html"
    yield stem
    folder, _, name = stem.rpartition("/")
    if name.lower() in FRONT_NAMES:
        yield folder
        yield posixpath.join(folder, "index.html")


def _split(target: str) -> tuple[str, str]:
    if "%" not in target and "?" not in target:
        path, _, fragment = target.partition("#")
        return path, fragment
    try:
        parts = urlsplit(target)
    except ValueError:
        return target, ""
    return unquote(parts.path), unquote(parts.fragment)


def _candidates(from_page: Page, path: str) -> Iterable[str]:
    """The files that a path can mean, seen from the page's file or from its address."""
    if path.startswith("/"):
        yield _normal(path)
        return
    folder = posixpath.dirname(from_page.path)
    if not path.endswith("/"):
        yield _normal(posixpath.join(folder, path))
    stem = from_page.site_path.removesuffix(".md")
    is_index = posixpath.basename(stem).lower() in FRONT_NAMES
    yield _normal(posixpath.join(folder if is_index else stem, path))
    if path.endswith("/"):
        yield _normal(posixpath.join(folder, path))


def _normal(path: str) -> str:
    """A path without ``.`` and ``..``; one that leaves the root names nothing."""
    if "." not in path.replace(".md", "") and "//" not in path:
        return path.strip("/")
    normal = posixpath.normpath("/" + path.strip("/"))[1:]
    climbs = posixpath.normpath(path.strip("/")).startswith("..")
    return "\0" if climbs else normal
