"""What readers see first, and what is left without a mouse, colours or a large window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Visitor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SOP, OVERDUE, PATH = "sops/issue-a-refund/", "sops/handle-a-data-request/", "paths/new-agent/"
FACTS = ".hub-trust .hub-facts"
DRAWER = "header label[for=__drawer]"


def top_of(page: Page, selector: str) -> float:
    """How many pixels stand above the first element that a selector finds."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("address", [SOP, OVERDUE])
def test_the_answer_begins_in_the_upper_half_of_a_phone(visitor: Visitor, address: str) -> None:
    page = visitor(viewport=PHONE).page
    page.goto(address)
    assert top_of(page, "article h2 + p") < PHONE["height"] * 0.6
    expect(page.locator(FACTS)).to_be_hidden()
    page.get_by_text("Owner, dates and evidence").click()
    expect(page.locator(FACTS)).to_be_visible()


def test_the_facts_stand_open_where_there_is_room(page: Page) -> None:
    page.goto(SOP)
    expect(page.locator(FACTS)).to_be_visible()
    expect(page.get_by_text("Owner, dates and evidence")).to_be_hidden()


def test_the_front_page_begins_with_its_doors_not_with_its_facts(page: Page) -> None:
    page.goto("")
    expect(page.locator(FACTS)).to_be_hidden()
    expect(page.locator("article .grid.cards a").first).to_be_in_viewport()


def test_a_keyboard_opens_the_navigation_and_never_gets_lost_in_it(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).page
    page.goto(SOP)
    link = page.locator(".md-sidebar--primary a").first
    expect(link).to_be_hidden()
    page.locator(DRAWER).focus()
    for key in ("Enter", " "):
        page.keyboard.press(key)
        expect(page.locator(DRAWER)).to_have_attribute("aria-expanded", "true")
        expect(link).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(DRAWER)).to_be_focused()
        expect(link).to_be_hidden()


def test_skipping_to_the_content_comes_first(page: Page) -> None:
    page.goto(SOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()


def test_marks_are_left_when_the_reader_chooses_the_colours(visitor: Visitor) -> None:
    page = visitor(forced_colors="active").page
    page.goto(OVERDUE)
    mark = ".md-nav__link--active .md-status--hub-overdue"
    paint = "it => getComputedStyle(it, '::after').backgroundColor"
    sheet = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator(mark).first.evaluate(paint) not in (sheet, "rgba(0, 0, 0, 0)")


def test_a_task_to_do_has_no_tick(page: Page) -> None:
    page.goto(PATH)
    task = page.locator(".task-list-indicator").first
    shape = "it => getComputedStyle(it, '::before').maskImage"
    to_do = task.evaluate(shape)
    page.locator(".task-list-control input").first.evaluate("it => { it.checked = true }")
    assert task.evaluate(shape) != to_do


@pytest.mark.parametrize("address", ["", SOP, PATH, "hub/health/", "hub/queue/", "hub/decisions/"])
@pytest.mark.parametrize("width", [320, 820])
def test_nothing_runs_out_of_a_narrow_window(visitor: Visitor, address: str, width: int) -> None:
    page = visitor(viewport={"width": width, "height": 844}).page
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
