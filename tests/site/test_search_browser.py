"""How readers search a site whose server answers: in the dialog, and on the page of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from hub.site.builders import site_builder
from hub.usage.events import EVENT
from tests.builders import TODAY, Handbook, page
from tests.site.answering import Answerer, answering
from tests.site.canned_search import HOSTILE, answer
from tests.site.conftest import Visitor
from tests.site.test_accessibility import grave_findings
from tests.site.test_usage_browser import PHONE, TALL, Reading

pytestmark = pytest.mark.browser

_MKDOCS_YML = """\
site_name: Hub
site_url: {url}
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/brightness-7, name: Switch to dark mode}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/brightness-4, name: Switch to light mode}}
plugins: [search, hub]
"""


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:  # noqa: ARG001 (without a browser nothing needs to be built)
    folder = tmp_path_factory.mktemp("search")
    with answering(folder / "site", answer) as answerer:
        book = Handbook(folder / "hub", "content: {dir: content}\n").write_root(
            "mkdocs.yml", _MKDOCS_YML.format(url=answerer.url)
        )
        book.write("index.md", page("Home", "[Refund](sops/refund.md)", id="HOME"))
        steps = "".join(f"\n\n## Step {number}\n\n{'Pay. ' * 900}" for number in range(1, 5))
        book.write("sops/refund.md", page("Issue a refund", steps, id="SOP-012"))
        book.write("faqs/refunds.md", page("Refunds and returns", "Five days."))
        book.commit()
        site_builder().build(book.open(), "everyone", folder / "site", events=True)
        yield answerer


Reader = Callable[..., Reading]


@pytest.fixture
def reader(visitor: Visitor, site: Answerer) -> Reader:
    """Opens a browser that knows nothing yet; arguments are those of ``visitor``."""
    site.forget()

    def read(address: str = "", **options: object) -> Reading:
        visit = visitor(on=TODAY, base_url=site.url, **options)
        visit.page.clock.pause_at("2026-06-15T13:00:00Z")
        reading = Reading(visit.page, site, visit.complaints)
        reading.open(address)
        return reading

    return read


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def hits(page: Page) -> Locator:
    return page.locator(".hub-found-list > li")


def search(page: Page, words: str) -> None:
    """Open the dialog, type, and wait for the answer."""
    if not dialog(page).is_visible():
        page.keyboard.press("Control+k")
    field(page).fill(words)
    page.clock.run_for(200)
    expect(dialog(page).get_by_role("status")).to_contain_text(re.compile("result|Nothing"))


# The dialog


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_the_dialog_and_escape_gives_the_focus_back(reader: Reader, key: str) -> None:
    shown = reader("sops/refund/").page
    link = shown.get_by_role("link", name="Step 2").first
    link.focus()
    shown.keyboard.press(key)
    expect(field(shown)).to_be_focused()
    expect(field(shown)).to_have_value("")
    shown.keyboard.press("Escape")
    expect(dialog(shown)).to_be_hidden()
    expect(link).to_be_focused()


def test_the_field_in_the_header_opens_it_and_tab_stays_inside(reader: Reader) -> None:
    shown = reader().page
    shown.get_by_role("banner").get_by_role("button", name="Search").click()
    for _ in range(4):
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    dialog(shown).get_by_role("button", name="Close").click()
    expect(dialog(shown)).to_be_hidden()
    assert shown.locator("[data-md-component=search]").count() == 0


def test_material_neither_searches_nor_loads_its_index(visitor: Visitor, site: Answerer) -> None:
    visit = visitor(on=TODAY, base_url=site.url)
    visit.page.goto("search/?q=refund", wait_until="load")
    visit.page.clock.run_for(1000)
    expect(hits(visit.page).first).to_be_visible()
    assert not [address for address in visit.requests if "search_index" in address]
    assert visit.complaints == []


def test_what_is_typed_is_asked_once_and_every_result_says_what_it_is(
    reader: Reader, site: Answerer
) -> None:
    shown = reader().page
    shown.keyboard.press("/")
    shown.keyboard.type("refund")
    shown.clock.run_for(500)
    expect(options(shown)).to_have_count(9)
    assert [asked["q"] for asked in site.asked] == [["refund"]]
    expect(options(shown).first).to_have_text(
        "Issue a refundSOP-012Step 3Pay the refund to the card that was charged. A refund above "
        "250 euros needs a team lead, who finds it in the queue the same day.SOPFresh"
        "Priya Raman (Northwind)edited 1 May 2026"
    )
    expect(options(shown).first.locator("mark")).to_have_text(["refund", "refund"])
    expect(options(shown).last).to_have_text("All 14 results")
    expect(dialog(shown).get_by_role("status")).to_have_text("14 results")


def test_an_answer_that_comes_too_late_is_dropped(reader: Reader, site: Answerer) -> None:
    reading = reader()
    slow = reading.page

    def wait(route: Route) -> None:
        slow.wait_for_timeout(400)
        route.continue_()

    slow.route(re.compile("api/search.*q=refund&"), wait)
    slow.keyboard.press("/")
    field(slow).fill("refund")
    slow.clock.run_for(200)
    field(slow).fill("cheque")
    slow.clock.run_for(200)
    slow.wait_for_timeout(700)
    expect(dialog(slow).get_by_role("status")).to_have_text("Nothing found for cheque")
    assert site.asked[-1]["q"] in (["cheque"], ["refund"])


def test_keys_alone_lead_to_the_place_in_the_page(reader: Reader, site: Answerer) -> None:
    shown = reader().page
    search(shown, "refund")
    expect(options(shown).nth(0)).to_have_attribute("aria-selected", "true")
    shown.keyboard.press("ArrowDown")
    expect(field(shown)).to_have_attribute("aria-activedescendant", "hub-find-1")
    shown.keyboard.press("ArrowUp")
    shown.keyboard.press("ArrowUp")
    expect(options(shown).last).to_have_attribute("aria-selected", "true")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"{site.url}sops/refund/#step-3")
    expect(shown.get_by_role("heading", name="Step 3")).to_be_in_viewport()
    expect(dialog(shown)).to_be_hidden()


def test_enter_waits_for_the_answer(reader: Reader, site: Answerer) -> None:
    shown = reader().page
    shown.keyboard.press("/")
    shown.keyboard.type("refund")
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"{site.url}sops/refund/#step-3")


def test_the_last_row_leads_to_all_results(reader: Reader, site: Answerer) -> None:
    shown = reader().page
    search(shown, "refund")
    shown.keyboard.press("ArrowUp")
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"{site.url}search/?q=refund")
    expect(hits(shown)).to_have_count(10)
    expect(shown.get_by_role("searchbox")).to_have_value("refund")


def test_words_that_fit_nothing_are_corrected_or_said_to_fit_nothing(reader: Reader) -> None:
    shown = reader().page
    search(shown, "refnd")
    expect(dialog(shown)).to_contain_text(
        "Nothing fits “refnd”. These are the results for “refund”"
    )
    search(shown, "refund s")
    dialog(shown).get_by_role("button", name="refund").click()
    expect(field(shown)).to_have_value("refund")
    expect(options(shown)).to_have_count(9)
    search(shown, "xylophone")
    expect(dialog(shown)).to_contain_text("Nothing found for “xylophone”.")


def test_a_suggestion_is_searched_for(reader: Reader, site: Answerer) -> None:
    site.suggestions = ["refund", "refund in shop"]
    shown = reader().page
    search(shown, "refund")
    dialog(shown).get_by_role("button", name="refund in shop").click()
    expect(options(shown).first).to_contain_text("Refund in shop 1")
    expect(field(shown)).to_be_focused()


def test_the_front_page_opens_the_dialog_with_what_is_typed(reader: Reader) -> None:
    shown = reader().page
    shown.get_by_label("Search the hub").press_sequentially("r")
    expect(field(shown)).to_be_focused()
    expect(field(shown)).to_have_value("r")


def test_a_server_that_fails_is_said_to(reader: Reader, site: Answerer) -> None:
    shown = reader().page
    site.search_status = 503
    shown.keyboard.press("/")
    field(shown).fill("refund")
    shown.clock.run_for(200)
    expect(dialog(shown).get_by_role("status")).to_contain_text("can't be reached")
    site.search_status = 200
    search(shown, "refunds")
    expect(options(shown).first).to_be_visible()


# The page


def test_facets_are_combined_taken_back_and_kept_in_the_address(
    reader: Reader, site: Answerer
) -> None:
    shown = reader("search/?q=refund").page
    expect(hits(shown)).to_have_count(10)
    expect(shown.locator(".hub-found-sum")).to_have_text("1–10 of 14 results for “refund”")
    shown.get_by_role("group", name="Kind").get_by_label("FAQ").check()
    expect(shown).to_have_url(f"{site.url}search/?q=refund&kind=faq")
    expect(hits(shown)).to_have_count(1)
    expect(shown.get_by_role("checkbox", name="FAQ")).to_be_focused()
    shown.get_by_role("group", name="Kind").get_by_label("Lesson").check()
    expect(shown).to_have_url(f"{site.url}search/?q=refund&kind=faq&kind=lesson")
    expect(hits(shown)).to_have_count(2)
    shown.get_by_role("button", name="Kind: FAQ, remove").click()
    expect(hits(shown)).to_have_count(1)
    shown.go_back()
    expect(shown).to_have_url(f"{site.url}search/?q=refund&kind=faq&kind=lesson")
    expect(hits(shown)).to_have_count(2)
    shown.go_back()
    shown.go_back()
    expect(hits(shown)).to_have_count(10)


def test_an_address_can_be_shared_and_the_way_back_leads_to_it(
    reader: Reader, site: Answerer
) -> None:
    address = "search/?q=refund&kind=sop&state=fresh"
    shown = reader(address).page
    expect(hits(shown)).to_have_count(9)
    expect(shown.get_by_role("checkbox", name="Fresh")).to_be_checked()
    shown.get_by_role("link", name="Issue a refund").click()
    shown.wait_for_url(f"{site.url}sops/refund/#step-3")
    shown.go_back()
    expect(shown).to_have_url(site.url + address)
    expect(hits(shown)).to_have_count(9)


def test_results_have_pages(reader: Reader, site: Answerer) -> None:
    shown = reader("search/?q=refund").page
    shown.get_by_role("link", name="Next").click()
    expect(shown).to_have_url(f"{site.url}search/?q=refund&page=2")
    expect(hits(shown)).to_have_count(4)
    expect(shown.locator(".hub-found-sum")).to_have_text("11–14 of 14 results for “refund”")
    shown.go_back()
    expect(hits(shown)).to_have_count(10)


def test_archived_pages_are_found_when_asked_for(reader: Reader, site: Answerer) -> None:
    shown = reader("search/?q=cheque").page
    expect(shown.locator(".hub-found-empty")).to_contain_text("Nothing found for “cheque”.")
    shown.get_by_role("button", name="Include archived pages").click()
    expect(shown).to_have_url(f"{site.url}search/?q=cheque&archived=1")
    expect(hits(shown)).to_have_count(1)
    expect(shown.get_by_role("switch", name="Include archived pages")).to_be_checked()
    assert site.asked[-1]["archived"] == ["1"]


def test_typing_is_one_step_in_the_history(reader: Reader, site: Answerer) -> None:
    shown = reader("search/").page
    expect(shown.get_by_role("searchbox")).to_be_focused()
    for words in ("ref", "refund", "refund in"):
        shown.get_by_role("searchbox").fill(words)
        shown.clock.run_for(300)
    expect(shown).to_have_url(f"{site.url}search/?q=refund+in")
    expect(hits(shown)).to_have_count(8)
    shown.go_back()
    expect(shown).to_have_url(f"{site.url}search/")
    expect(shown.get_by_role("searchbox")).to_have_value("")
    expect(shown.locator(".hub-found-empty")).to_contain_text("Type words")


def test_without_scripts_the_page_says_what_it_needs(visitor: Visitor, site: Answerer) -> None:
    shown = visitor(on=TODAY, base_url=site.url, java_script_enabled=False).page
    shown.goto("search/")
    expect(shown.get_by_text("Searching needs JavaScript")).to_be_visible()
    expect(shown.get_by_role("searchbox")).to_be_hidden()


@pytest.mark.parametrize("place", ["dialog", "page"])
def test_a_hostile_page_is_text(reader: Reader, place: str) -> None:
    reading = reader("" if place == "dialog" else "search/?q=refund&tag=%3Cscript%3E")
    shown = reading.page
    if place == "dialog":
        search(shown, HOSTILE[:20])
    row = (options(shown) if place == "dialog" else hits(shown)).first
    expect(row).to_contain_text(HOSTILE)
    assert row.locator("img, b, script").count() == 0
    assert shown.title() != "taken"
    assert reading.complaints == []


# What is told


def test_an_opened_result_is_told_with_its_rank(reader: Reader) -> None:
    reading = reader()
    search(reading.page, "refund")
    reading.page.keyboard.press("ArrowDown")
    reading.page.keyboard.press("Enter")
    reading.wait(5)
    (told,) = reading.hears(1, "search")
    assert (told["query"], told["results"]) == ("refund", 14)
    assert (told["rank"], told["page"]) == (2, "faqs/refunds.md")
    EVENT.validate_python(told)


def test_a_query_is_told_once_another_takes_its_place_but_not_while_it_grows(
    reader: Reader,
) -> None:
    reading = reader()
    for words in ("refund", "refund in"):
        search(reading.page, words)
        reading.wait(2)
    reading.hears(0, "search")
    search(reading.page, "xylophone")
    expect(dialog(reading.page).get_by_role("status")).to_contain_text("xylophone")
    reading.wait(2)
    reading.page.keyboard.press("Escape")
    reading.wait(2)
    told = reading.hears(2, "search")
    assert [(one["query"], one["results"]) for one in told] == [("refund in", 8), ("xylophone", 0)]
    assert "rank" not in told[0]


def test_words_that_did_not_stand_still_are_not_told(reader: Reader) -> None:
    reading = reader()
    search(reading.page, "refund")
    reading.page.keyboard.press("Escape")
    reading.hears_nothing("search")


def test_words_that_lead_to_all_results_are_told_once(reader: Reader) -> None:
    reading = reader()
    search(reading.page, "refund")
    reading.wait(2)
    options(reading.page).last.click()
    expect(hits(reading.page)).to_have_count(10)
    reading.wait(2)
    hits(reading.page).nth(2).get_by_role("link").click()
    reading.wait(5)
    (told,) = reading.hears(1, "search")
    assert (told["query"], told["rank"], told["page"]) == ("refund", 3, "decisions/limits.md")


def test_coming_back_to_results_is_no_other_search(reader: Reader, site: Answerer) -> None:
    reading = reader("search/?q=refund")
    hits(reading.page).first.get_by_role("link").click()
    reading.page.wait_for_url(f"{site.url}sops/refund/#step-3")
    reading.wait(2)
    reading.page.go_back()
    expect(hits(reading.page)).to_have_count(10)
    reading.wait(3)
    reading.page.goto("about:blank")
    told: list[dict[str, Any]] = reading.hears(1, "search")
    assert told[0]["rank"] == 1


# How it looks


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["refund", "xylophone", "refund s"])
def test_axe_has_no_serious_finding(reader: Reader, scheme: str, words: str) -> None:
    reading = reader(f"search/?q={words}&kind=sop", viewport=TALL, color_scheme=scheme)
    shown = reading.page
    expect(shown.locator(".hub-found-sum")).not_to_be_empty()
    shown.clock.resume()  # axe waits by the clock
    assert grave_findings(shown) == []
    shown.keyboard.press("Control+k")
    field(shown).fill(words)
    expect(dialog(shown).get_by_role("status")).not_to_be_empty()
    assert grave_findings(shown) == []


def test_nothing_is_wider_than_a_phone_nor_on_paper(reader: Reader) -> None:
    shown = reader("search/?q=refund&kind=sop", viewport=PHONE).page
    expect(hits(shown).first).to_be_visible()
    shown.get_by_text("Narrow down").click()
    expect(shown.get_by_role("checkbox", name="FAQ")).to_be_visible()
    assert not shown.evaluate("document.documentElement.scrollWidth > innerWidth")
    shown.emulate_media(media="print")
    expect(shown.locator(".hub-found-form")).to_be_hidden()
    expect(shown.get_by_role("checkbox", name="FAQ")).to_be_hidden()
    expect(hits(shown).first).to_be_visible()
    shown.emulate_media(media="screen")
    search(shown, HOSTILE[:20])
    assert not shown.evaluate("document.querySelector('dialog').scrollWidth > innerWidth")
