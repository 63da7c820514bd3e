"""What is known of the pages that can be found, beside their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.config import HubConfig
from hub.content.library import Library
from hub.content.page import Page
from hub.history import History
from hub.people import People

_INDEXES = ("index", "readme")
"""Names of pages that have the address of their folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The pages of one audience."""

    library: Library
    config: HubConfig
    """Names organisations."""
    people: People
    history: History
    states: Mapping[str, str]
    """By path, how far a page can be relied on."""
    state_labels: Mapping[str, str]
    """By state, the words that readers know it by."""
    solved: Mapping[str, int] = field(default_factory=dict)
    """By path, citations and helpful votes of late."""

    directory_urls: bool = True
    """Whether pages have the addresses of folders in the site, ``refund/`` for ``refund.html``."""

    def address(self, page: Page) -> str:
        """A page's address, from the site's root.

        Args:
            page: The page.
        """
        path = page.site_path.removesuffix(".md")
        folder, _, name = path.rpartition("/")
        is_index = name.lower() in _INDEXES
        if not self.directory_urls:
            return f"{folder}/index.html".lstrip("/") if is_index else f"{path}.html"
        found = folder if is_index else path
        return f"{found}/" if found else ""

    def last_edit(self, path: str) -> dt.date | None:
        """Day of a page's last substantive edit, where git knows it."""
        edit = self.history.of(path).last_substantive_edit
        return edit.commit.date if edit else None
