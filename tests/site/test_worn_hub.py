"""How a hub in the middle of its life looks: every state, long names, wide tables.

The project's own site is new and most of its pages are fresh, which hides what long words do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from hub.site.builders import site_builder
from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page
from tests.serving import serving
from tests.site.conftest import Visitor
from tests.site.test_accessibility import grave_findings, unfold

pytestmark = pytest.mark.browser

_DAY = dt.date(2026, 6, 15)
_LONG_NAME = "Priya Nair-Featherstonehaugh de la Villedieu-les-Poêles"
_HUB_YML = (
    TWO_SIDES.replace("name: Priya Nair,", f"name: {_LONG_NAME},")
    + "review: {every: {sop: 6 months, path: 12 months}}\n"
)
_STEPS = [{"page": f"SOP-{number}", "due_day": number} for number in range(1, 6)]
_COLUMNS = 14
_TABLE = "\n".join(
    f"|{cell * _COLUMNS}" for cell in (" Name of column |", " --- |", " a value of several words |")
)
_SMALL = "| One | Two |\n| --- | --- |\n| a | b |"
_CODE = """\
```python hl_lines="1 2"
def cost(order: Order) -> int:  # in cents
    return int(order.price * 100) + len("text")
```"""
_LISTS = ("hub/health/", "hub/queue/", "hub/paths/", "hub/decisions/")
_KINDS = (
    *_LISTS,
    "hub/whats-new/",
    "hub/people/",
    "hub/privacy/",
    "paths/first/",
    "sops/overdue/",
    "sops/draft/",
    "wide/",
)
_PHONE, _TABLET, _DESK = ({"width": width, "height": 900} for width in (390, 820, 1280))
_SHEET = {"width": 672, "height": 950}
"""What is left of A4 within its margins, in pixels."""

_INSIDE = """it => {
  const { left, right } = it.getBoundingClientRect();
  return left >= 0 && right <= document.documentElement.clientWidth;
}"""
_BROKEN_WORDS = r"""it => {
  const texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT), broken = [];
  while (texts.nextNode())
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
    }
  return broken;
}"""


def _review(day: str, evidence: str = "") -> dict[str, object]:
    return {"owner": "priya", "review": {"last": day, "by": "ana", "evidence": evidence}}


def _write(book: Handbook) -> Handbook:
    """A handbook in which pages stand in every state."""
    book.write("index.md", page("Home", "Hello."))
    for number, name in enumerate(("overdue", "changed", "suspect", "unreviewed"), 1):
        front: dict[str, object] = {"id": f"SOP-{number}", "owner": "priya"}
        if name != "unreviewed":
            front |= _review("2025-11-01" if name == "overdue" else "2026-03-01", "Walked through.")
        if name == "suspect":
            front["depends_on"] = ["changed.md"]
        book.write(f"sops/{name}.md", page(name.title(), "Wait five minutes.", **front))
    book.write("sops/draft.md", page("Draft", "x", id="SOP-5", status="draft"))
    book.write("sops/archived.md", page("Archived", "x", id="SOP-6", status="archived"))
    book.write("decisions/old.md", page("Old " * 20, "x", id="DEC-1", date="2026-02-01",
                                        status="superseded", superseded_by="DEC-2"))  # fmt: skip
    book.write("decisions/new.md", page("New " * 20, "x", id="DEC-2", date="2026-05-01",
                                        status="accepted"))  # fmt: skip
    book.write("paths/first.md", page("First days", "x", steps=_STEPS, **_review("2026-03-01")))
    links = "[a standard](https://iso.example/9001) and [a page](sops/changed.md)"
    book.write("wide.md", page("Wide", f"See {links}.\n\n{_TABLE}\n\n{_SMALL}\n\n{_CODE}"))
    book.commit(ANA, "2026-03-01")
    changed = book.content / "sops/changed.md"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("five", "ten"), encoding="utf-8")
    return book.commit(PRIYA, "2026-05-01")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("worn")
    hub = _write(Handbook(folder / "hub", _HUB_YML)).open(_DAY)
    site_builder().build(hub, "client", folder / "site")
    with serving(folder / "site") as url:
        yield url


def opened(visitor: Visitor, url: str, address: str, **options: object) -> Page:
    page = visitor(on=_DAY, base_url=url, **options).page
    page.goto(address)
    return page


def outside(marks: Locator) -> list[str]:
    """The words of those marks that a reader would have to scroll sideways for."""
    return [mark.inner_text() for mark in marks.all() if not mark.evaluate(_INSIDE)]


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("address", _LISTS)
def test_a_phone_shows_every_fact_of_a_row(visitor: Visitor, url: str, address: str) -> None:
    page = opened(visitor, url, address, viewport=_PHONE)
    cells = page.locator(".hub-table--rows > tbody :is(th, td):visible")
    assert cells.count() > 1
    assert outside(cells) == []


def test_rows_that_look_like_a_list_are_still_a_table(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "hub/queue/", viewport=_PHONE)
    table = page.get_by_role("table")
    row = table.get_by_role("row").filter(has_text="Suspect").first
    expect(row.get_by_role("rowheader")).to_contain_text("Suspect")
    expect(row.get_by_role("cell", name=_LONG_NAME)).to_be_visible()
    labels = row.locator("td").evaluate_all(
        "all => all.map(it => getComputedStyle(it, '::before').content)"
    )
    assert '"Expected harm"' in "".join(labels)


def test_a_table_too_wide_for_its_window_scrolls_in_its_region(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "hub/health/", viewport={"width": 780, "height": 900})
    region = page.get_by_role("region", name="States by kind")
    assert region.evaluate("it => it.scrollWidth > it.clientWidth")
    assert width(page) <= 780
    page.set_viewport_size({"width": 390, "height": 900})
    assert region.evaluate("it => it.scrollWidth <= it.clientWidth")


@pytest.mark.parametrize("address", ["hub/health/", "hub/queue/"])
def test_a_long_name_pushes_no_column_out_of_sight(
    visitor: Visitor, url: str, address: str
) -> None:
    page = opened(visitor, url, address, viewport=_DESK)
    assert outside(page.locator(".hub-queue :is(th, td)")) == []
    fits = "all => all.every(it => it.scrollWidth <= it.clientWidth)"
    assert page.locator(".hub-scroll:has(> .hub-queue)").evaluate_all(fits)


@pytest.mark.parametrize("viewport", [_DESK, _TABLET])
def test_no_state_is_broken_within_a_word(
    visitor: Visitor, url: str, viewport: dict[str, int]
) -> None:
    page = opened(visitor, url, "hub/health/", viewport=viewport)
    heads = page.locator(".hub-table--states thead .hub-state")
    assert "Superseded" in heads.all_inner_texts()
    assert [broken for head in heads.all() for broken in head.evaluate(_BROKEN_WORDS)] == []


@pytest.mark.parametrize("viewport", [_PHONE, _TABLET, _DESK, _SHEET])
def test_states_of_steps_stay_within_the_list(
    visitor: Visitor, url: str, viewport: dict[str, int]
) -> None:
    page = opened(visitor, url, "paths/first/", viewport=viewport)
    if viewport is _SHEET:
        page.emulate_media(media="print")
    edge = page.locator(".hub-steps").evaluate("it => it.getBoundingClientRect().right")
    ends = page.locator(".hub-steps .hub-state").evaluate_all(
        "all => all.map(it => it.getBoundingClientRect().right)"
    )
    assert len(ends) == len(_STEPS)
    assert max(ends) <= edge


def test_a_timeline_cuts_titles_but_no_state(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "hub/decisions/", viewport=_PHONE)
    states = page.locator(".hub-timeline-label small")
    assert states.all_inner_texts() == ["Accepted", "Superseded"]
    assert outside(states) == []


@pytest.mark.parametrize("address", ["sops/overdue/", "sops/draft/"])
def test_a_warning_and_its_state_are_one_block(visitor: Visitor, url: str, address: str) -> None:
    page = opened(visitor, url, address)
    banner, verdict = page.locator(".hub-banner"), page.locator(".hub-verdict")
    above, below = banner.bounding_box(), verdict.bounding_box()
    assert above
    assert below
    assert (below["x"], below["y"]) == pytest.approx(
        (above["x"], above["y"] + above["height"]), abs=1
    )
    expect(page.locator(":is(.hub-banner, .hub-verdict) .hub-icon:visible")).to_have_count(1)
    expect(verdict.locator(".hub-state")).to_be_visible()


def test_paper_holds_every_column_of_a_wide_table(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "wide/", viewport=_SHEET)
    assert len(outside(page.locator("article th"))) > 0
    page.emulate_media(media="print")
    assert outside(page.locator("article :is(th, td)")) == []


def test_paper_says_where_links_lead_out_of_the_hub(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "wide/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = "it => getComputedStyle(it, '::after').content"
    out = page.get_by_role("link", name="a standard")
    assert out.evaluate(said) == "none"
    page.emulate_media(media="print")
    assert "https://iso.example/9001" in out.evaluate(said)
    within = page.get_by_role("link", name="a page", exact=True)
    assert within.evaluate(said) == "none"


def test_only_a_table_that_scrolls_stops_the_focus(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "wide/", viewport=_PHONE)
    wide, small = page.locator(".md-typeset__scrollwrap").all()
    expect(wide).to_have_attribute("tabindex", "0")
    wide.focus()
    expect(wide).to_be_focused()
    expect(small).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("address", _KINDS)
def test_nothing_runs_out_of_a_narrow_window(visitor: Visitor, url: str, address: str) -> None:
    page = opened(visitor, url, address, viewport=_PHONE)
    for narrow in (320, 820):
        page.set_viewport_size({"width": narrow, "height": 900})
        assert width(page) <= narrow


@pytest.mark.parametrize("address", _KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_serious_finding(visitor: Visitor, url: str, address: str, scheme: str) -> None:
    page = opened(visitor, url, address, viewport=_PHONE, color_scheme=scheme)
    unfold(page)
    assert grave_findings(page) == []


def test_a_front_page_with_few_words_begins_with_its_doors(visitor: Visitor, url: str) -> None:
    page = opened(visitor, url, "")
    expect(page.locator(".hub-card").first).to_be_in_viewport()
