"""One pass over git: edits, reviews and people, as values."""

from hub.history.history import read_history
from hub.history.revision import changes_since
from hub.history.values import Author, Commit, Edit, History, PageHistory, Review

__all__ = [
    "Author",
    "Commit",
    "Edit",
    "History",
    "PageHistory",
    "Review",
    "changes_since",
    "read_history",
]
