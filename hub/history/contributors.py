"""Who wrote the pages, and who is working on them now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.errors import HistoryError
from hub.history.people import RawName, authors_by_name
from hub.history.plumbing import Plumbing
from hub.history.raw_log import day
from hub.history.repository import Repository
from hub.history.values import Author

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who committed to a folder, after ``.mailmap``."""

    author: Author
    commits: int
    """How many commits to the folder, merges left out."""
    first: dt.date
    """Day of the oldest, by the author's own calendar."""
    last: dt.date
    """Day of the newest."""


def contributors(folder: Path) -> list[Contributor]:
    """Everybody who committed to a folder, the busiest first.

    Args:
        folder: An absolute path, somewhere inside a work tree.

    Raises:
        HistoryError: When git can't answer in full.
    """
    repository = Repository.open(folder)
    if repository.head is None:
        return []
    days: dict[RawName, list[dt.date]] = {}
    for name, address, date in repository.authors():
        days.setdefault((name, address), []).append(day(date))
    known = authors_by_name(repository, list(days))
    merged: dict[Author, list[dt.date]] = {}
    for raw, dates in days.items():
        merged.setdefault(known[raw], []).extend(dates)
    found = [
        Contributor(author=author, commits=len(dates), first=min(dates), last=max(dates))
        for author, dates in merged.items()
    ]
    return sorted(found, key=lambda one: (-one.commits, one.author.name, one.author.email))


def committer(folder: Path) -> Author:
    """The person who would commit in a folder now, as git's settings say.

    Args:
        folder: An absolute path; it need not be in a repository.

    Returns:
        The name and the address; either is empty where git's settings don't say it.
    """
    return Author(setting(folder, "user.name"), setting(folder, "user.email").lower())


def setting(folder: Path, name: str) -> str:
    """One of git's settings for a folder; empty where there is none, or no git.

    Args:
        folder: An absolute path; it need not be in a repository.
        name: For example ``remote.origin.url``.
    """
    try:
        return Plumbing.open(folder).setting(name) or ""
    except HistoryError:
        return ""


def branch(folder: Path) -> str:
    """The branch that is checked out around a folder; empty where there is none.

    Args:
        folder: An absolute path.
    """
    try:
        return Repository.open(folder).branch() or ""
    except HistoryError:
        return ""
