"""What the generated pages of a site are made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hub.config import HubConfig
from hub.content.library import Library
from hub.paths.plan import PathPlan, path_plans
from hub.people import People
from hub.trust.assessment import Assessment
from hub.trust.queue import QueueEntry, review_queue


@dataclass(frozen=True)
class Facts:
    """Everything that one audience may be told; whatever is made of it can be shown to them."""

    audience: str
    assessment: Assessment
    """The verdicts on the pages that exist for the audience."""
    people: People

    @property
    def config(self) -> HubConfig:
        """The hub's configuration."""
        return self.assessment.evidence.config

    @property
    def library(self) -> Library:
        """The pages and attachments that exist for the audience."""
        return self.assessment.library

    @cached_property
    def queue(self) -> tuple[QueueEntry, ...]:
        """The pages that need a review, most harmful first."""
        return tuple(review_queue(self.assessment))

    @cached_property
    def plans(self) -> tuple[PathPlan, ...]:
        """The paths, step by step, in the order of their titles."""
        return path_plans(self.library)
