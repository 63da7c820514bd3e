"""One pass over git: edits, reviews and people, as values."""

from hub.history.beginning import first_commit, refuse_repository
from hub.history.contributors import Contributor, branch, committer, contributors, setting
from hub.history.earlier import BeforeAndAfter, Earlier, EarlierVersions
from hub.history.history import read_history
from hub.history.revision import changes_since
from hub.history.values import Author, Commit, Edit, History, PageHistory, Review, Version
from hub.history.writing import NewCommit, write_history

__all__ = [
    "Author",
    "BeforeAndAfter",
    "Commit",
    "Contributor",
    "Earlier",
    "EarlierVersions",
    "Edit",
    "History",
    "NewCommit",
    "PageHistory",
    "Review",
    "Version",
    "branch",
    "changes_since",
    "committer",
    "contributors",
    "first_commit",
    "read_history",
    "refuse_repository",
    "setting",
    "write_history",
]
