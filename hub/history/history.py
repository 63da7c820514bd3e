"""One pass over git: every page's edits and reviews."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hub.collector import collector_at_rest
from hub.errors import HistoryError
from hub.history.cache import Cache, Known
from hub.history.edits import Progress, judge
from hub.history.names import touches
from hub.history.pages import PageBook
from hub.history.people import authors_of
from hub.history.raw_log import RawCommit, parse
from hub.history.repository import Repository, failure
from hub.history.values import History

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from hub.history.review_log import Identity

_PROGRESS_EVERY = 500


def read_history(
    folder: Path,
    paths: Collection[str],
    *,
    identity: Identity,
    cache_dir: Path | None,
    progress: Progress | None = None,
) -> History:
    """Read what git says about the pages of a content folder.

    Args:
        folder: The content folder, absolute, somewhere inside a work tree.
        paths: The pages, relative to the folder, with ``/``.
        identity: Gives a stable name for the person behind an author.
        cache_dir: Where to remember what was learnt; None remembers nothing.
        progress: Told the stage (``commits``, ``pages``), how much is done, and of how much.

    Returns:
        The history. Where git can't answer in full it is unknown and says why; figures
        from half an answer are never given.
    """
    head: str | None = None
    try:
        repository = Repository.open(folder)
        head = repository.head
        _refuse_incomplete(repository)
        with collector_at_rest():
            return _Reading(repository, Cache(cache_dir), identity, progress).read(paths)
    except HistoryError as error:
        return History(head=head, unknown=_reason(error))


def _refuse_incomplete(repository: Repository) -> None:
    if repository.head is None:
        raise failure("there are no commits yet", "commit the pages")
    if repository.is_shallow:
        raise failure(
            "the clone is shallow, so its older commits are missing",
            "fetch with full depth (git fetch --unshallow; fetch-depth: 0 in a CI job)",
        )


def _reason(error: HistoryError) -> str:
    problem = error.problems[0]
    return f"{problem.found}: {problem.remedy}" if problem.remedy else problem.found


class _Reading:
    """One run over a repository."""

    def __init__(
        self, repository: Repository, cache: Cache, identity: Identity, progress: Progress | None
    ) -> None:
        self._repository = repository
        self._cache = cache
        self._known = cache.load()
        self._learnt = Known()
        self._identity = identity
        self._progress = progress

    def read(self, paths: Collection[str]) -> History:
        """Read the pages' histories."""
        at_head = self._at_head(paths)
        order = list(self._repository.order())
        commits = self._commits([sha for sha, _ in order])
        found = touches(order, commits.__getitem__, at_head)
        learnt, missing = judge(
            list(found.values()), self._known, self._repository.blobs, self._progress
        )
        self._learnt.same, self._learnt.stated = learnt.same, learnt.stated
        authors = authors_of(self._repository, found.values())
        self._cache.add(self._learnt)
        book = PageBook(self._known, authors, missing, self._identity, self._repository.prefix)
        pages = {path: book.page(found[at], blob) for at, (path, blob) in at_head.items()}
        return History(
            pages=pages,
            head=self._repository.head,
            prefix=os.fsdecode(self._repository.prefix),
        )

    def _at_head(self, paths: Collection[str]) -> dict[bytes, tuple[str, str]]:
        prefix = self._repository.prefix
        wanted = {prefix + path.encode("utf-8", "surrogateescape"): path for path in paths}
        return {
            path: (wanted[path], blob)
            for mode, blob, path in self._repository.files()
            if path in wanted and mode.startswith(b"100")
        }

    def _commits(self, shas: Sequence[str]) -> dict[str, RawCommit]:
        commits = self._remembered(shas)
        new = [sha for sha in shas if sha not in commits]
        asked = iter(new)
        answers = parse(self._repository.changes(new)) if new else iter(())
        for done, commit in enumerate(answers, start=1):
            if commit.sha != next(asked, None):
                raise failure("git did not answer for every commit")
            commits[commit.sha] = commit
            self._learnt.commits[commit.sha] = b"\0".join(commit.fields)
            if self._progress is not None and (done % _PROGRESS_EVERY == 0 or done == len(new)):
                self._progress("commits", done, len(new))
        if next(asked, None) is not None:
            raise failure("git did not answer for every commit")
        return commits

    def _remembered(self, shas: Sequence[str]) -> dict[str, RawCommit]:
        known = self._known.commits
        packed = [known[sha] for sha in shas if sha in known]
        try:
            found = {
                commit.sha: commit for fields in packed for commit in parse(fields.split(b"\0"))
            }
        except (HistoryError, ValueError, TypeError, AttributeError):
            found = {}
        if len(found) != len(packed):
            self._cache.distrust()
            self._known = Known()
            return {}
        return found
