"""A repository written from a list of commits, the same to the byte wherever it is written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.history.plumbing import Plumbing

if TYPE_CHECKING:
    from pathlib import Path

    from hub.history.values import Author

_BREAKS_OUT = re.compile(r"[<>\n\0]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommit:
    """A commit that is to be written.

    Raises:
        ValueError: When git could not tell its author or its time.
    """

    author: Author
    """Who wrote and committed it."""
    time: dt.datetime
    """When, with its offset from UTC."""
    subject: str
    files: Mapping[str, bytes | None]
    """The content of each file that it adds or changes, by path; None takes the file away."""

    def __post_init__(self) -> None:
        """Refuse what would break out of its line in the stream."""
        if _BREAKS_OUT.search(self.author.name + self.author.email):
            raise ValueError(f"{self.author} can't be told apart from the rest of a commit")
        if self.time.utcoffset() is None:
            raise ValueError(f"{self.time} is on nobody's clock")


def write_history(folder: Path, commits: Iterable[NewCommit], *, branch: str) -> None:
    """Make an empty folder a repository with these commits, the last one checked out.

    Author, time, subject and content are all that a commit is made of, so that the same commits
    have the same ids everywhere.

    Args:
        folder: An absolute path; there must be nothing in it.
        commits: The oldest first.
        branch: Name of the branch.

    Raises:
        HistoryError: When git can't do it.
    """
    git = Plumbing.open(folder)
    # Nobody's settings may decide what an id is.
    as_everywhere = ("--template=", "--object-format=sha1", f"--initial-branch={branch}")
    git.run("init", "--quiet", *as_everywhere)
    git.run("fast-import", "--quiet", "--date-format=raw", asked=_stream(commits, branch))
    # Nobody's settings may translate line ends: the files are to be what the commits say.
    git.run("-c", "core.autocrlf=false", "-c", "core.eol=lf", "reset", "--quiet", "--hard")


def _stream(commits: Iterable[NewCommit], branch: str) -> Iterator[bytes]:
    """What git's fast-import reads; see its manual."""
    for commit in commits:
        who = f"{commit.author.name} <{commit.author.email}> "
        when = f"{int(commit.time.timestamp())} {commit.time:%z}"
        yield f"commit refs/heads/{branch}\nauthor {who}{when}\ncommitter {who}{when}\n".encode()
        yield _data(commit.subject.encode() + b"\n")
        for path, content in sorted(commit.files.items()):
            if content is None:
                yield b"D " + _quoted(path) + b"\n"
            else:
                yield b"M 100644 inline " + _quoted(path) + b"\n" + _data(content)
        yield b"\n"


def _quoted(path: str) -> bytes:
    """A path as git reads it whatever is in it: a line end or a quote ends nothing."""
    escaped = path.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
