"""A repository's first commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.errors import HistoryError
from hub.history.plumbing import Plumbing, failure
from hub.history.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hub.history.values import Author


def refuse_repository(folder: Path) -> None:
    """Refuse a folder that is in a repository already, and a machine without git.

    Args:
        folder: An absolute path; it need not be there.

    Raises:
        HistoryError: When it is in one, or there is no git to make one.
    """
    place = next(place for place in (folder, *folder.parents) if place.is_dir())
    Plumbing.open(place).run("--version")
    try:
        Repository.open(place)
    except HistoryError:
        return
    raise failure(
        f"{folder.name} is in a git repository already", "leave out --git and commit there"
    )


def first_commit(
    folder: Path, files: Sequence[str], *, author: Author, branch: str, subject: str
) -> None:
    """Make a folder a repository and commit files in it; nothing else that is there is added.

    Args:
        folder: An absolute path.
        files: What to commit, relative to the folder, with ``/``.
        author: Who commits.
        branch: Name of the first branch.
        subject: The commit's subject.

    Raises:
        HistoryError: When git can't do it.
    """
    git = Plumbing.open(folder)
    who = ["-c", f"user.name={author.name}", "-c", f"user.email={author.email}"]
    git.run("init", "--quiet", "--template=", f"--initial-branch={branch}")
    git.run("add", "--", *files)
    git.run(*who, "-c", "commit.gpgSign=false", "commit", "--quiet", f"--message={subject}")
