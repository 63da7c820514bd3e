"""What is known of the pages that can be found, beside their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.config import HubConfig
from hub.content.library import Library
from hub.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The pages of one audience."""

    library: Library
    config: HubConfig
    """Names people and organisations."""
    history: History
    states: Mapping[str, str]
    """By path, how far a page can be relied on."""
    state_labels: Mapping[str, str]
    """By state, the words that readers know it by."""
    solved: Mapping[str, int] = field(default_factory=dict)
    """By path, citations and helpful votes of late."""

    def last_edit(self, path: str) -> dt.date | None:
        """Day of a page's last substantive edit, where git knows it."""
        edit = self.history.of(path).last_substantive_edit
        return edit.commit.date if edit else None
