"""A page's reviews, and which of them show that somebody looked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hub.history.cache import Stated
from hub.history.values import Author, Commit, Edit, Review

if TYPE_CHECKING:
    import datetime as dt

    from hub.history.names import Touch

Identity = Callable[[Author], str]


def reviews(
    touches: Sequence[Touch],
    edits: Sequence[Edit],
    stated: Mapping[str, Stated | None],
    identity: Identity,
) -> tuple[Review, ...]:
    """Find the commits that set or changed a page's review date.

    Args:
        touches: The page's changes, newest first.
        edits: The edit that each of them is, in the same order.
        stated: What each version says about its review; None where it can't be read.
        identity: Gives the person behind an author.

    Returns:
        The reviews, newest first.
    """
    log = _ReviewLog(stated, identity)
    for touch, edit in zip(reversed(touches), reversed(edits), strict=True):
        log.read(touch, edit)
    return tuple(reversed(log.reviews))


class _ReviewLog:
    """Reads a page's history from its beginning."""

    def __init__(self, stated: Mapping[str, Stated | None], identity: Identity) -> None:
        self._stated = stated
        self._identity = identity
        self._last_readable: dt.date | None = None
        self._writer: Author | None = None
        self.reviews: list[Review] = []

    def read(self, touch: Touch, edit: Edit) -> None:
        """Take in the page's next commit."""
        now = self._stated[touch.change.blob] if touch.change.blob else Stated()
        if now is not None:
            if now.date is not None and now.date not in self._dates_before(touch):
                self.reviews.append(self._review(edit, now, now.date))
            self._last_readable = now.date
        if edit.substantive:
            self._writer = edit.commit.author

    def _dates_before(self, touch: Touch) -> set[dt.date | None]:
        return {self._date_of(side.blob) for side in touch.change.before if side.blob}

    def _date_of(self, blob: str) -> dt.date | None:
        before = self._stated[blob]
        return self._last_readable if before is None else before.date

    def _review(self, edit: Edit, now: Stated, date: dt.date) -> Review:
        evidenced = edit.substantive or (
            self._is_new(now.evidence) and self._is_someone_else(edit.commit, now.by)
        )
        return Review(edit.commit, date, now.by, now.evidence, evidenced)

    def _is_new(self, evidence: str | None) -> bool:
        before = self.reviews[-1].evidence_digest if self.reviews else None
        return evidence is not None and evidence != before

    def _is_someone_else(self, commit: Commit, by: str | None) -> bool:
        # Without a writer there are no words that anybody could have checked.
        if self._writer is None:
            return False
        writer = self._identity(self._writer)
        if self._identity(commit.author) == writer:
            return False
        names = {name.casefold() for name in (writer, self._writer.email, self._writer.name)}
        return by is None or not {by.casefold(), self._identity(Author(by, by)).casefold()} & names
