"""WCAG 2.2 AA, as far as axe-core can tell, on every kind of page and in both palettes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.site.conftest import Visitor

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "plain page": "glossary/",
    "SOP": "sops/issue-a-refund/",
    "step of a path": "sops/verify-a-customer/",
    "overdue SOP": "sops/handle-a-data-request/",
    "archived SOP": "sops/call-a-customer-back/",
    "draft": "sops/staff-the-peak-season/",
    "FAQ": "faqs/refunds-and-returns/",
    "decision": "decisions/2026-09-refund-limits-by-order-value/",
    "superseded decision": "decisions/2026-03-refund-limits/",
    "lesson": "lessons/refunds-paid-twice/",
    "path": "paths/new-agent/",
    "what's new": "hub/whats-new/",
    "paths": "hub/paths/",
    "Hub health": "hub/health/",
    "review queue": "hub/queue/",
    "decisions": "hub/decisions/",
    "lessons": "hub/lessons/",
    "tags": "hub/tags/",
    "people": "hub/people/",
    "privacy": "hub/privacy/",
    "lint rule": "reference/lint/undefined-abbreviation/",
    "search": "search/?q=refund",
    "not found": "404.html",
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""What a palette can break; everything else is the same in both."""
GRAVE = ("serious", "critical")
PHONE = {"width": 390, "height": 844}
TALL = {"width": 1280, "height": 4000}
"""A navigation that is cut off by the window's edge would count as targets that are too small."""


@pytest.mark.parametrize("address", KINDS.values(), ids=list(KINDS))
def test_axe_has_no_serious_finding(visitor: Visitor, address: str) -> None:
    page = visitor(viewport=TALL).page
    page.goto(address)
    unfold(page)
    assert grave_findings(page) == []


@pytest.mark.parametrize("address", KINDS.values(), ids=list(KINDS))
def test_colours_can_be_told_apart_in_the_dark_too(visitor: Visitor, address: str) -> None:
    page = visitor(color_scheme="dark", viewport=TALL).page
    page.goto(address)
    unfold(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert grave_findings(page, {"type": "rule", "values": COLOUR_RULES}) == []


@pytest.mark.parametrize("address", ["", "sops/issue-a-refund/", "hub/health/", "paths/new-agent/"])
def test_axe_has_no_serious_finding_on_a_phone(visitor: Visitor, address: str) -> None:
    page = visitor(viewport=PHONE).page
    page.goto(address)
    assert grave_findings(page) == []


def unfold(page: Page) -> None:
    """Open whatever a reader can open on a page, when all of it is there."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.locator("article details").evaluate_all("all => all.forEach(it => { it.open = true })")


def grave_findings(page: Page, rules: dict[str, object] | None = None) -> list[str]:
    """What axe calls serious or critical: the rule, and the elements that break it."""
    options = {
        "runOnly": rules or {"type": "tag", "values": STANDARDS},
        "resultTypes": ["violations"],  # what is right needs no description
    }
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in violations
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]
