"""Whether a folder's history can be read at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.errors import HistoryError
from hub.history.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from hub.errors import Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """What git says of the repository around a folder."""

    problem: Problem | None = None
    """Why it can't be read: no git, no repository, or an owner whom git does not trust."""
    has_commits: bool = False
    is_shallow: bool = False


def standing(folder: Path) -> Standing:
    """Ask git about the repository around a folder.

    Args:
        folder: An absolute path.
    """
    try:
        repository = Repository.open(folder)
    except HistoryError as error:
        return Standing(error.problems[0])
    return Standing(None, repository.head is not None, repository.is_shallow)
