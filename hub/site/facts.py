"""What the generated pages of a site are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hub.config import HubConfig
from hub.content.library import Library
from hub.content.page import Page
from hub.history import EarlierVersions
from hub.paths.plan import PathPlan, path_plans
from hub.people import People
from hub.site.naming import Naming
from hub.site.news.news import NewsItem, news
from hub.site.news.what_changed import Changes, RecentEdits
from hub.site.page.forge import ForgeLinks
from hub.site.page.related import Related
from hub.trust.assessment import Assessment
from hub.trust.queue import QueueEntry, review_queue
from hub.usage.uptake import PageUse, Uptake

MOST_NEWS = 150
"""Substantive edits that are looked at for news."""


@dataclass(frozen=True)
class Facts:
    """Everything that one audience may be told; whatever is made of it can be shown to them."""

    audience: str
    assessment: Assessment
    """The verdicts on the pages that exist for the audience."""
    people: People
    versions: EarlierVersions | None = None
    """Reads earlier versions of pages; None where nothing is to be said of any."""
    uptake: Uptake | None = None
    """How the pages were used of late; None where nothing records it."""

    @property
    def config(self) -> HubConfig:
        """The hub's configuration."""
        return self.assessment.evidence.config

    @property
    def library(self) -> Library:
        """The pages and attachments that exist for the audience."""
        return self.assessment.library

    @cached_property
    def changes(self) -> Changes:
        """What the edits of pages changed, as far as the audience may know."""
        return Changes(self.audience, self.assessment, self.versions)

    @cached_property
    def recent(self) -> RecentEdits:
        """The newest substantive edits."""
        return self.changes.recent(MOST_NEWS)

    @cached_property
    def news(self) -> tuple[NewsItem, ...]:
        """The newest substantive edits, by page and day, the newest first."""
        return news(self.recent.edits, Naming(self.people, self.config))

    @cached_property
    def forge(self) -> ForgeLinks | None:
        """Links into the forge; None where it or the pages' place in the repository is unknown."""
        forge, prefix = self.config.forge, self.assessment.history.prefix
        return None if forge is None or prefix is None else ForgeLinks(forge, prefix)

    @cached_property
    def related(self) -> Related:
        """Which pages have to do with each other."""
        return Related(self.library)

    @cached_property
    def supersedes(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages whose place each page has taken, by its path."""
        found: dict[str, tuple[Page, ...]] = {}
        for page in self.library.pages.values():
            successor = self.library.superseded_by(page)
            if successor is not None:
                found[successor.path] = (*found.get(successor.path, ()), page)
        return found

    @cached_property
    def queue(self) -> tuple[QueueEntry, ...]:
        """The pages that need a review, most harmful first."""
        if self.uptake is None:
            return tuple(review_queue(self.assessment))
        return tuple(
            review_queue(
                self.assessment,
                stale_reads=self.uptake.stale_reads,
                open_flags=self.uptake.open_flags,
            )
        )

    @cached_property
    def use_by_path(self) -> Mapping[str, PageUse]:
        """How each page was used of late; empty where nothing records it."""
        return {} if self.uptake is None else {use.page.path: use for use in self.uptake.pages}

    @property
    def measures_reads(self) -> bool:
        """Whether reads are recorded, so that the queue is ordered by them."""
        return self.uptake is not None and self.uptake.stale_reads is not None

    @cached_property
    def plans(self) -> tuple[PathPlan, ...]:
        """The paths, step by step, in the order of their titles."""
        return path_plans(self.library)
