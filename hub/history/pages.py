"""One page's history, put together from its changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hub.history.edits import is_substantive, pairs
from hub.history.review_log import Identity, reviews
from hub.history.values import Author, Commit, Edit, PageHistory, Version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hub.history.cache import Known
    from hub.history.names import Touch
    from hub.history.people import RawName
    from hub.history.raw_log import RawCommit


class PageBook:
    """Writes the histories of pages, sharing what they have in common."""

    def __init__(
        self,
        known: Known,
        authors: Mapping[RawName, Author],
        missing: frozenset[str],
        identity: Identity,
        prefix: bytes,
    ) -> None:
        self._known = known
        self._authors = authors
        self._missing = missing
        self._identity = identity
        self._prefix = prefix
        self._people: dict[Author, str] = {}
        self._commits: dict[str, Commit] = {}

    def page(self, touches: Sequence[Touch], head_blob: str) -> PageHistory:
        """Write one page's history.

        Args:
            touches: Its changes, newest first.
            head_blob: The id of its content at HEAD.
        """
        lost = self._lost(touches)
        if lost is not None:
            return PageHistory(
                unknown=f"a version of the page is missing from the repository ({lost[:12]}): "
                "fetch it from another clone",
                head_blob=head_blob,
            )
        edits = [self._edit(touch) for touch in touches]
        return PageHistory(
            edits=_one_per_commit(edits),
            reviews=reviews(touches, edits, self._known.stated, self._person),
            head_blob=head_blob,
        )

    def _lost(self, touches: Sequence[Touch]) -> str | None:
        if not self._missing:
            return None
        blobs = (blob for touch in touches for pair in pairs(touch.change) for blob in pair)
        return next((blob for blob in blobs if blob in self._missing), None)

    def _edit(self, touch: Touch) -> Edit:
        return Edit(
            self._commit(touch.position, touch.commit),
            is_substantive(touch.change, self._known.same),
            self._version(*touch.change.before[0]),
            self._version(touch.change.path, touch.change.blob),
        )

    def _version(self, path: bytes | None, blob: str) -> Version | None:
        """The file as one side of the commit had it."""
        if path is None or not blob:
            return None
        inside = path.startswith(self._prefix)
        return Version(os.fsdecode(path[len(self._prefix) :]) if inside else None, blob)

    def _commit(self, position: int, raw: RawCommit) -> Commit:
        commit = self._commits.get(raw.sha)
        if commit is None:
            author = self._authors[raw.name, raw.email]
            commit = self._commits[raw.sha] = Commit(raw.sha, author, raw.date, position)
        return commit

    def _person(self, author: Author) -> str:
        person = self._people.get(author)
        if person is None:
            person = self._people[author] = self._identity(author)
        return person


def _one_per_commit(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    # Two files that one commit made into one page are one edit of that page.
    found: dict[str, Edit] = {}
    for edit in edits:
        if edit.commit.sha not in found or edit.substantive:
            found[edit.commit.sha] = edit
    return tuple(found.values())
