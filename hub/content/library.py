"""The library: all pages of a content folder, and how they hang together."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hub.content.addresses import Addresses, Destination, Place
from hub.content.outline import Include, Link, LinkForm

if TYPE_CHECKING:
    from hub.content.page import Page
    from hub.errors import Problem


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is no page: an image, a spreadsheet, a fragment of text."""

    path: str
    """Path relative to the content folder, with ``/``."""
    audience: tuple[str, ...]
    """Who may have it; empty means nobody."""
    includes: tuple[Include, ...] = ()
    """What it includes in its turn, where a page includes it."""


class Library:
    """Pages and attachments, with the links, includes and dependencies between them.

    Args:
        pages: The pages, by path.
        attachments: The other files, by path.
        problems: What could not be read; see ``hub.content.reading``.
    """

    def __init__(
        self,
        pages: Mapping[str, Page],
        attachments: Mapping[str, Attachment],
        problems: Iterable[Problem] = (),
    ) -> None:
        self.pages = pages
        self.attachments = attachments
        self.problems = tuple(problems)

    def for_audience(self, audience: str) -> Library:
        """The library as if nothing existed that ``audience`` may not see."""
        return Library(
            {path: page for path, page in self.pages.items() if audience in page.audience},
            {path: file for path, file in self.attachments.items() if audience in file.audience},
        )

    @cached_property
    def addresses(self) -> Addresses:
        """The names under which pages and attachments can be reached."""
        return Addresses(self.pages.values(), self.attachments)

    def destinations(self, page: Page) -> tuple[Destination, ...]:
        """Where the links of a page lead, in the order in which they stand in its outline."""
        return self._destinations[page.path]

    def included(self, page: Page) -> tuple[str, ...]:
        """Paths of the texts that are shown as parts of ``page``, directly or through others."""
        return self._included[page.path]

    def depends_on(self, page: Page) -> tuple[str, ...]:
        """Paths of the pages that ``page`` names under ``depends_on``, as far as they exist."""
        return self._references(page, page.meta.depends_on)

    def steps(self, page: Page) -> tuple[str, ...]:
        """Paths of the pages that the path ``page`` leads through, in order."""
        return self._references(page, (step.page for step in page.meta.steps))

    def superseded_by(self, page: Page) -> Page | None:
        """The page that takes the place of ``page``, where it is named and exists."""
        if page.meta.superseded_by is None:
            return None
        path = self.addresses.find_reference(page, page.meta.superseded_by)
        return self.pages[path] if path else None

    def links_out(self, page: Page) -> tuple[str, ...]:
        """Paths of the other pages that ``page`` links to, sorted."""
        return self._links_out[page.path]

    def links_in(self, page: Page) -> tuple[str, ...]:
        """Paths of the other pages that link to ``page``, sorted (its backlinks)."""
        return self._links_in.get(page.path, ())

    def used_by(self, page: Page) -> tuple[str, ...]:
        """Paths of the pages that link to, include, depend on or lead through ``page``, sorted.

        Their number is the page's structural reuse.
        """
        return self._used_by.get(page.path, ())

    def paths_through(self, page: Page) -> tuple[str, ...]:
        """Paths of the onboarding paths that have ``page`` as a step, sorted."""
        return self._paths_through.get(page.path, ())

    @cached_property
    def _destinations(self) -> dict[str, tuple[Destination, ...]]:
        return {
            page.path: tuple(self._destination(page, link) for link in page.outline.links)
            for page in self.pages.values()
        }

    def _destination(self, page: Page, link: Link) -> Destination:
        if link.form is LinkForm.WIKI:
            return self.addresses.find_named(link.target)
        return self.addresses.find(page, link.target)

    @cached_property
    def _links_out(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for page in self.pages.values():
            places = set(self.destinations(page))
            found[page.path] = tuple(
                sorted({p.path for p in places if p.place is Place.PAGE} - {page.path})
            )
        return found

    @cached_property
    def _links_in(self) -> dict[str, tuple[str, ...]]:
        return _reversed(self._links_out)

    @cached_property
    def _included(self) -> dict[str, tuple[str, ...]]:
        includes = {path: page.outline.includes for path, page in self.pages.items()}
        includes |= {path: file.includes for path, file in self.attachments.items()}
        direct = {
            path: {
                target
                for include in found
                if (target := self.include_target(include.target)) is not None
            }
            for path, found in includes.items()
            if found
        }
        return {path: _closure(path, direct) for path in self.pages}

    def include_target(self, written: str) -> str | None:
        """The file of the content folder that an include names; None where there is none."""
        path = posixpath.normpath(written.strip())
        return path if path in self.pages or path in self.attachments else None

    @cached_property
    def _used_by(self) -> dict[str, tuple[str, ...]]:
        uses = {
            page.path: {
                *self.links_out(page),
                *self.included(page),
                *self.depends_on(page),
                *self.steps(page),
            }
            - {page.path}
            for page in self.pages.values()
        }
        return _reversed(uses)

    @cached_property
    def _paths_through(self) -> dict[str, tuple[str, ...]]:
        return _reversed({page.path: self.steps(page) for page in self.pages.values()})

    def _references(self, page: Page, written: Iterable[str]) -> tuple[str, ...]:
        found = (self.addresses.find_reference(page, reference) for reference in written)
        return tuple(dict.fromkeys(path for path in found if path is not None))


def _reversed(edges: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    sources: dict[str, set[str]] = defaultdict(set)
    for source, targets in edges.items():
        for target in targets:
            sources[target].add(source)
    return {target: tuple(sorted(found)) for target, found in sources.items()}


def _closure(start: str, edges: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Everything that can be reached from ``start``, without itself, sorted."""
    seen: set[str] = set()
    pending = list(edges.get(start, ()))
    while pending:
        path = pending.pop()
        if path not in seen:
            seen.add(path)
            pending.extend(edges.get(path, ()))
    return tuple(sorted(seen - {start}))
