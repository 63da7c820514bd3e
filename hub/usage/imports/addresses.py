"""Which page an address leads to, as it stands in logs and exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote_to_bytes, urlsplit

from hub.content.library import Library
from hub.content.page import Page
from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.remembered import Remembered

_REMEMBERED = 20_000
"""Addresses whose page is remembered."""
_LONGEST = 2_000
"""Bytes of an address above which it is no page's and is not remembered."""
_ESCAPE = re.compile(rb"\\x([0-9A-Fa-f]{2})")


class PageAddresses:
    """Finds the page that an address leads to, and remembers it.

    A page is found as a folder (``/sops/refund/``), as a file (``/sops/refund.html``,
    ``/sops/refund/index.html``) and without an ending. Percent signs are decoded once; query and
    fragment say nothing about the page.

    Args:
        library: The pages that may be found.
        site: Address of the published site; empty where it is not known.
        audience: Whose site it is; its name may be the site's folder where no site is given.
    """

    def __init__(self, library: Library, site: str = "", audience: str = "") -> None:
        split = urlsplit(site)
        self.host = (split.hostname or "").encode()
        """Of the site, in small letters; empty where it is not known."""
        base = split.path.strip("/")
        prefixes = [base] if base or site else ["", audience]
        self._pages: dict[str, str] = {}
        for prefix in dict.fromkeys(prefixes):
            for page in library.pages.values():
                for address in _addresses(page):
                    self._pages.setdefault(f"/{prefix}{address}" if prefix else address, page.path)
        self._names = {page.meta.id: page.path for page in library.pages.values() if page.meta.id}
        self._names |= {path: path for path in library.pages}
        self.page_at = Remembered(self._look_up, most=_REMEMBERED, longest=_LONGEST)
        """By an address, a path as a browser asked for it or a whole URL: the page's path in the
        content folder, or why there is none; None where the address is no text."""

    def page_named(self, name: str) -> str | None:
        """The page with this path in the content folder, or with this id."""
        return self._names.get(name)

    def _look_up(self, address: bytes) -> str | LeftOut | None:
        path = address.partition(b"#")[0].partition(b"?")[0]
        if not path.startswith(b"/") and b"://" in path:
            path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
        try:
            text = unquote_to_bytes(_unescaped(path)).decode()
        except UnicodeDecodeError:
            return None
        page = self._pages.get(text) if len(path) <= _LONGEST else None
        if page is not None:
            return page
        name, dot, ending = basename(text).rpartition(".")
        is_asset = bool(name and dot) and ending.lower() not in ("html", "htm")
        return LeftOut.ASSET if is_asset else LeftOut.UNKNOWN_PAGE


def _unescaped(path: bytes) -> bytes:
    """What a server wrote by its number, because it is no ASCII."""
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), path)


def _addresses(page: Page) -> Iterator[str]:
    stem = "/" + page.site_path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if name.lower() in ("index", "readme"):
        yield f"{folder}/"
        yield f"{folder}/index.html"
        yield folder or "/"
    yield f"{stem}/"
    yield stem
    yield f"{stem}.html"
    yield f"{stem}.htm"
    yield f"{stem}/index.html"
    yield f"{stem}/index"
