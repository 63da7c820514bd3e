"""How readers search a site that is hosted as files: as any other, answered by a script."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hub.site.builders import site_builder
from hub_mkdocs import searching
from tests.builders import ANA, PRIYA, TODAY, TWO_SIDES, Handbook, page
from tests.serving import serving
from tests.site.conftest import Visitor
from tests.site.test_accessibility import grave_findings
from tests.site.test_search_browser import dialog, field, hits, options
from tests.site.test_usage_browser import PHONE

pytestmark = pytest.mark.browser

_OVERDUE_BY = dt.date(2027, 1, 10)
_MKDOCS_YML = """\
site_name: Hub
site_url: {url}
use_directory_urls: {directories}
docs_dir: content
theme: {{name: material, font: false, features: [navigation.instant]}}
plugins: [search, hub]
"""
_REVIEW = {"last": "2026-06-01", "by": "ana", "every": "6 months", "evidence": "Walked it."}
_STEPS = "\n\n".join(
    f"## Step {number}\n\nCarry on with part {number}. {'Mind the gap. ' * 90}"
    for number in range(1, 4)
)
_CHEQUE = "\n\n## By cheque\n\nA voucher <b>&amp;</b> a cheque go out on Friday."


def _write(book: Handbook) -> Handbook:
    book.write("index.md", page("Home", "Hello."))
    sop = page("Issue a refund", f"Pay it back.\n\n{_STEPS}{_CHEQUE}", id="SOP-012",
               owner="priya", kind="sop", review=_REVIEW, tags=["money"])  # fmt: skip
    book.write("sops/refund.md", sop)
    book.write("sops/old.md", page("Refund, the old way", "A refund.", superseded_by="SOP-012"))
    book.write("sops/gone.md", page("Refund by post", "Send a refund.", status="archived"))
    book.write("faqs/secret.md", page("Quokka", "A refund for a quokka.", audience=["vendor"]))
    for number in range(1, 13):
        text = f"Answer {number} speaks of a refund."
        book.write(f"faqs/f{number}.md", page(f"Question {number}", text, kind="faq", owner="tom"))
    return book.commit(ANA, "2026-06-01").write(
        "faqs/f1.md", page("Question 1", "A refund changes nothing.", kind="faq", owner="tom")
    ).commit(PRIYA, "2026-06-02")  # fmt: skip


def _published(folder: Path, *, many: int = 500, directories: bool = True) -> Iterator[str]:
    with serving(folder / "site") as url:
        book = Handbook(folder / "hub", TWO_SIDES)
        settings = _MKDOCS_YML.format(url=url, directories=str(directories).lower())
        hub = _write(book.write_root("mkdocs.yml", settings)).open(TODAY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(searching, "MANY", many)
            site_builder().build(hub, "client", folder / "site")
        yield url


@pytest.fixture(scope="module", params=["index", "pagefind"])
def url(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory  # noqa: ARG001 (without a browser nothing needs to be built)
) -> Iterator[str]:  # fmt: skip
    """A small site, whose answers come from where those of a small or a large one do."""
    many = 3 if request.param == "pagefind" else 500
    yield from _published(tmp_path_factory.mktemp("plain"), many=many)


Reader = Callable[..., Page]


@pytest.fixture
def reader(visitor: Visitor, url: str) -> Iterator[Reader]:
    """Opens a browser; nothing may be asked of another host, and nothing may fail."""
    visits = []

    def read(address: str = "", on: dt.date = TODAY, **more: object) -> Page:
        visits.append(visitor(on=on, base_url=url, **more))
        visits[-1].page.goto(address, wait_until="load")
        return visits[-1].page

    yield read
    for visit in visits:
        assert visit.complaints == []
        assert [asked for asked in visit.requests if not asked.startswith(url)] == []


def _said(shown: Page) -> Locator:
    return dialog(shown).get_by_role("status")


def test_keys_alone_lead_to_the_passage(reader: Reader, url: str) -> None:
    shown = reader()
    shown.keyboard.press("/")
    shown.keyboard.type("voucher cheque", delay=5)
    expect(options(shown).first).to_contain_text("Issue a refund")
    expect(options(shown).first).to_contain_text("By cheque")
    expect(options(shown).first).to_contain_text("A voucher & a cheque go out on Friday.")
    expect(options(shown).first.locator("mark")).to_have_text([re.compile("voucher"), "cheque"])
    for words in ("SOP-012", "SOP", "Fresh", "Priya Nair", "edited 1 June 2026"):
        expect(options(shown).first).to_contain_text(words)
    expect(_said(shown)).to_have_text("1 result")
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"{url}sops/refund/#by-cheque")
    expect(shown.get_by_role("heading", name="By cheque")).to_be_in_viewport()


def test_the_page_narrows_down_by_facets_that_count_all_results(reader: Reader) -> None:
    shown = reader()
    shown.keyboard.press("Control+k")
    field(shown).fill("refund")
    expect(options(shown)).to_have_count(9)
    shown.keyboard.press("ArrowUp")
    shown.keyboard.press("Enter")
    expect(hits(shown)).to_have_count(10)
    expect(shown.locator(".hub-found-sum")).to_have_text("1–10 of 14 results for “refund”")
    kinds = shown.get_by_role("group", name="Kind")
    expect(kinds).to_have_text("KindFAQ12SOP2")
    kinds.get_by_label("SOP").check()
    expect(hits(shown)).to_have_count(2)
    expect(hits(shown).first).to_contain_text("Issue a refund")
    expect(hits(shown).last).to_contain_text("Refund, the old way")
    expect(hits(shown).last).to_contain_text("Superseded")
    expect(kinds).to_have_text("KindSOP2FAQ12")
    expect(shown.get_by_role("group", name="Trust")).to_contain_text("Superseded1")
    shown.get_by_role("checkbox", name="Fresh").check()
    expect(hits(shown)).to_have_count(1)
    expect(shown).to_have_url(re.compile(r"\?q=refund&kind=sop&state=fresh$"))
    hits(shown).get_by_role("link").click()
    expect(shown.get_by_role("heading", level=1)).to_contain_text("Issue a refund")


def test_what_is_archived_is_found_when_asked_for_and_results_have_pages(reader: Reader) -> None:
    shown = reader("search/?q=refund&archived=1&page=2")
    expect(hits(shown)).to_have_count(5)
    expect(shown.locator(".hub-found-sum")).to_have_text("11–15 of 15 results for “refund”")
    shown.get_by_role("switch", name="Include archived pages").uncheck()
    expect(hits(shown)).to_have_count(10)
    expect(shown.locator(".hub-found-sum")).to_have_text("1–10 of 14 results for “refund”")
    shown.goto("search/?q=post&archived=1")
    expect(hits(shown)).to_contain_text(["Refund by postSend a refund.SOPArchived"])


_TYPED = {
    "sop-012": "Issue a refund",
    'refund owner:"tom okafor" question -answer': "Question 1",
    '"speaks of a refund" kind:faq tag:none': None,
    "tag:money": "Issue a refund",
    "state:superseded": "Refund, the old way",
    '"refund a"': None,
    "quokka": None,
    ': "" - kind: ((': None,
}
"""What is typed, and the only result."""


def test_filters_phrases_and_words_to_leave_out_work(reader: Reader) -> None:
    shown = reader()
    shown.keyboard.press("/")
    for typed, found in _TYPED.items():
        field(shown).fill(typed)
        if found is None:
            expect(_said(shown)).to_have_text(re.compile(f"^Nothing found for {re.escape(typed)}"))
        else:
            expect(options(shown).last).to_contain_text("All 1 result")
            expect(options(shown).first).to_contain_text(found)


def test_a_state_grows_older_by_itself(reader: Reader) -> None:
    shown = reader(on=_OVERDUE_BY)
    shown.keyboard.press("/")
    field(shown).fill("voucher")
    expect(options(shown).first).to_contain_text("Review overdue")
    field(shown).fill("refund state:overdue")
    expect(_said(shown)).to_have_text("1 result")
    field(shown).fill("refund state:fresh")
    expect(_said(shown)).to_contain_text("Nothing found")


def test_a_search_is_told_of(reader: Reader) -> None:
    shown = reader()
    shown.evaluate("document.addEventListener('hub:event', (it) => (window.told = it.detail))")
    shown.keyboard.press("/")
    field(shown).fill("voucher")
    expect(_said(shown)).to_have_text("1 result")
    shown.keyboard.press("Enter")
    told = shown.wait_for_function("window.told").json_value()
    assert (told["type"], told["query"], told["results"]) == ("search", "voucher", 1)
    assert told["rank"] == 1


def test_axe_has_no_serious_finding_on_a_phone_in_the_dark(reader: Reader) -> None:
    shown = reader("search/?q=refund&kind=sop", viewport=PHONE, color_scheme="dark")
    expect(hits(shown).first).to_be_visible()
    assert grave_findings(shown) == []
    assert not shown.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_addresses_without_folders_and_slips_of_the_pen(visitor: Visitor, tmp_path: Path) -> None:
    for url in _published(tmp_path, directories=False):
        shown = visitor(base_url=url, on=TODAY).page
        shown.goto("search.html?q=vuocher")
        expect(shown.locator(".hub-found-hint")).to_have_text(
            "Nothing fits “vuocher”. These are the results for “voucher”."
        )
        hits(shown).get_by_role("link").click()
        shown.wait_for_url(f"{url}sops/refund.html#by-cheque")
        shown.keyboard.press("/")
        field(shown).fill("refund")
        shown.get_by_role("option", name="All 14 results").click()
        shown.wait_for_url(f"{url}search.html?q=refund")
