"""Where the answers to readers' searches come from."""

from __future__ import annotations

from enum import StrEnum


class Answers(StrEnum):
    """Where answers to readers' searches come from."""

    NOWHERE = ""
    """Hub's own search is not in the site."""
    SERVER = "server"
    INDEX = "index"
    """The index that Material's search plugin writes, which a browser loads as a whole."""
    PAGEFIND = "pagefind"
    """Pagefind's index, of which a browser loads what a query needs."""

    @property
    def needs_index_of_theme(self) -> bool:
        """Whether anything asks for what the theme's search plugin writes."""
        return self in (Answers.NOWHERE, Answers.INDEX)

    @property
    def is_in_files(self) -> bool:
        """Whether a script finds the answers among the site's files."""
        return self in (Answers.INDEX, Answers.PAGEFIND)
