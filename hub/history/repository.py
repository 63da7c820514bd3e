"""A repository's objects, asked for through git's plumbing."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from hub.history.plumbing import CHUNK, Plumbing, failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hub.history.plumbing import Git

__all__ = ["HEADER_FORMAT", "Repository", "failure"]

# Pairs of a removed and an added file that a commit may have before git stops
# comparing contents (it still finds exact moves and moves that keep the file's name).
_RENAME_LIMIT = 1000

HEADER_FORMAT = "%H%x00%an%x00%ae%x00%as%x00%cs"
_CHANGES = (
    *("diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw", "--no-abbrev"),
    *("-M", f"-l{_RENAME_LIMIT}", "--rename-empty", "--no-relative", f"-O{os.devnull}"),
    *("--no-ext-diff", "--no-textconv", "-c", "--combined-all-paths"),
    *("--encoding=UTF-8", f"--format={HEADER_FORMAT}"),
)


class Repository(Plumbing):
    """The repository that a content folder belongs to, read through git's plumbing.

    Attributes:
        head: The commit checked out, or None while there is none.
        prefix: The folder inside the work tree, with a closing ``/``; empty at its root.
        is_shallow: Whether older commits were left out when it was cloned.

    Raises:
        HistoryError: When there is no repository, or git does not trust its owner.
    """

    def __init__(self, folder: Path, git: Git) -> None:
        super().__init__(folder, git)
        inside, shallow, prefix = self._place()
        if inside != b"true":
            raise failure("the folder is not in the work tree of a git repository")
        self.is_shallow = shallow == b"true"
        self.prefix = prefix
        self.head = self._commit("HEAD")

    def files(
        self, revision: str | None = None, *, also: Iterable[str] = ()
    ) -> Iterator[tuple[bytes, str, bytes]]:
        """The files below the folder, as (mode, blob id, path from the root).

        Args:
            revision: The commit to look into; HEAD if left out.
            also: Paths from the root of further files to list, where they are there.
        """
        arguments = ["ls-tree", "-r", "-z", "--full-tree", str(revision or self.head), "--"]
        if self.prefix:
            arguments += [os.fsdecode(self.prefix), *also]
        for entry in self._tokens(arguments):
            facts, _, path = entry.partition(b"\t")
            mode, _, blob = facts.split(b" ")
            yield mode, blob.decode("ascii"), path

    def order(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """All commits, no parent before its children, as (id, ids of the parents)."""
        arguments = ["rev-list", "--date-order", "--parents", "--end-of-options", str(self.head)]
        with self._running(arguments) as output:
            for line in output:
                sha, *parents = line.decode("ascii").split()
                yield sha, tuple(parents)

    def changes(self, commits: Iterable[str]) -> Iterator[bytes]:
        """What commits changed: the NUL-separated fields of ``git diff-tree``.

        Args:
            commits: Ids; the answers come in the same order.
        """
        return self._tokens(_CHANGES, (f"{sha}\n".encode() for sha in commits))

    def common_ancestor(self, revision: str) -> str | None:
        """The commit at which HEAD and another line of work parted.

        Args:
            revision: A branch, tag or commit.

        Returns:
            Its id; None for HEAD itself before the first commit, as a pre-commit hook asks.

        Raises:
            HistoryError: When there is no such commit, or the two have none in common.
        """
        if self.head is None and revision == "HEAD":
            return None
        commit = self._commit(f"{revision}^{{commit}}")
        if commit is None:
            raise failure(
                f'there is no revision "{revision}"',
                "name a branch, tag or commit that is here (git fetch brings those of a remote)",
            )
        ancestor = self._merge_base(commit, self.head) if self.head else None
        if not ancestor:
            raise failure(
                f'"{revision}" and HEAD have no commit in common',
                "fetch the full history (git fetch --unshallow; fetch-depth: 0 in a CI job)",
            )
        return ancestor

    def _merge_base(self, one: str, other: str) -> str | None:
        with self._running(["merge-base", one, other], accepted=(0, 1)) as output:
            return output.readline().decode("ascii").strip() or None

    def renames(self, base: str) -> Iterator[tuple[bytes, bytes]]:
        """Files that were moved between a commit and what is staged, as (old path, new path)."""
        arguments = ["diff-index", "--cached", "-z", "--name-status", "--diff-filter=R", "-M"]
        arguments += [f"-l{_RENAME_LIMIT}", "--no-ext-diff", "--no-textconv", "--no-relative"]
        tokens = self._tokens([*arguments, base])
        for _status, old, new in zip(tokens, tokens, tokens, strict=True):
            yield old, new

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Contents, in the order of ``ids``, one at a time; None for one that is missing."""
        arguments = ["cat-file", "--batch", "--buffer"]
        with self._running(arguments, (f"{blob}\n".encode() for blob in ids)) as output:
            for line in output:
                blob, kind, *size = line.decode("ascii", "replace").split()
                if not size and kind != "missing":
                    raise failure("git's answer can't be read")
                yield blob, _content(output, int(size[0])) if size else None

    def texts(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """Contents of files, in the order of ``names``; None where there is no such file.

        Args:
            names: An id of a content, or a commit and a path as in ``COMMIT:path``; without
                line breaks.
        """
        asked = (f"{name}\n".encode("utf-8", "surrogateescape") for name in names)
        with self._running(["cat-file", "--batch", "--buffer"], asked) as output:
            for line in output:
                if line.endswith(b" missing\n"):
                    yield None
                    continue
                _, kind, size = line.split()
                data = _content(output, int(size))
                yield data if kind == b"blob" else None

    def branch(self) -> str | None:
        """The branch that is checked out; None where a commit is, instead."""
        with self._running(["symbolic-ref", "--quiet", "--short", "HEAD"], accepted=(0, 1)) as said:
            return said.read().decode("utf-8", "replace").strip() or None

    def authors(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Who made the commits that changed the folder: (name, address, date), newest first."""
        pretty = "--format=%x00%an%x00%ae%x00%as%x00%cs"
        arguments = ["rev-list", "--no-merges", "--encoding=UTF-8", pretty, str(self.head)]
        with self._running([*arguments, "--", "."]) as output:
            for line in output:  # before each, a line names the commit
                _, *facts = line.rstrip(b"\n").split(b"\0")
                if facts:
                    name, address, authored, committed = facts
                    yield name, address, authored or committed

    def mailmap(self, people: Iterable[bytes]) -> list[bytes]:
        """Apply the work tree's ``.mailmap``.

        Args:
            people: One ``name <address>`` each.

        Returns:
            The names and addresses to use, in the same order.
        """
        asked = [person + b"\n" for person in people]
        with self._running(["check-mailmap", "--stdin"], asked) as output:
            answers = output.read().splitlines()
        if len(answers) != len(asked):
            raise failure("git answered only in part")
        return answers

    def _place(self) -> tuple[bytes, bytes, bytes]:
        # The prefix comes last, since a folder's name may hold a line break.
        arguments = [
            "rev-parse",
            "--is-inside-work-tree",
            "--is-shallow-repository",
            "--show-prefix",
        ]
        with self._running(arguments) as output:
            inside, shallow, prefix = (output.read() + b"\n\n").split(b"\n", 2)
        return inside, shallow, prefix.removesuffix(b"\n\n").removesuffix(b"\n")

    def _commit(self, revision: str) -> str | None:
        """The id behind a name; None where there is none."""
        # --quiet: without a commit git says nothing and ends with 1.
        arguments = ["rev-parse", "--quiet", "--verify", "--end-of-options", revision]
        with self._running(arguments, accepted=(0, 1)) as output:
            return output.read().decode("ascii").strip() or None

    def _tokens(self, arguments: Iterable[str], asked: Iterable[bytes] = ()) -> Iterator[bytes]:
        with self._running(arguments, asked) as output:
            rest = b""
            while chunk := output.read(CHUNK):
                *tokens, rest = (rest + chunk).split(b"\0")
                yield from tokens
            if rest:
                raise failure("git's answer ends part-way")


def _content(output: IO[bytes], size: int) -> bytes:
    data = output.read(size + 1)
    if len(data) != size + 1:
        raise failure("git's answer ends part-way")
    return data[:-1]
