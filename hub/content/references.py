"""Everything by which a page points to another: links, includes and front matter, in one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from hub.content.addresses import Destination, Place
from hub.content.slugs import is_anchor

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.content.page import Page


class ReferenceKind(Enum):
    """How a page points to another."""

    LINK = "link"
    INCLUDE = "include"
    STEP = "steps"
    DEPENDS_ON = "depends_on"
    SUPERSEDED_BY = "superseded_by"
    APPLIED_TO = "applied_to"

    @property
    def label(self) -> str:
        """The words that stand before what it points to."""
        words = {ReferenceKind.LINK: "link to", ReferenceKind.INCLUDE: "include of"}
        return words.get(self, f"{self.value} names")


@dataclass(frozen=True, slots=True)
class Reference:
    """One pointer from a page to something else in the hub."""

    page: str
    """Path of the page on which it stands."""
    line: int
    """Line of the file, counted from 1."""
    kind: ReferenceKind
    target: str
    """As written."""
    leads_to: str | None
    """Path of the page or file that it means; None where there is none."""
    lacks_heading: bool = False
    """Whether the page is there and has no heading of that name."""

    @property
    def is_broken(self) -> bool:
        """Whether a reader who follows it gets nowhere, or not to the place that is meant."""
        return self.leads_to is None or self.lacks_heading


def references(library: Library) -> Iterator[Reference]:
    """All pointers of all pages that lead, or should lead, to something in the hub."""
    for page in library.pages.values():
        yield from _links(library, page)
        yield from _includes(library, page)
        yield from _fields(library, page)


def _links(library: Library, page: Page) -> Iterator[Reference]:
    for link, destination in zip(page.outline.links, library.destinations(page), strict=True):
        if destination.place in (Place.PAGE, Place.ATTACHMENT, Place.NOWHERE):
            yield Reference(
                page.path,
                link.line,
                ReferenceKind.LINK,
                link.target,
                destination.path or None,
                lacks_heading=_lacks_heading(library, destination),
            )


def _lacks_heading(library: Library, destination: Destination) -> bool:
    if destination.place is not Place.PAGE or not destination.fragment:
        return False
    return not is_anchor(destination.fragment, library.pages[destination.path].outline.anchors)


def _includes(library: Library, page: Page) -> Iterator[Reference]:
    for include in page.outline.includes:
        target = library.include_target(include.target)
        yield Reference(page.path, include.line, ReferenceKind.INCLUDE, include.target, target)


def _fields(library: Library, page: Page) -> Iterator[Reference]:
    for kind, key, written in _written_fields(page):
        for target in written:
            path = library.addresses.find_reference(page, target)
            if path or library.addresses.find(page, target).place is not Place.EXTERNAL:
                yield Reference(page.path, page.line_of(key), kind, target, path)


def _written_fields(page: Page) -> Iterator[tuple[ReferenceKind, str, Iterable[str]]]:
    meta = page.meta
    yield ReferenceKind.STEP, "steps", (step.page for step in meta.steps)
    yield ReferenceKind.DEPENDS_ON, "depends_on", meta.depends_on
    yield ReferenceKind.APPLIED_TO, "applied_to", meta.applied_to
    if meta.superseded_by:
        yield ReferenceKind.SUPERSEDED_BY, "superseded_by", (meta.superseded_by,)
