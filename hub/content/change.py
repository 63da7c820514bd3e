"""What a change does to the pages: their state at an earlier revision beside today's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.content.prose import same_prose

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.library import Library
    from hub.content.page import Page
    from hub.errors import Problem


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page before and after."""

    before: Page | None
    """The page at the earlier revision; None where it was not there."""
    after: Page | None
    """The page as it stands in the working tree; None where it is gone."""
    substantive: bool
    """Whether the normalised prose differs; False is a mechanical change."""

    @property
    def page(self) -> Page:
        """The page as it is, or as it was where it is gone."""
        page = self.after or self.before
        if page is None:
            raise ValueError("a change of no page")
        return page

    @property
    def is_edited(self) -> bool:
        """Whether its file differs or stands elsewhere; False where only what others say does.

        ``hub.yml`` decides who may read a page, and CODEOWNERS who owns it.
        """
        before, after = self.before, self.after
        return before is None or before.path != self.page.path or not _is_same_file(before, after)

    @property
    def is_added(self) -> bool:
        """Whether the page is new."""
        return self.before is None

    @property
    def is_removed(self) -> bool:
        """Whether the page is gone."""
        return self.after is None

    @property
    def moved_from(self) -> str | None:
        """The path where the page stood before; None where it is still there."""
        if self.before is None or self.after is None or self.before.path == self.after.path:
            return None
        return self.before.path

    @property
    def readers_gained(self) -> tuple[str, ...]:
        """Audiences that may read the page and could not before; none for a new page."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in self.after.audience if name not in self.before.audience)

    @property
    def readers_lost(self) -> tuple[str, ...]:
        """Audiences that could read the page and may no longer."""
        if self.before is None:
            return ()
        kept = self.after.audience if self.after else ()
        return tuple(name for name in self.before.audience if name not in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """All pages that differ between an earlier revision and the working tree."""

    base: str | None
    """The commit that is compared with; None before the first, when every page is new."""
    pages: tuple[PageChange, ...]
    """Sorted by path."""
    read_before: Callable[[], Library]
    """Gives all pages and files as they stood at the earlier revision; takes its time."""
    config_before: HubConfig
    """What ``hub.yml`` said at the earlier revision."""
    texts: tuple[str, ...] = ()
    """Included texts that are no pages and whose prose differs, or that are new; sorted."""
    problems: tuple[Problem, ...] = ()
    """What could not be read at the earlier revision."""

    def of(self, path: str) -> PageChange | None:
        """The change of the page that stands at ``path`` now; None where it didn't change."""
        return next((c for c in self.pages if c.after is not None and c.after.path == path), None)


def compare(
    before: Mapping[str, Page], library: Library, moved: Mapping[str, str]
) -> list[PageChange]:
    """Set the pages of two revisions side by side.

    A page is the same one at its old path, under its id wherever it stands, where git sees a
    rename, or with the same text below other front matter.

    Args:
        before: The pages at the earlier revision, by path; a page whose file is the same in both
            is one of ``library``, for those who could read it then and of whom owned it then.
        library: The pages of the working tree.
        moved: Old paths to new ones, where git sees a rename.

    Returns:
        What differs, sorted by path.
    """
    same = {path for path, page in before.items() if _is_same_file(page, library.pages.get(path))}
    pairs = _pairs(
        {path: page for path, page in before.items() if path not in same},
        {path: page for path, page in library.pages.items() if path not in same},
        moved,
    )
    changes = [PageChange(b, a, _is_substantive(b, a)) for b, a in pairs]
    changes += (
        PageChange(before[path], library.pages[path], substantive=False)
        for path in same
        if _stands(before[path]) != _stands(library.pages[path])
    )
    return sorted(changes, key=lambda change: change.page.path)


def _stands(page: Page) -> tuple[tuple[str, ...], str | None]:
    """What a page is by the word of ``hub.yml`` and CODEOWNERS: its readers and its owner."""
    return page.audience, page.owner


def _is_same_file(before: Page, after: Page | None) -> bool:
    return after is not None and not set(before.blobs).isdisjoint(after.blobs)


def _pairs(
    before: dict[str, Page], after: dict[str, Page], moved: Mapping[str, str]
) -> Iterator[tuple[Page | None, Page | None]]:
    """Every page of both sides once, with its other self where it has one."""
    for path in before.keys() & after.keys():
        yield before.pop(path), after.pop(path)
    by_id = {page.meta.id.casefold(): path for path, page in after.items() if page.meta.id}
    by_blob = {blob: path for path, page in after.items() for blob in page.blobs}
    by_body = {page.body: path for path, page in after.items() if page.body.strip()}
    for path, page in list(before.items()):
        same_id = by_id.get(page.meta.id.casefold()) if page.meta.id else None
        same_file = next((by_blob[blob] for blob in page.blobs if blob in by_blob), None)
        for other in (same_id, same_file, moved.get(path), by_body.get(page.body)):
            if other in after:
                yield before.pop(path), after.pop(other)
                break
    yield from ((page, None) for page in before.values())
    yield from ((None, page) for page in after.values())


def _is_substantive(before: Page | None, after: Page | None) -> bool:
    # The line break keeps a body that begins with a thematic break from counting as front matter.
    return not same_prose(*("\n" + page.body if page else "" for page in (before, after)))
