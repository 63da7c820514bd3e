"""Git's plumbing, asked so that nothing of the repository's own is ever run."""

from __future__ import annotations

import io
import os
import re
import tempfile
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from hub.errors import HistoryError, Problem
from hub.history.git_safety import ENVIRONMENT, command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from subprocess import Popen

    from git.cmd import Git

# Pairs of a removed and an added file that a commit may have before git stops
# comparing contents (it still finds exact moves and moves that keep the file's name).
_RENAME_LIMIT = 1000
_CHUNK = 1 << 18
_STDERR_KEPT = 1 << 14
_SIGPIPE = -13

HEADER_FORMAT = "%H%x00%an%x00%ae%x00%as%x00%cs"
_CHANGES = (
    *("diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw", "--no-abbrev"),
    *("-M", f"-l{_RENAME_LIMIT}", "--rename-empty", "--no-relative", f"-O{os.devnull}"),
    *("--no-ext-diff", "--no-textconv", "-c", "--combined-all-paths"),
    *("--encoding=UTF-8", f"--format={HEADER_FORMAT}"),
)


def failure(found: str, remedy: str = "") -> HistoryError:
    """An error that says why git's answer can't be used."""
    return HistoryError(Problem(path="", rule="git-history", found=found, remedy=remedy))


class Repository:
    """The repository that a content folder belongs to, read through git's plumbing.

    Attributes:
        head: The commit checked out, or None while there is none.
        prefix: The folder inside the work tree, with a closing ``/``; empty at its root.
        is_shallow: Whether older commits were left out when it was cloned.
    """

    def __init__(self, folder: Path, git: Git) -> None:
        self._folder = folder
        self._git = git
        self._program = str(git.GIT_PYTHON_GIT_EXECUTABLE or "git")
        inside, shallow, prefix = self._place()
        if inside != b"true":
            raise failure("the folder is not in the work tree of a git repository")
        self.is_shallow = shallow == b"true"
        self.prefix = prefix
        self.head = self._commit("HEAD")

    @classmethod
    def open(cls, folder: Path) -> Repository:
        """Find the repository around a folder.

        Args:
            folder: An absolute path, somewhere inside a work tree.

        Raises:
            HistoryError: When there is no folder, no git or no repository, or when git
                does not trust the repository's owner.
        """
        if not folder.is_dir():
            raise failure("the content folder does not exist")
        try:
            # Here, and not above, because GitPython looks for git as it is imported.
            from git.cmd import Git  # noqa: PLC0415 (late, as said above)
        except ImportError as error:
            raise _no_git() from error
        return cls(folder, Git(str(folder)))

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

    def common_ancestor(self, revision: str) -> str:
        """The commit at which HEAD and another line of work parted.

        Args:
            revision: A branch, tag or commit.

        Raises:
            HistoryError: When there is no such commit, or the two have none in common.
        """
        commit = self._commit(f"{revision}^{{commit}}")
        if commit is None:
            raise failure(
                f'there is no revision "{revision}"',
                "name a branch, tag or commit that is here (git fetch brings those of a remote)",
            )
        with self._running(["merge-base", commit, str(self.head)], accepted=(0, 1)) as output:
            ancestor = output.readline().decode("ascii").strip()
        if not ancestor:
            raise failure(
                f'"{revision}" and HEAD have no commit in common',
                "fetch the full history (git fetch --unshallow; fetch-depth: 0 in a CI job)",
            )
        return ancestor

    def renames(self, base: str) -> Iterator[tuple[bytes, bytes]]:
        """Files that were moved between a commit and HEAD, as (old path, new path)."""
        arguments = ["diff-tree", "-r", "-z", "--name-status", "--diff-filter=R", "-M"]
        arguments += [f"-l{_RENAME_LIMIT}", "--no-ext-diff", "--no-textconv", "--no-relative"]
        tokens = self._tokens([*arguments, base, str(self.head)])
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
            while chunk := output.read(_CHUNK):
                *tokens, rest = (rest + chunk).split(b"\0")
                yield from tokens
            if rest:
                raise failure("git's answer ends part-way")

    @contextmanager
    def _running(
        self,
        arguments: Iterable[str],
        asked: Iterable[bytes] = (),
        accepted: tuple[int, ...] = (0,),
    ) -> Iterator[IO[bytes]]:
        # A file as standard input: with a pipe, git and we could wait for each other.
        with tempfile.TemporaryFile() as questions:
            questions.writelines(asked)
            questions.seek(0)
            guard = self._start(arguments, questions)
            process = cast("Popen[bytes]", guard.proc)
            # Contents are larger than the buffer that Popen gives its pipes.
            pipe = cast("io.BufferedReader", process.stdout)
            output = io.BufferedReader(pipe.raw, _CHUNK)
            complaint = _Complaint(cast("IO[bytes]", process.stderr))
            try:
                yield output
            except (HistoryError, ValueError) as error:
                # What git says of its end explains more than a broken answer does.
                output.close()
                self._check(process.wait(), complaint, (*accepted, _SIGPIPE))
                raise failure("git's answer can't be read, or ends part-way") from error
            else:
                self._check(process.wait(), complaint, accepted)
            finally:
                # An abandoned answer ends its git as well.
                if process.poll() is None:
                    process.kill()
                process.wait()
                complaint.read()
                output.close()

    def _start(self, arguments: Iterable[str], questions: IO[bytes]) -> Git.AutoInterrupt:
        from git.exc import GitCommandNotFound  # noqa: PLC0415 (late, as in open)

        try:
            return self._git.execute(
                [*command(self._program), "-C", str(self._folder), *arguments],
                istream=cast("BinaryIO", questions),
                as_process=True,
                shell=False,
                env=ENVIRONMENT,
            )
        except (GitCommandNotFound, OSError) as error:
            raise _no_git() from error

    def _check(self, status: int, complaint: _Complaint, accepted: tuple[int, ...]) -> None:
        if status in accepted:
            return
        said = _without_paths(complaint.read(), self._folder)
        if status < 0:
            raise failure(f"git was stopped by signal {-status}{': ' if said else ''}{said}")
        if "not a git repository" in said:
            if any((place / ".git").exists() for place in (self._folder, *self._folder.parents)):
                raise failure(
                    "git can't read the repository around the pages", "run git fsck there"
                )
            raise failure("the pages are not in a git repository", "commit them to one")
        raise failure(said or f"git ended with status {status}", _remedy(said))


class _Complaint:
    """Standard error, read at the side so that git never waits for us to do it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._kept = b""
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    def _collect(self) -> None:
        with self._stream:
            while chunk := self._stream.read(_CHUNK):
                self._kept = (self._kept + chunk)[:_STDERR_KEPT]

    def read(self) -> str:
        """The first line that says what failed, once git has ended."""
        self._thread.join()
        lines = self._kept.decode("utf-8", "replace").splitlines()
        fatal = (line for line in lines if line.startswith(("fatal: ", "error: ")))
        return next(fatal, lines[0] if lines else "")


def _content(output: IO[bytes], size: int) -> bytes:
    data = output.read(size + 1)
    if len(data) != size + 1:
        raise failure("git's answer ends part-way")
    return data[:-1]


def _remedy(said: str) -> str:
    if "dubious ownership" in said:
        return "if you trust its owner, add it to git's own setting safe.directory"
    if "promisor" in said:
        return "the clone is partial; fetch what it lacks (git fetch --refetch --no-filter)"
    return ""


def _without_paths(line: str, folder: Path) -> str:
    for place in (folder, *folder.parents[:-1]):
        line = line.replace(str(place), place.name)
    return re.sub(r"(?<![\w.])(?:[A-Za-z]:)?/(?:[^\s'\"/]+/)*(?=[^\s'\"/])", "", line)


def _no_git() -> HistoryError:
    return failure("git is not installed", "install git, or put it on the PATH")
