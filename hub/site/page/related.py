"""Related pages: which pages a reader of one may want next.

The score of two pages is the sum of

* the Jaccard index of their tags (tags of both ÷ tags of either),
* the Jaccard index of the pages that they link to or are linked from (bibliographic coupling and
  co-citation: Kessler 1963, Small 1973),
* 0.1 for a common owner and 0.1 for a common kind.

Only pages with a tag or a neighbour in common are compared, and a tag or neighbour that more than
``MOST_IN_COMMON`` pages share tells nothing and brings none together. So the cost grows with the
number of pages and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sized
from functools import cached_property
from heapq import nsmallest

from hub.content.library import Library
from hub.content.metadata import Lifecycle
from hub.content.page import Page

MOST_SHOWN = 5
MOST_IN_COMMON = 30
"""Pages up to which a common tag or neighbour counts as a sign that they are related."""
_COMMON_OWNER = _COMMON_KIND = 0.1


class Related:
    """Finds related pages in an edition.

    Args:
        library: The pages that exist for the edition's readers.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, page: Page) -> tuple[Page, ...]:
        """The pages that are most related to one, the closest first, at most ``MOST_SHOWN``.

        Pages that it links to or is linked from are left out, because a reader meets them in the
        text or in the trust panel; so are pages that are not in force.
        """
        candidates: set[str] = set()
        for sign in self._signs(page):
            candidates.update(self._sharing.get(sign, ()))
        candidates -= self._neighbours[page.path]
        candidates.discard(page.path)
        closest = nsmallest(MOST_SHOWN, self._scored(page, candidates))
        return tuple(self._library.pages[path] for _, path in closest)

    def _scored(self, one: Page, candidates: Iterable[str]) -> Iterator[tuple[float, str]]:
        """How much others have to do with a page, the most the least; see the module's formula."""
        tags, near = self._tags[one.path], self._neighbours[one.path]
        for path in candidates:
            other = self._library.pages[path]
            score = _COMMON_KIND if one.kind is other.kind else 0.0
            if one.owner and one.owner == other.owner:
                score += _COMMON_OWNER
            if tags and (both := len(tags & self._tags[path])):
                score += _jaccard(both, tags, self._tags[path])
            if near and (both := len(near & self._neighbours[path])):
                score += _jaccard(both, near, self._neighbours[path])
            yield -score, path

    @cached_property
    def _tags(self) -> Mapping[str, frozenset[str]]:
        return {
            page.path: frozenset(tag.casefold() for tag in page.meta.tags)
            for page in self._library.pages.values()
        }

    @cached_property
    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        """The pages that each page links to, uses or is used by."""
        library = self._library
        return {
            page.path: frozenset((*library.links_out(page), *library.used_by(page)))
            for page in library.pages.values()
        }

    def _signs(self, page: Page) -> Iterable[Hashable]:
        yield from (("tag", tag) for tag in self._tags[page.path])
        yield from (("page", path) for path in self._neighbours[page.path])

    @cached_property
    def _sharing(self) -> Mapping[Hashable, tuple[str, ...]]:
        """The pages in force that share each tag or neighbour, where that tells anything."""
        found: dict[Hashable, list[Page]] = defaultdict(list)
        for page in self._library.pages.values():
            for sign in self._signs(page):
                found[sign].append(page)
        return {
            sign: tuple(page.path for page in pages if _in_force(page))
            for sign, pages in found.items()
            if 1 < len(pages) <= MOST_IN_COMMON
        }


def _jaccard(both: int, one: Sized, other: Sized) -> float:
    return both / (len(one) + len(other) - both)


def _in_force(page: Page) -> bool:
    draft_or_archived = page.meta.status in (Lifecycle.DRAFT, Lifecycle.ARCHIVED)
    return not draft_or_archived and page.meta.superseded_by is None
