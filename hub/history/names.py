"""Which page of today a file of an old commit has become.

Commits are walked children first. Each hands its parents a small map from a path in
the parent to the pages that this file is now. A map says only what is not obvious: a
path that it leaves out is the page of the same name, if there is one. Commits that
rename nothing hand on the very map they were given, so most of a history shares one.

A map also remembers which files will be brought back: a page that somebody deleted and
somebody restored as it was is one page, and restoring it is nobody's writing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hub.history.raw_log import Side

if TYPE_CHECKING:
    from hub.history.raw_log import Change, RawCommit

Pages = tuple[bytes, ...]
Names = Mapping[bytes, Pages]


class Touch(NamedTuple):
    """A change of a commit, seen as one page's."""

    position: int
    """The commit's place in the order; 0 is HEAD."""
    commit: RawCommit
    change: Change


def touches(
    order: Sequence[tuple[str, tuple[str, ...]]],
    commit_of: Callable[[str], RawCommit],
    pages: Collection[bytes],
) -> dict[bytes, list[Touch]]:
    """Attribute every change in a history to the pages that its file is now.

    Args:
        order: All commits as (id, ids of the parents), no parent before its children.
        commit_of: Gives what a commit changed.
        pages: The paths of today's pages.

    Returns:
        For each page its changes, newest first. A file's history begins with the commit
        that added it; what an earlier file of the same name was is another file's history,
        unless the file was deleted and brought back word for word.
    """
    tracer = _Tracer(frozenset(pages), _added_twice(commit_of(sha) for sha, _ in order))
    found: dict[bytes, list[Touch]] = {page: [] for page in tracer.pages}
    waiting: dict[str, Names] = {}
    for position, (sha, parents) in enumerate(order):
        names = waiting.pop(sha, {})
        commit = commit_of(sha)
        for change in commit.changes:
            if not change.removed:
                for page in tracer.now(names, change.path):
                    found[page].append(Touch(position, commit, change))
        for index, parent in enumerate(parents):
            handed = tracer.before(names, commit.changes, index, position)
            waiting[parent] = tracer.union(waiting.get(parent), handed)
    for page, files in tracer.restored.items():
        found[page] = [_restoring(touch, files) for touch in found[page]]
    return found


def _restoring(touch: Touch, files: Mapping[Side, int]) -> Touch:
    """The commit that brought a file back, seen as one that changed nothing in it."""
    change = touch.change
    deleted = Side(change.path, change.blob)
    if touch.position > files.get(deleted, -1):
        return touch
    before = tuple(deleted if side.path is None else side for side in change.before)
    return touch._replace(change=change._replace(before=before))


def _added_twice(commits: Iterable[RawCommit]) -> frozenset[bytes]:
    # Only a path that came to be more than once can have been another file before.
    added: Counter[bytes] = Counter()
    for commit in commits:
        for change in commit.changes:
            if not change.removed and any(side.path != change.path for side in change.before):
                added[change.path] += 1
    return frozenset(path for path, times in added.items() if times > 1)


class _Tracer:
    """The rules by which names are handed from a commit to its parents."""

    def __init__(self, pages: frozenset[bytes], added_twice: frozenset[bytes]) -> None:
        self.pages = pages
        self._added_twice = added_twice
        self.restored: dict[bytes, dict[Side, int]] = {}
        """For a page its files that were deleted and brought back word for word, and the
        place of the oldest commit that deleted each."""

    def now(self, names: Names, path: bytes) -> Pages:
        """The pages that a file is now."""
        found = names.get(path)
        if found is not None:
            return found
        return (path,) if path in self.pages else ()

    def before(self, names: Names, changes: Iterable[Change], parent: int, position: int) -> Names:
        """The map for one parent; the same map when the commit moved no page there."""
        said = dict(self._said(names, changes, parent, position))
        said = {path: pages for path, pages in said.items() if pages != self.now(names, path)}
        return self._with(names, said) if said else names

    def union(self, one: Names | None, other: Names) -> Names:
        """The map of a commit whose children handed it two."""
        if one is None or one is other or one == other:
            return other
        said = {}
        for path in one.keys() | other.keys():
            mine = self.now(one, path)
            said[path] = mine + tuple(page for page in self.now(other, path) if page not in mine)
        return self._with({}, said)

    def _said(
        self, names: Names, changes: Iterable[Change], parent: int, position: int
    ) -> Iterator[tuple[bytes, Pages]]:
        moves = []
        for change in changes:
            # A forged commit may name a parent twice, which git then compares once.
            side = change.before[min(parent, len(change.before) - 1)]
            source = side.path
            if change.removed and source is not None:
                yield source, self._brought_back(names, side, position)
            elif source != change.path:
                if change.path in self._added_twice or change.path in names:
                    yield change.path, ()
                if source is None and change.path in self._added_twice:
                    yield _grave(change.path, change.blob), self.now(names, change.path)
                if source is not None:
                    moves.append((source, self.now(names, change.path)))
        # Last, because a file that was moved away may have left its name to another.
        yield from moves

    def _brought_back(self, names: Names, deleted: Side, position: int) -> Pages:
        if deleted.path is None:
            return ()
        pages = names.get(_grave(deleted.path, deleted.blob), ())
        for page in pages:
            self.restored.setdefault(page, {})[deleted] = position
        return pages

    def _with(self, names: Names, said: Mapping[bytes, Pages]) -> Names:
        merged = {**names, **said}
        for path, pages in said.items():
            if pages == ((path,) if path in self.pages else ()):
                del merged[path]
        return merged


def _grave(path: bytes, blob: str) -> bytes:
    # What a map says under this key is said of a file that does not exist just then but
    # will be brought back; no path holds a NUL.
    return b"\0".join((b"", blob.encode("ascii"), path))
