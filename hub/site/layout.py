"""Where everything is in the site, and how one page addresses another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from copy import copy
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit


class Layout:
    """The addresses that a site builder gives to pages and files.

    Args:
        places: Address of each page and attachment in the site, by its path in the content
            folder; addresses are relative to the site's root, as in ``sops/issue-a-refund/``.
        others: Addresses of all other files that are published.
        site_url: The site's own address on the web, if known.
    """

    def __init__(
        self, places: Mapping[str, str], others: Iterable[str] = (), site_url: str = ""
    ) -> None:
        self._places = places
        self._known = frozenset(_canonical(url) for url in (*places.values(), *others))
        address = urlsplit(site_url)
        self._site_url = site_url
        self._host = _host(address)
        self._base = address.path.rstrip("/")

    def with_place(self, path: str, url: str) -> Layout:
        """The same site as seen from a page that shows something of another.

        Args:
            path: What is shown.
            url: Address at which it is shown.
        """
        layout = copy(self)
        layout._places = {**self._places, path: url}  # noqa: SLF001 (of its own class)
        return layout

    def url(self, path: str, *, seen_from: str) -> str:
        """The relative address of what stands at ``path``, for a link on the page ``seen_from``."""
        return _relative(self._places.get(seen_from, ""), self._places[path])

    def address(self, path: str) -> str:
        """The address of what stands at ``path``, from the site's root."""
        return self._places[path].removeprefix("./")

    @property
    def home(self) -> str | None:
        """The whole address of the site's root, with a closing ``/``; None where it is unknown."""
        return self._site_url.rstrip("/") + "/" if self._host else None

    def absolute(self, path: str) -> str | None:
        """The whole address on the web of what stands at ``path``; None where there is none."""
        return self.home + self.address(path) if self.home and self.has(path) else None

    def has(self, path: str) -> bool:
        """Whether the page or attachment at ``path`` is published."""
        return path in self._places

    def is_front(self, path: str) -> bool:
        """Whether what stands at ``path`` is the site's front page."""
        return path in self._places and not _canonical(self._places[path])

    def publishes(self, href: str, *, seen_from: str) -> bool:
        """Whether a link on a page, as a browser reads it, leads to something in the site."""
        return self._resolved(self.local(href), seen_from) in self._known

    def is_internal(self, href: str) -> bool:
        """Whether a link stays in the site, so that it must not lead to what is withheld."""
        href = self.local(href)
        head = href.split("/", 1)[0].split("#", 1)[0].split("?", 1)[0]
        return ":" not in head and not href.startswith("//")

    def local(self, href: str) -> str:
        """A link without the site's own address on the web, where it begins with that."""
        plain = href.strip().replace("\\", "/")
        if ":" not in plain and not plain.startswith("/"):
            return plain
        try:
            parts = urlsplit(plain)
        except ValueError:
            return plain
        own = not parts.scheme and not parts.netloc and parts.path.startswith("/")
        if not own and not (self._host and _host(parts) == self._host):
            return plain
        inside = (parts.path + "/").startswith(self._base + "/")
        if not inside:
            return plain
        path = "/" + parts.path[len(self._base) :].lstrip("/")
        return urlunsplit(("", "", path, parts.query, parts.fragment))

    def _resolved(self, href: str, seen_from: str) -> str:
        path = href.split("#", 1)[0].split("?", 1)[0]
        own = self._places.get(seen_from, "")
        return _canonical(posixpath.join("/", posixpath.dirname(own) + "/", path) if path else own)


def _host(address: SplitResult) -> str:
    """The server that an address names, whichever way it is written."""
    if address.scheme not in ("", "http", "https"):
        return ""
    return re.sub(r":(?:80|443)?$", "", address.netloc.rpartition("@")[2].lower())


def _canonical(url: str) -> str:
    """One form for the forms of an address that a web server answers alike."""
    path = posixpath.normpath("/" + unquote(url).lstrip("/"))[1:]
    return path.removesuffix("index.html").rstrip("/")


def _relative(source: str, target: str) -> str:
    """The shortest way from one address to another: up to a folder of both, and down."""
    source, target = source.removeprefix("./"), target.removeprefix("./")
    folder, steps = source.rpartition("/")[0], 0
    while folder and not target.startswith(folder + "/"):
        folder, steps = folder.rpartition("/")[0], steps + 1
    return "../" * steps + (target[len(folder) + 1 :] if folder else target) or "./"
