"""One pass over git: edits, reviews and people, as values."""

from hub.history.contributors import Contributor, committer, contributors, setting
from hub.history.history import read_history
from hub.history.revision import changes_since
from hub.history.values import Author, Commit, Edit, History, PageHistory, Review, Version

__all__ = [
    "Author",
    "Commit",
    "Contributor",
    "Edit",
    "History",
    "PageHistory",
    "Review",
    "Version",
    "changes_since",
    "committer",
    "contributors",
    "read_history",
    "setting",
]
