"""What git says about pages, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

NOT_COMMITTED = "not committed yet"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a commit, after ``.mailmap``."""

    name: str
    """The name that the commit, or ``.mailmap``, gives."""
    email: str
    """The address in lower case; empty when the commit gives none."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that touched a page."""

    sha: str
    """The full id, 40 or 64 hexadecimal digits."""
    author: Author
    """Who wrote the change, not who applied it."""
    date: dt.date
    """The author's own local date."""
    position: int
    """Place in ``--date-order``: 0 is HEAD, a smaller number is newer."""


@dataclass(frozen=True, slots=True)
class Version:
    """A page's file as a commit had it."""

    path: str | None
    """Relative to the content folder of today, with ``/``; None where it stood outside of it."""
    blob: str
    """The id of its content."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A commit's effect on one page."""

    commit: Commit
    substantive: bool
    """Whether the page's normalised prose differs afterwards; False is a mechanical edit."""
    before: Version | None = None
    """The page in the commit's first parent; None where it was not there, or held no text."""
    after: Version | None = None
    """The page in the commit itself; None where it held no text."""


@dataclass(frozen=True, slots=True)
class Review:
    """A commit that set or changed a page's review date."""

    commit: Commit
    date: dt.date
    """The review date that the page states."""
    by: str | None
    """The reviewer's handle, when the page states one."""
    evidence_digest: str | None
    """A digest of the stated evidence, so that two can be compared; None without evidence."""
    evidenced: bool
    """Whether something shows that the page was looked at; False is a date bump."""


@dataclass(frozen=True, slots=True)
class PageHistory:
    """All that git says about one page."""

    edits: tuple[Edit, ...] = ()
    """Newest first."""
    reviews: tuple[Review, ...] = ()
    """Newest first."""
    unknown: str | None = None
    """Why nothing can be said; edits and reviews are then empty."""
    head_blob: str | None = None
    """The id of the page's content at HEAD, to compare with the working file."""

    @property
    def last_edit(self) -> Edit | None:
        """The newest edit of either kind."""
        return self.edits[0] if self.edits else None

    @property
    def last_substantive_edit(self) -> Edit | None:
        """The newest edit that changed the prose."""
        return next((edit for edit in self.edits if edit.substantive), None)

    @property
    def last_review(self) -> Review | None:
        """The newest review, evidenced or not."""
        return self.reviews[0] if self.reviews else None


@dataclass(frozen=True, slots=True)
class History:
    """All that git says about a content folder."""

    pages: Mapping[str, PageHistory] = field(default_factory=dict)
    """By path relative to the content folder; only pages that are in HEAD."""
    head: str | None = None
    """The commit that was read."""
    unknown: str | None = None
    """Why nothing at all can be said; then ``pages`` is empty."""
    prefix: str | None = None
    """The content folder's path in the repository with a closing ``/``, empty at its root; None
    where it is not known."""

    def of(self, path: str) -> PageHistory:
        """The history of one page.

        Args:
            path: Relative to the content folder, with ``/``.

        Returns:
            Its history; an unknown one when git can say nothing about the page.
        """
        if self.unknown is not None:
            return PageHistory(unknown=self.unknown)
        return self.pages.get(path) or PageHistory(unknown=NOT_COMMITTED)
