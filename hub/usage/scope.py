"""Of what use is measured: which pages, for whom, on which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.config import HubConfig
from hub.content.library import Library
from hub.content.page import Page
from hub.history import History
from hub.people import People
from hub.period import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the figures of one report are about."""

    library: Library
    """The pages that those who see the figures may see."""
    config: HubConfig
    window: Window
    history: History = field(default_factory=lambda: History(unknown="nobody asked git"))
    people: People
    spans: Mapping[str, tuple[Window, ...]] = field(default_factory=dict)
    """By path, the days on which a page was stale; a page of which that is not known is left
    out."""
    audience: str | None = None
    """For whom the figures are; None where they cover everybody."""

    @property
    def mode(self) -> str:
        """What is remembered about readers."""
        return self.config.privacy.mode

    @property
    def tells_people_apart(self) -> bool:
        """Whether the mode knows a reader again on another day, in this window.

        Readers are forgotten when their raw events expire, so a longer window knows too few.
        """
        kept_since = self.config.privacy.keep_raw.before(self.window.last)
        return self.mode != "aggregate" and kept_since <= self.window.first

    @property
    def below(self) -> int:
        """How many people must stand behind a figure."""
        return self.config.privacy.suppress_below

    def headcount(self, orgs: frozenset[str]) -> int | None:
        """People of some organisations; None where ``hub.yml`` doesn't say it of each."""
        found = [self.config.orgs[org].headcount for org in orgs if org in self.config.orgs]
        known = [count for count in found if count is not None]
        return sum(known) if known and len(known) == len(orgs) else None

    def org_of(self, page: Page) -> str:
        """The organisation of a page's owner; empty where it is not known."""
        return page.org or ""

    def published_since(self, page: Page) -> dt.date | None:
        """The day of a page's first commit, where git knows it."""
        edits = self.history.of(page.path).edits
        return edits[-1].commit.date if edits else None
