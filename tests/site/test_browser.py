"""What readers see: the project's own site in a real browser."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import OwnSite, Visitor

pytestmark = pytest.mark.browser

FRESH = "sops/issue-a-refund/"
DUE = "sops/verify-a-customer/"
OVERDUE = "sops/handle-a-data-request/"
DOUBTED = (
    OVERDUE,
    "sops/staff-the-peak-season/",
    "sops/call-a-customer-back/",
    "decisions/2026-03-refund-limits/",
)
HEALTH = "hub/health/"
PAGES = ("", FRESH, DUE, *DOUBTED, "sops/run-a-major-incident/", HEALTH)
PHONE = {"width": 390, "height": 844}


def panel_of(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Can this page be relied on?")


def banner_of(page: Page) -> Locator:
    return page.locator(".hub-banner:visible")


def day_in(page: Page, address: str, attribute: str) -> dt.date:
    page.goto(address)
    return dt.date.fromisoformat(panel_of(page).get_attribute(attribute) or "")


def test_the_panel_says_what_a_reader_must_know(page: Page) -> None:
    page.goto(FRESH)
    panel = panel_of(page)
    expect(panel).to_contain_text("Fresh")
    facts = panel.locator(".hub-facts dt")
    assert facts.all_inner_texts() == [
        "Owner",
        "Version",
        "Last substantive edit",
        "Last review",
        "Next review",
        "Used by",
    ]
    expect(panel.locator(".hub-facts dd").first).to_contain_text("Priya Nair")


def test_evidence_and_uses_unfold_by_keyboard(page: Page) -> None:
    page.goto(FRESH)
    evidence = panel_of(page).get_by_text("Evidence of the last review")
    expect(evidence).to_be_hidden()
    summary = panel_of(page).locator("summary", has_text="Evidence and uses")
    summary.focus()
    page.keyboard.press("Enter")
    expect(evidence).to_be_visible()
    assert summary.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"


@pytest.mark.parametrize("address", DOUBTED)
def test_a_page_to_be_doubted_warns_above_its_text(page: Page, address: str) -> None:
    page.goto(address)
    expect(banner_of(page)).to_be_in_viewport()
    expect(banner_of(page).locator("strong")).to_contain_text(re.compile("Don't|Check before"))


@pytest.mark.parametrize("address", [FRESH, DUE])
def test_a_page_to_be_relied_on_warns_of_nothing(page: Page, address: str) -> None:
    page.goto(address)
    expect(panel_of(page)).to_be_visible()
    expect(banner_of(page)).to_have_count(0)


def test_a_superseded_page_leads_to_its_successor(page: Page) -> None:
    page.goto("decisions/2026-03-refund-limits/")
    banner_of(page).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Refund limits by order value")


def test_the_palette_toggle_turns_the_site_dark(page: Page) -> None:
    page.goto(OVERDUE)
    colour = "it => getComputedStyle(it).color"
    light = banner_of(page).locator("svg").evaluate(colour)
    page.locator("label[title='Switch to light mode']").click()
    page.locator("label[title='Switch to dark mode']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert banner_of(page).locator("svg").evaluate(colour) != light


def test_search_finds_a_page(page: Page) -> None:
    page.goto("")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    page.keyboard.type("refund", delay=20)
    page.get_by_role("option", name="Issue a refund").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Issue a refund")
    expect(panel_of(page)).to_be_visible()


def test_nothing_is_asked_of_another_host_and_nothing_fails(
    visitor: Visitor, own_site: OwnSite
) -> None:
    visit = visitor()
    for address in PAGES:
        visit.page.goto(address, wait_until="networkidle")
        visit.page.clock.run_for(1000)  # what a subscriber of Material's throws, it throws later
    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith((own_site.url, "data:"))] == []


def test_an_address_whose_end_cannot_be_decoded_is_no_mistake(visitor: Visitor) -> None:
    visit = visitor()
    visit.page.goto(f"{FRESH}#100%", wait_until="networkidle")
    visit.page.clock.run_for(1000)  # as above
    assert visit.complaints == []


@pytest.mark.parametrize("address", [OVERDUE, HEALTH])
def test_a_strict_style_policy_would_take_nothing_away(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(":is(.hub-banner, .hub-trust, .hub-page) [style]")).to_have_count(0)


def test_nothing_is_wider_than_a_phone(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).page
    wide = []
    for address in PAGES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert wide == []


def test_the_health_page_counts_every_page_in_words(page: Page) -> None:
    page.goto(HEALTH)
    pages = int(page.locator(".hub-figures strong").first.inner_text())
    states = page.get_by_role("list", name="Pages in each state").get_by_role("listitem")
    assert sum(int(text.split()[-1]) for text in states.all_inner_texts()) == pages


def test_a_page_read_after_its_review_day_is_overdue(page: Page, visitor: Visitor) -> None:
    due = day_in(page, FRESH, "data-hub-due")
    later = visitor(on=due + dt.timedelta(days=1)).page
    later.goto(FRESH)
    expect(panel_of(later)).to_contain_text("Review overdue")
    expect(panel_of(later)).to_contain_text(f"Its review was due on {due.day} {due:%B %Y}.")
    expect(panel_of(later)).not_to_contain_text("Fresh")
    expect(banner_of(later)).to_contain_text("its review is overdue")
    expect(banner_of(later)).to_have_count(1)


def test_on_its_review_day_a_page_is_only_due(page: Page, visitor: Visitor) -> None:
    later = visitor(on=day_in(page, FRESH, "data-hub-due")).page
    later.goto(FRESH)
    expect(panel_of(later)).to_contain_text("Review due soon")
    expect(banner_of(later)).to_have_count(0)


def test_a_page_is_due_from_the_first_day_of_warning(page: Page, visitor: Visitor) -> None:
    first = day_in(page, FRESH, "data-hub-warn-from")
    day = dt.timedelta(days=1)
    for on, word in ((first - day, "Fresh"), (first, "Review due soon")):
        later = visitor(on=on).page
        later.goto(FRESH)
        expect(panel_of(later)).to_contain_text(word)


def test_a_due_page_grows_overdue(page: Page, visitor: Visitor) -> None:
    due = day_in(page, DUE, "data-hub-due")
    later = visitor(on=due + dt.timedelta(days=1)).page
    later.goto(DUE)
    expect(panel_of(later)).to_contain_text("Review overdue")
    expect(banner_of(later)).to_have_count(1)


def test_the_day_is_the_readers_own(page: Page, visitor: Visitor) -> None:
    due = day_in(page, FRESH, "data-hub-due")
    east = visitor(
        on=due, timezone_id="Pacific/Kiritimati"
    ).page  # where it is tomorrow by noon UTC
    east.goto(FRESH)
    expect(panel_of(east)).to_contain_text("Review overdue")


def test_a_page_ages_when_material_swaps_pages(page: Page, visitor: Visitor) -> None:
    due = day_in(page, FRESH, "data-hub-due")
    later = visitor(on=due + dt.timedelta(days=1)).page
    later.goto("sops/escalate-a-case/")
    later.evaluate("window.isTheSameWindow = true")
    later.locator(".md-nav--primary").get_by_role("link", name="Issue a refund").click()
    expect(later.get_by_role("heading", level=1)).to_contain_text("Issue a refund")
    expect(panel_of(later)).to_contain_text("Review overdue")
    assert later.evaluate("window.isTheSameWindow")


def test_without_scripts_a_page_stays_as_built(visitor: Visitor) -> None:
    page = visitor(on=dt.date(2040, 1, 1), java_script_enabled=False).page
    page.goto(FRESH)
    expect(panel_of(page)).to_contain_text("Fresh")
    expect(panel_of(page)).not_to_contain_text("Review overdue")
    expect(banner_of(page)).to_have_count(0)


def test_paper_shows_the_evidence_without_being_asked(page: Page) -> None:
    page.goto(FRESH)
    page.emulate_media(media="print")
    expect(panel_of(page).get_by_text("Evidence of the last review")).to_be_visible()
