"""What themes and other plugins get to know of a page besides its text."""

from __future__ import annotations

from typing import Any

from hub.content.page import Page
from hub.site.source import OWN_FIELDS
from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness
from hub_mkdocs.guard import Guard
from hub_mkdocs.nav_marks import marked

_BEHIND = 0.1
"""How much a page counts in Material's search once it is not in force: less than its successor."""


def set_metadata(page: Any, own: Page, assessment: Assessment, guard: Guard, config: Any) -> None:
    """Give MkDocs' page the metadata of the page as Hub has read it, and keep what plugins set.

    Args:
        page: MkDocs' page; it is changed.
        own: The same page of the edition.
        assessment: The verdicts on the edition's pages.
        guard: Makes what themes print inert.
        config: MkDocs' configuration.
    """
    shown = {key: value for key, value in own.front_matter.items() if key not in OWN_FIELDS}
    if own.meta.title:
        shown["title"] = own.meta.title
    freshness = assessment.freshness(own)
    theirs = {key: value for key, value in page.meta.items() if key not in own.front_matter}
    page.meta = theirs | marked(guard.metadata(shown, own.path), own, freshness, config)
    page.meta["search"] = _search(page.meta.get("search"), freshness)
    edit = assessment.history.of(own.path).last_substantive_edit
    if edit is not None:
        page.update_date = edit.commit.date.isoformat()


def _search(written: Any, freshness: Freshness) -> dict[str, Any]:
    """How a page is found; what its author has set stays, unless Material would stumble over it."""
    own = written if isinstance(written, dict) else {}
    return own if freshness.is_in_force else {"boost": _BEHIND} | own
