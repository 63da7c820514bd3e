"""The status of a decision, in the words of MADR."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from hub.content.metadata import Lifecycle
from hub.content.page import Page
from hub.site.wording import WORDING, StateWording
from hub.trust.freshness import Freshness


class DecisionStatus(Enum):
    """Where a decision stands, in the order in which readers care."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"
    REJECTED = "rejected"

    @property
    def wording(self) -> StateWording:
        """How it is shown."""
        return _WORDING[self]


_CLOSE_CIRCLE_OUTLINE = (
    "M12 20c-4.41 0-8-3.59-8-8s3.59-8 8-8 8 3.59 8 8-3.59 8-8 8m0-18C6.47 2 2 6.47 2 12s4.47 "
    "10 10 10 10-4.47 10-10S17.53 2 12 2m2.59 6L12 10.59 9.41 8 8 9.41 10.59 12 8 14.59 9.41 "
    "16 12 13.41 14.59 16 16 14.59 13.41 12 16 9.41z"
)
_WORDING = {
    DecisionStatus.PROPOSED: replace(WORDING[Freshness.DRAFT], label="Proposed", tone="soon"),
    DecisionStatus.ACCEPTED: replace(WORDING[Freshness.FRESH], label="Accepted"),
    DecisionStatus.SUPERSEDED: WORDING[Freshness.SUPERSEDED],
    DecisionStatus.DEPRECATED: replace(WORDING[Freshness.ARCHIVED], label="Deprecated"),
    DecisionStatus.REJECTED: StateWording("Rejected", "quiet", _CLOSE_CIRCLE_OUTLINE),
}
_OF_LIFECYCLE = {
    Lifecycle.DRAFT: DecisionStatus.PROPOSED,
    Lifecycle.ARCHIVED: DecisionStatus.DEPRECATED,
}


def status_of(page: Page) -> DecisionStatus:
    """The status of a decision, by MADR's words or Hub's own.

    Args:
        page: A decision. One that names a successor is superseded, whatever else it says; one
            that says nothing has been accepted, because a draft would say so.
    """
    word = str(page.front_matter.get("status") or "").strip().casefold()
    if page.meta.superseded_by or word.startswith("superseded"):
        return DecisionStatus.SUPERSEDED
    named = next((status for status in DecisionStatus if status.value == word), None)
    lifecycle = page.meta.status or Lifecycle.PUBLISHED
    return named or _OF_LIFECYCLE.get(lifecycle, DecisionStatus.ACCEPTED)
