"""Where everything is in the site, and how one page addresses another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote


class Layout:
    """The addresses that a site builder gives to pages and files.

    Args:
        pages: Address of each page in the site, by its path in the content folder; addresses
            are relative to the site's root, as in ``sops/issue-a-refund/``.
        others: Addresses of all other files that are published.
        site_url: The site's own address on the web, if known.
    """

    def __init__(
        self, pages: Mapping[str, str], others: Iterable[str] = (), site_url: str = ""
    ) -> None:
        self._pages = pages
        self._known = frozenset(_canonical(url) for url in (*pages.values(), *others))
        self._site_url = site_url.rstrip("/")

    def url(self, path: str, *, seen_from: str) -> str:
        """The relative address of the page at ``path``, for a link on the page ``seen_from``."""
        return _relative(self._pages.get(seen_from, ""), self._pages[path])

    def publishes(self, href: str, *, seen_from: str) -> bool:
        """Whether a link on a page, as a browser reads it, leads to something in the site."""
        return self._resolved(href, seen_from) in self._known

    def is_internal(self, href: str) -> bool:
        """Whether a link stays in the site, so that it must not lead to what is withheld."""
        if self._site_url and href.startswith(self._site_url):
            return True
        head = href.lstrip("\t\n\r ").split("/", 1)[0].split("#", 1)[0].split("?", 1)[0]
        return ":" not in head and not href.startswith(("//", "\\\\"))

    def _resolved(self, href: str, seen_from: str) -> str:
        if self._site_url and href.startswith(self._site_url):
            href = "/" + href[len(self._site_url) :].lstrip("/")
        path = href.split("#", 1)[0].split("?", 1)[0]
        own = self._pages.get(seen_from, "")
        return _canonical(posixpath.join("/", posixpath.dirname(own) + "/", path) if path else own)


def _canonical(url: str) -> str:
    """One form for the forms of an address that a web server answers alike."""
    path = posixpath.normpath("/" + unquote(url).lstrip("/"))[1:]
    return path.removesuffix("index.html").rstrip("/")


def _relative(source: str, target: str) -> str:
    folder = posixpath.dirname(source)
    if target in ("", "."):
        target = "./"
    relative = posixpath.relpath("/" + target.rstrip("/"), "/" + folder)
    return relative + "/" if target.endswith("/") else relative
