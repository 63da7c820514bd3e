"""How git is run: in a folder, with nothing of the repository's own, and its end looked at."""

from __future__ import annotations

import io
import re
import tempfile
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO, Self, cast

from hub.errors import HistoryError, Problem
from hub.history.git_safety import ENVIRONMENT, command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from subprocess import Popen

    from git.cmd import Git as Git  # noqa: PLC0414 (handed on as a type)

CHUNK = 1 << 18
"""Bytes that are read from git at a time."""
_STDERR_KEPT = 1 << 14
_SIGPIPE = -13


def failure(found: str, remedy: str = "") -> HistoryError:
    """An error that says why git's answer can't be used."""
    return HistoryError(Problem(path="", rule="git-history", found=found, remedy=remedy))


class Plumbing:
    """Git, ready to be run in a folder.

    Args:
        folder: An absolute path.
        git: GitPython's way to start it.
    """

    def __init__(self, folder: Path, git: Git) -> None:
        self._folder = folder
        self._git = git
        self._program = str(git.GIT_PYTHON_GIT_EXECUTABLE or "git")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Find git.

        Args:
            folder: An absolute path.

        Raises:
            HistoryError: When there is no folder or no git.
        """
        if not folder.is_dir():
            raise failure("the content folder does not exist")
        try:
            # Here, and not above, because GitPython looks for git as it is imported.
            from git.cmd import Git  # noqa: PLC0415 (late, as said above)
        except ImportError as error:
            raise _no_git() from error
        return cls(folder, Git(str(folder)))

    def setting(self, name: str) -> str | None:
        """What git's settings say, the user's own and the repository's; None where nothing.

        Args:
            name: For example ``user.email``.
        """
        with self._running(["config", "--get", name], accepted=(0, 1)) as output:
            return output.read().decode("utf-8", "replace").strip() or None

    def run(self, *arguments: str, asked: Iterable[bytes] = ()) -> None:
        """Run git for what it does, not for what it says.

        Args:
            arguments: The command and its arguments.
            asked: What it reads from its standard input.

        Raises:
            HistoryError: When it fails, with its reason.
        """
        with self._running(arguments, asked) as output:
            output.read()

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
            output = io.BufferedReader(pipe.raw, CHUNK)
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
            while chunk := self._stream.read(CHUNK):
                self._kept = (self._kept + chunk)[:_STDERR_KEPT]

    def read(self) -> str:
        """The first line that says what failed, once git has ended."""
        self._thread.join()
        lines = self._kept.decode("utf-8", "replace").splitlines()
        fatal = (line for line in lines if line.startswith(("fatal: ", "error: ")))
        return next(fatal, lines[0] if lines else "")


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
