"""Progress on a path, kept by a real browser between pages, visits and versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from hub.site.builders import site_builder
from tests.builders import Handbook, page
from tests.serving import serving
from tests.site.conftest import Visitor

pytestmark = pytest.mark.browser

MONDAY = dt.date(2026, 6, 15)
PHONE = {"width": 390, "height": 844}
OWN = ("paths/new-agent/", "sops/verify-a-customer/", "hub/paths/")
_MKDOCS_YML = """\
site_name: Hub
site_url: {url}
theme: {{name: material, font: false, features: [navigation.instant]}}
plugins: [search, hub]
"""
_STEPS = [
    {"page": "SOP-1", "due_day": 1, "minutes": 20},
    {"page": "two.md", "due_day": 6, "minutes": 90},
    {"page": "three.md", "due_day": 2, "required": False},
]


@dataclass(frozen=True, slots=True)
class Training:
    """A site with a path of three steps, which can be built again in its place."""

    book: Handbook
    folder: Path
    url: str

    def publish(self, version: str) -> None:
        """Publish the first step's page in a version."""
        self.book.write("one.md", page("One", "x", id="SOP-1", version=version)).commit()
        site_builder().build(self.book.open(), "everyone", self.folder)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    folder = tmp_path_factory.mktemp("training")
    with serving(folder / "site") as url:
        book = Handbook(folder / "hub").write_root("mkdocs.yml", _MKDOCS_YML.format(url=url))
        book.write_root("hub.yml", "content: {dir: content}\n")
        book.write("index.md", page("Home", "[Start](paths/start.md)"))
        book.write("two.md", page("Two", "x")).write("three.md", page("Three", "x"))
        book.write("paths/start.md", page("Start", "x", id="PATH-1", steps=_STEPS))
        training = Training(book, folder / "site", url)
        training.publish("1.0")
        yield training


@pytest.fixture
def reader(visitor: Visitor, site: Training) -> Page:
    """A browser that knows nothing yet, on the path's own page."""
    start = visitor(on=MONDAY, base_url=site.url).page
    start.goto("paths/start/")
    return start


def step(reader: Page, number: int) -> Locator:
    return reader.locator(".hub-step").nth(number - 1)


def mine(reader: Page) -> Locator:
    return reader.locator(".hub-mine-words")


def bar(reader: Page) -> Locator:
    return reader.get_by_role("navigation", name="Path: Start")


def test_what_is_marked_as_done_stays_so_after_a_reload(reader: Page) -> None:
    expect(mine(reader)).to_have_text("0 of 2 required steps done, 1 h 50 min left")
    reader.get_by_role("checkbox", name="Step 1 done: One").check()
    expect(mine(reader)).to_have_text("1 of 2 required steps done, 1 h 30 min left")
    expect(reader.get_by_role("status")).to_contain_text("Step marked as done. 1 of 2")
    reader.reload()
    expect(reader.get_by_role("checkbox", name="Step 1 done: One")).to_be_checked()
    expect(mine(reader)).to_contain_text("1 of 2")


def test_a_reader_walks_the_path_from_page_to_page(reader: Page) -> None:
    reader.evaluate("window.isTheSameWindow = true")
    reader.locator(".hub-mine-next a").click()
    expect(bar(reader)).to_contain_text("Step 1 of 3 of Start")
    bar(reader).get_by_role("checkbox", name="Mark as done").check()
    expect(bar(reader)).to_contain_text("1 of 2 required steps done")
    bar(reader).get_by_role("link", name="Next: Two").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Two")
    expect(bar(reader).get_by_role("checkbox")).not_to_be_checked()
    expect(bar(reader)).to_contain_text("1 of 2 required steps done")
    bar(reader).get_by_role("checkbox").check()
    bar(reader).get_by_role("link", name="Start").click()
    expect(mine(reader)).to_have_text("2 of 2 required steps done: the path is complete")
    expect(reader.locator(".hub-mine-next")).to_have_text("Next: Three")
    assert reader.evaluate("window.isTheSameWindow")


def test_a_material_change_opens_a_step_again(reader: Page, site: Training) -> None:
    box = reader.get_by_role("checkbox", name="Step 1 done: One")
    box.check()
    try:
        site.publish("1.1")
        reader.reload()
        expect(box).to_be_checked()
        site.publish("2.0")
        reader.reload()
        expect(box).not_to_be_checked()
        expect(step(reader, 1)).to_contain_text(
            "You did this step on Mon 15 June. The page has changed materially since"
        )
        reader.goto("one/")
        expect(bar(reader)).to_contain_text("read it again")
        bar(reader).get_by_role("checkbox").check()
        expect(bar(reader)).not_to_contain_text("read it again")
    finally:
        site.publish("1.0")


def test_days_become_dates_once_the_first_day_is_known(reader: Page) -> None:
    expect(step(reader, 2)).to_contain_text("by day 6")
    reader.get_by_label("My first day").fill("2026-06-10")
    expect(step(reader, 1)).to_contain_text("was due on Wed 10 June")
    expect(step(reader, 2)).to_contain_text("by Wed 17 June")
    expect(step(reader, 3)).to_contain_text("by Thu 11 June")  # optional, so never late
    reader.get_by_label("Count Saturdays and Sundays").check()
    expect(step(reader, 2)).to_contain_text("by Mon 15 June")
    reader.reload()
    expect(reader.get_by_label("My first day")).to_have_value("2026-06-10")
    expect(step(reader, 2)).to_contain_text("by Mon 15 June")
    reader.get_by_label("My first day").fill("")
    expect(step(reader, 2)).to_contain_text("by day 6")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_days_are_the_readers_own(visitor: Visitor, site: Training, zone: str) -> None:
    reader = visitor(on=MONDAY, base_url=site.url, timezone_id=zone).page
    reader.goto("paths/start/")
    today = reader.evaluate("new Date().getDate()")
    reader.get_by_label("My first day").fill(f"2026-06-{today}")
    expect(step(reader, 1)).to_contain_text(f"{today} June")
    expect(step(reader, 1)).not_to_contain_text("was due")


def test_progress_is_cleared_only_when_the_reader_agrees(reader: Page) -> None:
    reader.get_by_role("checkbox", name="Step 1 done: One").check()
    reader.once("dialog", lambda dialog: dialog.dismiss())
    reader.get_by_role("button", name="Clear my progress").click()
    expect(mine(reader)).to_contain_text("1 of 2")
    reader.once("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Clear my progress").click()
    expect(mine(reader)).to_contain_text("0 of 2")
    expect(reader.get_by_role("status")).to_contain_text("Your progress is cleared.")
    kept = "Object.keys(localStorage).filter(name => name.startsWith('hub.path'))"
    assert reader.evaluate(kept) == []


def test_a_step_is_marked_with_the_keyboard(reader: Page) -> None:
    reader.goto("one/")
    box = bar(reader).get_by_role("checkbox")
    box.focus()
    reader.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(bar(reader).get_by_role("status")).to_contain_text("Step marked as done.")
    reader.keyboard.press("Tab")
    expect(bar(reader).get_by_role("link", name="Next: Two")).to_be_focused()


def test_another_tab_learns_of_it(reader: Page, site: Training) -> None:
    other = reader.context.new_page()
    other.goto(f"{site.url}one/")
    # A click by script, because a browser doesn't draw the tab that lies behind another.
    reader.evaluate("document.querySelector('.hub-step .hub-done input').click()")
    expect(bar(other).get_by_role("checkbox")).to_be_checked()


@pytest.mark.parametrize("kept", ["{", "[]", "null", '{"done": [1], "start": 7}', '"x"'])
def test_damaged_progress_is_none(reader: Page, kept: str) -> None:
    reader.evaluate("kept => localStorage.setItem('hub.path / PATH-1', kept)", kept)
    reader.reload()
    expect(mine(reader)).to_contain_text("0 of 2")
    reader.get_by_role("checkbox", name="Step 1 done: One").check()
    expect(mine(reader)).to_contain_text("1 of 2")


def test_without_scripts_there_is_nothing_to_tick_and_everything_to_read(
    visitor: Visitor, site: Training
) -> None:
    page = visitor(base_url=site.url, java_script_enabled=False).page
    page.goto("paths/start/")
    expect(step(page, 2)).to_contain_text("by day 6")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(mine(page)).to_be_hidden()
    page.goto("one/")
    expect(bar(page)).to_contain_text("Next: Two")
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_where_nothing_can_be_kept_a_page_stays_as_without_scripts(
    visitor: Visitor, site: Training
) -> None:
    visit = visitor(base_url=site.url)
    full = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
    visit.page.add_init_script(full)
    visit.page.goto("paths/start/")
    expect(step(visit.page, 2)).to_contain_text("by day 6")
    expect(mine(visit.page)).to_be_hidden()
    assert visit.complaints == []


def test_paper_is_a_checklist(reader: Page) -> None:
    reader.get_by_role("checkbox", name="Step 1 done: One").check()
    reader.emulate_media(media="print")
    expect(mine(reader)).to_be_hidden()
    expect(reader.get_by_role("checkbox")).to_have_count(0)
    expect(reader.locator(".hub-box:visible")).to_have_count(3)
    ticks = reader.locator(".hub-box").evaluate_all(
        "boxes => boxes.map(box => getComputedStyle(box, '::before').content)"
    )
    assert ticks == ['"✓"', "none", "none"]


def test_whatever_can_be_pressed_is_large_enough(reader: Page) -> None:
    for address in ("paths/start/", "one/"):
        reader.goto(address)
        expect(reader.locator(".hub-done:visible").first).to_be_visible()
        pressed = reader.locator(
            ":is(.hub-path, .hub-bars) :is(.hub-done, button, [type=date], .hub-next):visible"
        )
        for box in (target.bounding_box() for target in pressed.all()):
            assert box is not None
            assert min(box["width"], box["height"]) >= 24


def test_paths_are_no_wider_than_a_phone_and_ask_nobody_else(visitor: Visitor) -> None:
    visit = visitor(viewport=PHONE)
    for address in OWN:
        visit.page.goto(address, wait_until="networkidle")
        assert not visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        expect(visit.page.locator(".md-content :is(.hub-path, .hub-bars) [style]")).to_have_count(0)
    assert visit.complaints == []
