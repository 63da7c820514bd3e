"""The generated pages and the glossary's terms in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import Visitor

pytestmark = pytest.mark.browser

PAGES = ("health", "queue", "decisions", "lessons", "tags", "people")
TERM_PAGE = "sops/issue-a-refund/"
PHONE = {"width": 390, "height": 844}


def rows(page: Page) -> Locator:
    return page.locator("#hub-queue tbody tr:visible")


def tip(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def term(page: Page) -> Locator:
    return page.locator("a.hub-term").first


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone_or_complains(visitor: Visitor, name: str) -> None:
    visit = visitor(viewport=PHONE)
    visit.page.goto(f"hub/{name}/", wait_until="networkidle")
    assert not visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert visit.complaints == []
    expect(visit.page.locator(".hub-page [style]")).to_have_count(0)


def test_the_queue_can_be_narrowed_by_keyboard_and_the_choice_shared(page: Page) -> None:
    page.goto("hub/queue/")
    form = page.get_by_role("search", name="Choose from the review queue")
    everything = rows(page).count()
    owner = form.get_by_label("Owner")
    owner.focus()
    owner.select_option("Leila Haddad")
    expect(rows(page)).to_have_count(1)
    expect(form.get_by_role("status")).to_have_text(f"1 of {everything} pages")
    expect(page).to_have_url(re.compile(r"\?owner=Leila\+Haddad$"))
    page.reload()
    expect(rows(page)).to_have_count(1)
    form.get_by_role("button", name="Show all").press("Enter")
    expect(rows(page)).to_have_count(everything)
    form.get_by_label("Words").fill("REQUEST handle")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Handle a data request")


def test_an_owner_leads_to_their_part_of_the_queue(page: Page) -> None:
    page.goto("hub/people/")
    owner = page.locator(".hub-cards > li", has=page.get_by_role("heading", name="Leila Haddad"))
    owner.get_by_role("link", name="needs a review").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review queue")
    expect(rows(page)).to_have_count(1)


def test_without_scripts_the_whole_queue_is_listed(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).page
    page.goto("hub/queue/")
    assert rows(page).count() > 5
    expect(page.locator(".hub-filter")).to_be_hidden()


def test_a_tag_of_a_page_leads_to_the_pages_that_carry_it(page: Page) -> None:
    page.goto(TERM_PAGE)
    page.get_by_role("navigation", name="Tags of this page").get_by_text("refunds").click()
    expect(page.get_by_role("heading", level=2, name="refunds")).to_be_in_viewport()
    section = page.get_by_role("region", name="refunds")
    expect(section.get_by_role("link", name="Issue a refund")).to_be_visible()


def test_a_chart_can_be_read_as_a_table(page: Page) -> None:
    page.goto("hub/health/")
    chart = page.get_by_role("figure").filter(has_text="Reviews by month")
    chart.get_by_text("Show as table").click()
    expect(chart.get_by_role("row")).to_have_count(13)


def test_paper_shows_the_tables_and_no_form(page: Page) -> None:
    page.goto("hub/health/")
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Reviews by month, as a table")).to_be_visible()
    page.goto("hub/queue/")
    expect(page.locator(".hub-filter")).to_be_hidden()


def test_a_term_says_what_it_means_on_focus_until_escape(page: Page) -> None:
    page.goto(TERM_PAGE)
    term(page).focus()
    expect(tip(page)).to_contain_text("A person at Northwind")
    assert term(page).get_attribute("aria-describedby") == tip(page).get_attribute("id")
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(term(page)).to_be_focused()


def test_a_meaning_stays_while_it_is_pointed_at(page: Page) -> None:
    page.goto(TERM_PAGE)
    term(page).hover()
    expect(tip(page)).to_be_visible()
    tip(page).hover()
    page.clock.run_for(2000)
    expect(tip(page)).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(2000)
    expect(tip(page)).to_have_count(0)


def test_the_first_tap_explains_and_the_second_follows(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE, has_touch=True, is_mobile=True).page
    page.goto(TERM_PAGE)
    term(page).tap()
    expect(tip(page)).to_be_visible()
    expect(tip(page)).to_be_in_viewport(ratio=1)
    assert "glossary" not in page.url
    term(page).tap()
    expect(page).to_have_url(re.compile("glossary/#agent$"))


def test_without_scripts_a_term_is_a_link_to_its_entry(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).page
    page.goto(TERM_PAGE)
    term(page).click()
    expect(page).to_have_url(re.compile("glossary/#agent$"))
    expect(page.locator("#agent")).to_be_in_viewport()


def test_the_glossary_itself_has_no_terms(page: Page) -> None:
    page.goto("glossary/")
    expect(page.locator("a.hub-term")).to_have_count(0)
