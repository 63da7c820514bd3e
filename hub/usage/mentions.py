"""Which pages a text mentions, by their ids and by their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from hub.content.library import Library
from hub.content.page import Page

_URL = re.compile(r"https?://[^\s<>\"'`\])}|]+", re.IGNORECASE)
_WORD = re.compile(r"[^\s<>()\[\]{}\"'`,;:!?|/\\=#&]+")
_ENDING = re.compile(r"(?:/|\.html?|\.md|\.markdown)$")
_LEAST_SEGMENTS = 2
"""Parts of an address that have to agree where nobody has said which site is the hub's."""


class Mentions:
    """Finds the pages that texts mention.

    An id is found as a word of its own, in any case; only ids with a digit are looked for,
    because one without would be found in every text that uses the word. An address is found by
    its path: on the site if that is known, else wherever its last two parts are a page's.

    Args:
        library: The pages.
        site: Address of the published site, such as ``https://hub.acme.example/``; empty where
            it is not known.
    """

    def __init__(self, library: Library, site: str = "") -> None:
        pages = library.pages.values()
        self._by_id = {
            page.meta.id.casefold(): page.path
            for page in pages
            if page.meta.id and any(map(str.isdigit, page.meta.id))
        }
        self._by_place = {_place(page): page.path for page in pages}
        self._deepest = max((place.count("/") + 1 for place in self._by_place), default=0)
        self._site = urlsplit(site) if site else None

    def of(self, text: str) -> frozenset[str]:
        """The paths of the pages that a text mentions."""
        addresses = _URL.findall(text)
        rest = _URL.sub(" ", text) if addresses else text
        return frozenset((*self._named(rest), *self._addressed(addresses)))

    def _named(self, text: str) -> Iterator[str]:
        for word in _WORD.findall(text):
            path = self._by_id.get(word.rstrip(".").casefold())
            if path is not None:
                yield path

    def _addressed(self, addresses: list[str]) -> Iterator[str]:
        for address in addresses:
            path = self._page_at(address.rstrip(".,;:!?"))
            if path is not None:
                yield path

    def _page_at(self, address: str) -> str | None:
        try:
            found = urlsplit(address)
        except ValueError:
            return None
        place = unquote(found.path)
        if self._site is not None:
            root = self._site.path.rstrip("/") + "/"
            is_there = found.netloc.casefold() == self._site.netloc.casefold()
            if not is_there or not place.startswith(root):
                return None
            return self._by_place.get(_without_ending(place.removeprefix(root)))
        segments = _without_ending(place).split("/")
        longest_first = range(min(len(segments), self._deepest), _LEAST_SEGMENTS - 1, -1)
        suffixes = ("/".join(segments[-count:]) for count in longest_first)
        return next(
            (self._by_place[suffix] for suffix in suffixes if suffix in self._by_place), None
        )


def _place(page: Page) -> str:
    return _without_ending(page.site_path)


def _without_ending(place: str) -> str:
    """A page's place without what differs between a file, a folder and an address."""
    place = _ENDING.sub("", normpath(f"/{place}")).strip("/")
    return place.removesuffix("index").rstrip("/") if place.split("/")[-1] == "index" else place
