"""The front door, what changed, the way into the forge and the printed page, in a real browser."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from hub.site.builders import site_builder
from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page
from tests.serving import serving
from tests.site.conftest import OwnSite, Visitor
from tests.site.test_accessibility import grave_findings

pytestmark = pytest.mark.browser

_DAY, _LATE = dt.date(2026, 6, 15), dt.date(2026, 7, 6)
_HUB_YML = TWO_SIDES + "forge: {url: 'https://github.com/acme/hub'}\n"
_MKDOCS_YML = """\
site_name: Hub
site_url: {url}
docs_dir: content
theme: {{name: material, font: false, features: [navigation.instant]}}
plugins: [search, hub]
"""
_SOP = {"id": "SOP-1", "version": "3.1", "effective": "2026-02-01", "owner": "priya"}
_REVIEW = {"last": "2026-01-05", "by": "ana", "every": "6 months", "evidence": "Walked it."}
_LONG = "\n\n".join(f"Rule {n} says what to do in case {n}." for n in range(90))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with a page that changed and was superseded by another."""
    folder = tmp_path_factory.mktemp("front")
    with serving(folder / "site") as url:
        book = Handbook(folder / "hub", _HUB_YML)
        book.write_root("mkdocs.yml", _MKDOCS_YML.format(url=url))
        book.write("index.md", page("Home", "Hello."))
        book.write("sops/pay.md", page("Pay", f"Wait five minutes. Then ask.\n\n{_LONG}", **_SOP))
        book.write("sops/old.md", page("Old way", "x", superseded_by="SOP-1"))
        book.write("faqs/late.md", page("Late?", "Wait.", review=_REVIEW)).commit(ANA)
        book.write("faqs/late.md", page("Late?", "Ask.", review=_REVIEW))
        book.write("sops/pay.md", page("Pay", f"Wait ten minutes. Then ask.\n\n{_LONG}", **_SOP))
        hub = book.commit(PRIYA, "2026-02-01").open(_DAY)
        site_builder().build(hub, "client", folder / "site")
        yield url


@pytest.fixture
def pay(visitor: Visitor, url: str) -> Page:
    """The page that changed."""
    pay = visitor(on=_DAY, base_url=url).page
    pay.goto("sops/pay/")
    return pay


def panel(on: Page) -> Locator:
    return on.get_by_role("complementary", name="Can this page be relied on?")


def test_what_changed_unfolds_by_keyboard_and_is_said_in_words(pay: Page) -> None:
    changed = panel(pay).locator(".hub-difference")
    expect(changed).to_be_hidden()
    summary = panel(pay).locator("summary", has_text="See what changed on 1 February 2026")
    summary.focus()
    pay.keyboard.press("Enter")
    expect(changed).to_be_visible()
    expect(changed).to_have_text("Wait removed: five added: ten minutes. Then ask.")
    assert changed.locator("del").evaluate("it => getComputedStyle(it).textDecorationLine") == (
        "line-through"
    )
    unseen = changed.locator(".hub-unseen").first.bounding_box()
    assert unseen is not None
    assert unseen["width"] <= 1
    assert [found for found in grave_findings(pay) if "hub-" in found] == []


def test_supersedes_and_superseded_by_lead_both_ways(pay: Page) -> None:
    panel(pay).locator("summary", has_text="Uses").click()
    panel(pay).get_by_role("link", name="Old way").first.click()
    expect(pay.get_by_role("heading", level=1)).to_contain_text("Old way")
    pay.locator(".hub-banner").get_by_role("link", name="Pay").click()
    expect(pay.get_by_role("heading", level=1)).to_contain_text("Pay")


def test_a_changed_page_grows_overdue_too_and_warns_once(visitor: Visitor, url: str) -> None:
    for on, state in ((dt.date(2026, 7, 5), "Changed since review"), (_LATE, "Review overdue")):
        late = visitor(on=on, base_url=url).page
        late.goto("faqs/late/")
        expect(panel(late)).to_contain_text(state)
        expect(late.locator(".hub-banner")).to_have_count(1)
    expect(late.locator(".hub-banner")).to_contain_text("its review is overdue")
    expect(panel(late)).not_to_contain_text("Changed since review")


def test_the_forge_is_linked_and_never_asked(visitor: Visitor, url: str) -> None:
    visit = visitor(on=_DAY, base_url=url)
    visit.page.goto("sops/pay/", wait_until="networkidle")
    edit = panel(visit.page).get_by_role("link", name="Edit this page")
    expect(edit).to_have_attribute(
        "href", "https://github.com/acme/hub/edit/main/content/sops/pay.md"
    )
    expect(edit).to_have_attribute("rel", re.compile("noreferrer"))
    report = panel(visit.page).get_by_role("link", name="Report a problem")
    expect(report).to_have_attribute("href", re.compile("title=Problem%20with%3A%20Pay"))
    assert visit.complaints == []
    assert [asked for asked in visit.requests if not asked.startswith(url)] == []


def test_every_sheet_says_what_it_is(pay: Page) -> None:
    head = pay.locator(".hub-print")
    expect(head).to_be_hidden()
    pay.emulate_media(media="print")
    pay.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(head).to_be_visible()
    text = head.inner_text()
    for words in (
        "SOP-1 · Pay",
        "Version 3.1, in effect since 1 February 2026",
        "Owner Priya Nair (Northwind Support)",
        "State on 15 June 2026: Never reviewed",
        f"Printed from {pay.url} on 15 June 2026",
        "Uncontrolled when printed",
    ):
        assert words in text
    # Chromium repeats the head of a table on every sheet.
    assert head.evaluate("it => getComputedStyle(it).display") == "table-header-group"
    assert head.locator("..").evaluate("it => getComputedStyle(it).display") == "table"
    expect(panel(pay).locator(".hub-actions, .hub-changed")).to_have_count(2)
    for hidden in panel(pay).locator(".hub-actions, .hub-changed").all():
        expect(hidden).to_be_hidden()


def test_a_page_prints_on_several_sheets(pay: Page) -> None:
    sheets = re.findall(rb"/Type\s*/Page\b", pay.pdf(format="A4"))
    assert 2 <= len(sheets) <= 6


def test_typing_on_the_front_page_opens_the_search_with_what_was_typed(page: Page) -> None:
    page.goto("")
    field = page.get_by_role("searchbox", name="Search the hub")
    field.focus()
    page.keyboard.type("refund", delay=30)
    words = page.get_by_role("combobox", name="Search")
    expect(words).to_have_value("refund")
    expect(words).to_be_focused()
    page.get_by_role("option", name="Issue a refund").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Issue a refund")


def test_without_our_script_the_field_hands_its_words_to_the_search_page(page: Page) -> None:
    page.route("**/hub.js", lambda route: route.fulfill(body=""))
    page.goto("")
    page.get_by_role("searchbox", name="Search the hub").fill("refund")
    page.get_by_role("search").get_by_role("button", name="Search").first.click()
    expect(page).to_have_url(re.compile(r"/search/\?q=refund"))
    expect(page.get_by_role("searchbox", name="Search the hub")).to_have_value("refund")
    expect(page.locator(".hub-found-list > li").first).to_be_visible()


def test_the_page_for_unknown_addresses_searches_for_their_words(
    page: Page, own_site: OwnSite
) -> None:
    missing = f"{own_site.url}sops/issue-a-refnd/"
    page.goto("404.html")
    body = page.content()
    page.route(
        missing, lambda route: route.fulfill(body=body, status=404, content_type="text/html")
    )
    page.goto(missing)
    field = page.get_by_role("searchbox", name="Search for it")
    expect(field).to_have_value("issue a refnd")
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page).to_have_url(own_site.url)


def test_marks_in_the_navigation_are_drawn(page: Page) -> None:
    page.goto("sops/handle-a-data-request/")
    mark = page.locator(".md-nav--primary .md-status--hub-overdue").first
    expect(mark).to_have_attribute("title", "Review overdue")
    style = "it => getComputedStyle(it, '::after')"
    assert "data:image/svg" in mark.evaluate(f"{style}.maskImage")
    assert "review overdue" in mark.evaluate(f"{style}.content")
