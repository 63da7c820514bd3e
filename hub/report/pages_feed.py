"""``/api/pages.json``: the state of every page of an audience, for other programs."""

from __future__ import annotations

from typing import Any

from hub.content.page import Page
from hub.trust.assessment import Assessment

SCHEMA = 1


def pages_feed(assessment: Assessment, audience: str) -> dict[str, Any]:
    """The feed, ready for JSON; what nobody can know is null.

    Args:
        assessment: The verdicts on the pages that exist for the audience.
        audience: The audience.
    """
    pages = assessment.library.pages.values()
    return {
        "schema": SCHEMA,
        "audience": audience,
        "as_of": assessment.evidence.today.isoformat(),
        "pages": [_page(page, assessment) for page in pages],
    }


def _page(page: Page, assessment: Assessment) -> dict[str, Any]:
    verdict = assessment.verdicts[page.path]
    return {
        "path": page.path,
        "id": page.meta.id,
        "title": page.title,
        "kind": page.kind.value,
        "owner": page.owner,
        "org": page.org,
        "version": page.meta.version,
        "freshness": verdict.freshness.value,
        "reasons": list(verdict.reasons),
        "due": verdict.due.isoformat() if verdict.due else None,
    }
