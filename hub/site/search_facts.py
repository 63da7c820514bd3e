"""What results say of pages, where a site is hosted as files and answers searches itself.

A script has it beside the index. State and days are the build's; the script ages them as it does
in the pages, so that a page whose review has become overdue since is not shown as fresh.
"""

from __future__ import annotations

from typing import Any

from hub.config import Kind
from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.page.panel import later_states
from hub.trust.freshness import Verdict

KINDS = {kind.value: kind.label for kind in Kind}
"""Kinds with the words that readers know them by."""


def search_facts(page: Page, facts: Facts) -> dict[str, Any]:
    """What is known of a page beside its words, ready for JSON; what nobody knows is null.

    Args:
        page: A page of the edition.
        facts: What its readers may be told.
    """
    edit = facts.assessment.history.of(page.path).last_substantive_edit
    return {
        "path": page.path,
        "id": page.meta.id,
        "title": page.title,
        "kind": page.kind.value,
        "owner": _owner(page, facts),
        "org": page.org,
        "tag": list(dict.fromkeys(page.meta.tags)),
        "last_edit": edit.commit.date.isoformat() if edit else None,
        **_state(page, facts),
    }


def names(facts: Facts) -> dict[str, dict[str, str]]:
    """What kinds, organisations and owners of the edition's pages are called.

    Args:
        facts: What its readers may be told.
    """
    pages = facts.library.pages.values()
    owners = sorted({owner for page in pages if (owner := _owner(page, facts))})
    return {
        "kind": {kind: KINDS[kind] for kind in sorted({page.kind.value for page in pages})},
        "org": {
            org: facts.config.org_name(org) for org in sorted({it.org for it in pages if it.org})
        },
        "owner": {owner: facts.people.name(owner) for owner in owners},
    }


def _state(page: Page, facts: Facts) -> dict[str, str]:
    """The state, and the days on which it changes by itself where there are such days."""
    verdict = facts.assessment.verdicts[page.path]
    found = {"state": verdict.freshness.value}
    if verdict.due is not None and verdict.warn_from is not None and _ages(verdict, facts):
        found |= {"warn_from": verdict.warn_from.isoformat(), "due": verdict.due.isoformat()}
    return found


def _ages(verdict: Verdict, facts: Facts) -> bool:
    return bool(later_states(verdict)) and not facts.assessment.evidence.is_day_chosen


def _owner(page: Page, facts: Facts) -> str | None:
    """The owner's handle, or the name that readers know: what a page says may be an address."""
    if not page.owner:
        return None
    return page.owner if page.owner in facts.config.people else facts.people.name(page.owner)
