"""What a reader's browser tells of the use of a site, and what it doesn't."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hub.site.builders import site_builder
from hub.usage.events import EVENT
from tests.builders import TODAY, Handbook, page
from tests.conftest import PATIENCE
from tests.site.conftest import Visit, Visitor
from tests.site.listening import HANGS_UP, Listener, listening
from tests.site.test_accessibility import grave_findings

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TALL = {"width": 1280, "height": 4000}
_MKDOCS_YML = """\
site_name: Hub
site_url: {url}
theme: {{name: material, font: false, features: [navigation.instant]}}
plugins: [search, hub]
"""
_LONG = "\n\n".join(f"Paragraph {number} of a long page." for number in range(120))
_REFUSALS = {
    "Do-Not-Track": "doNotTrack', {value: '1'})",
    "Global Privacy Control": "globalPrivacyControl', {value: true})",
}


def _write(book: Handbook) -> None:
    book.write("index.md", page("Home", "[Refund](refund.md) [Long](long.md)", id="HOME"))
    book.write("refund.md", page("Issue a refund", "Pay it back.", id="SOP-012", version="3.1"))
    book.write("long.md", page("Long", _LONG))
    steps = [{"page": "SOP-012"}, {"page": "long.md"}]
    book.write("paths/start.md", page("Start", "x", id="PATH-1", steps=steps))
    book.commit()


def _published(folder: Path, hub_yml: str = "") -> Iterator[Listener]:
    with listening(folder / "site") as listener:
        book = Handbook(folder / "hub").write_root(
            "mkdocs.yml", _MKDOCS_YML.format(url=listener.url)
        )
        book.write_root("hub.yml", "content: {dir: content}\n" + hub_yml)
        _write(book)
        site_builder().build(book.open(), "everyone", folder / "site", events=True)
        yield listener


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:  # noqa: ARG001 (without a browser nothing needs to be built)
    yield from _published(tmp_path_factory.mktemp("usage"))


@dataclass
class Reading:
    """A reader's browser on a site whose server listens."""

    page: Page
    server: Listener
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open a page and let its scripts begin."""
        self.page.goto(address, wait_until="load")
        self.page.clock.run_for(200)

    def wait(self, seconds: float) -> None:
        """Let the browser's clock run on, second by second, as a reader would."""
        for _ in range(int(seconds)):
            self.page.clock.run_for(1000)

    def hears(self, count: int, *kinds: str) -> list[dict[str, Any]]:
        """What the server was told of some kinds, once it was told so often."""
        until = time.monotonic() + PATIENCE / 1000
        while len(self.server.told(*kinds)) < count and time.monotonic() < until:
            self.page.wait_for_timeout(20)
        told = self.server.told(*kinds)
        assert len(told) == count, told
        return told

    def hears_nothing(self, *kinds: str) -> None:
        """After all that a browser would have sent by now, the server was told nothing of it."""
        self.wait(5)
        self.page.wait_for_timeout(150)
        assert self.server.told(*kinds) == []


Reader = Callable[..., Reading]


@pytest.fixture
def reader(visitor: Visitor, site: Listener) -> Reader:
    """Opens a browser that knows nothing yet; arguments are those of ``visitor``."""
    site.forget()
    return lambda **options: _reading(visitor(on=TODAY, base_url=site.url, **options), site)


def _reading(visit: Visit, server: Listener) -> Reading:
    visit.page.clock.pause_at("2026-06-15T13:00:00Z")
    return Reading(visit.page, server, visit.complaints)


def test_a_view_is_told_once_a_session(reader: Reader, site: Listener) -> None:
    reading = reader()
    reading.open("refund/")
    reading.wait(5)
    (view,) = reading.hears(1)
    assert (view["type"], view["page"], view["version"]) == ("view", "refund.md", "3.1")
    assert view["at"].startswith("2026-06-15T13:00:0")
    assert site.types == ["application/json"]
    assert "reader" not in view
    EVENT.validate_python(view)
    reading.page.reload()
    reading.wait(5)
    reading.page.wait_for_timeout(150)
    assert len(site.told()) == 1
    assert reading.complaints == []


def test_a_page_that_fits_is_read_after_ten_seconds(reader: Reader) -> None:
    reading = reader(viewport=TALL)
    reading.open("refund/")
    reading.wait(9)
    reading.hears(0, "read")
    reading.wait(6)
    (read,) = reading.hears(1, "read")
    assert read["page"] == "refund.md"
    assert "2026-06-15T13:00:10" <= read["at"] <= "2026-06-15T13:00:12"
    reading.page.reload()
    reading.wait(20)
    reading.page.wait_for_timeout(150)
    reading.hears(1, "read")


def test_a_long_page_is_read_once_it_is_scrolled(reader: Reader) -> None:
    reading = reader(viewport=PHONE)
    reading.open("long/")
    reading.wait(25)
    reading.hears_nothing("read")
    reading.page.mouse.move(100, 300)
    reading.page.mouse.wheel(0, 400)
    reading.page.wait_for_function("scrollY > 0")
    reading.wait(5)
    assert reading.hears(1, "read")[0]["page"] == "long.md"


def test_neither_a_hidden_tab_nor_an_idle_reader_counts(reader: Reader) -> None:
    reading = reader(viewport=TALL)
    reading.page.add_init_script(
        "window.away = false;"
        "Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true})"
    )
    reading.open("refund/")
    reading.wait(5)
    reading.page.evaluate("window.away = true")
    reading.wait(60)
    reading.hears(0, "read")
    reading.page.evaluate("window.away = false")  # shown again, but nobody moves
    reading.wait(60)
    reading.hears(0, "read")
    reading.page.mouse.move(100, 300)
    reading.wait(4)
    reading.hears(0, "read")
    reading.wait(8)
    reading.hears(1, "read")


def test_what_could_not_be_sent_is_sent_again_with_the_same_ids(
    reader: Reader, site: Listener
) -> None:
    reading = reader()
    site.status, site.headers = 503, {"Retry-After": "120"}
    reading.open("refund/")
    reading.wait(5)
    (first,) = reading.hears(1)
    site.status, site.headers = 202, {}
    reading.wait(110)
    reading.hears(1)  # Retry-After has not passed
    reading.wait(140)
    _, again = reading.hears(2, "view")
    assert again["id"] == first["id"]
    reading.wait(300)
    reading.hears(2, "view")


def test_what_was_cut_off_is_told_again_with_the_same_ids(reader: Reader, site: Listener) -> None:
    reading = reader()
    site.status = HANGS_UP
    reading.open("refund/")
    reading.wait(5)
    reading.page.wait_for_timeout(300)
    before = len(site.told("view"))  # Chromium itself tries a few times
    site.status = 202
    reading.page.reload()  # what is kept outlives the page
    reading.wait(20)
    told = reading.hears(before + 1, "view")
    assert len({view["id"] for view in told}) == 1
    reading.wait(300)
    reading.hears(before + 1, "view")


@pytest.mark.parametrize(("status", "more"), [(400, 0), (413, 0), (429, 1), (408, 1)])
def test_what_the_server_will_never_take_is_given_up(
    reader: Reader, site: Listener, status: int, more: int
) -> None:
    reading = reader()
    site.status = status
    reading.open("refund/")
    reading.wait(5)
    reading.page.wait_for_timeout(300)
    before = len(site.told())  # Chromium itself tries again after a 408
    assert before > 0
    site.status = 202
    reading.wait(60)
    reading.hears(before + more)


@pytest.mark.parametrize("refusal", _REFUSALS.values(), ids=list(_REFUSALS))
def test_who_does_not_want_to_be_tracked_is_not(reader: Reader, refusal: str) -> None:
    reading = reader(viewport=TALL)
    reading.page.add_init_script(f"Object.defineProperty(navigator, '{refusal}")
    reading.open("refund/")
    reading.wait(30)
    reading.hears_nothing()
    assert reading.page.evaluate("Object.keys(localStorage).filter(it => /^hub/.test(it))") == []
    asked = reading.page.locator(".hub-feedback")
    expect(asked).to_contain_text("Your browser asks not to be tracked")
    expect(asked.get_by_role("button")).to_have_text(["Copy citation"])


def test_pages_that_material_swaps_count_once_each(reader: Reader) -> None:
    reading = reader()
    reading.open("")
    reading.page.evaluate("window.isTheSameWindow = true")
    for title in ("Issue a refund", "Long", "Issue a refund"):
        reading.page.locator(".md-nav--primary").get_by_role("link", name=title).click()
        expect(reading.page.get_by_role("heading", level=1)).to_contain_text(title)
        reading.wait(5)
    views = reading.hears(3, "view")
    assert [view["page"] for view in views] == ["index.md", "refund.md", "long.md"]
    assert reading.page.evaluate("window.isTheSameWindow")


def test_who_leaves_at_once_has_seen_the_page(reader: Reader) -> None:
    reading = reader()
    reading.open("refund/")
    reading.page.goto("about:blank")
    reading.hears(1, "view")


def test_the_script_is_smaller_than_four_kilobytes(site: Listener, page: Page) -> None:
    script = page.request.get(f"{site.url}assets/hub/usage.js").body()
    assert len(script) < 4096


@pytest.fixture(scope="module")
def pseudonymous(
    browser: Browser,  # noqa: ARG001 (as above)
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Listener]:
    privacy = "privacy: {mode: pseudonymous, keep_raw: 1 month}\n"
    yield from _published(tmp_path_factory.mktemp("pseudonymous"), privacy)


def test_a_pseudonymous_reader_keeps_an_id_no_longer_than_events_are_kept(
    visitor: Visitor, pseudonymous: Listener
) -> None:
    reading = _reading(visitor(on=TODAY, base_url=pseudonymous.url), pseudonymous)
    for address in ("refund/", "long/"):
        reading.open(address)
        reading.wait(5)
    first, second = reading.hears(2, "view")
    assert first["reader"] == second["reader"]
    EVENT.validate_python(first)
    reading.page.clock.fast_forward(28 * 86_400_000)
    reading.open("paths/start/")
    reading.wait(5)
    assert reading.hears(3, "view")[2]["reader"] != first["reader"]


# What readers say


def press(reading: Reading, name: str) -> None:
    """Go to a button of the page's end with the Tab key and press it."""
    button = reading.page.locator(".hub-feedback").get_by_role("button", name=name, exact=True)
    for _ in range(80):
        if button.evaluate("it => it === document.activeElement"):
            break
        reading.page.keyboard.press("Tab")
    expect(button).to_be_focused()
    reading.page.keyboard.press("Enter")
    reading.page.clock.run_for(10)


def says(reading: Reading) -> str:
    """What the page's end says, once the server has answered."""
    status = reading.page.locator(".hub-feedback").get_by_role("status")
    expect(status).not_to_be_empty()
    expect(status).not_to_have_text("Sending …")
    return status.inner_text()


def test_yes_is_one_key_and_is_not_asked_again(reader: Reader) -> None:
    reading = reader()
    reading.open("refund/")
    press(reading, "Yes")
    (told,) = reading.hears(1, "feedback")
    assert (told["helpful"], told["page"], told["version"]) == (True, "refund.md", "3.1")
    EVENT.validate_python(told)
    assert says(reading) == "Thank you, your answer is recorded. It can't be taken back."
    reading.page.reload()
    reading.page.clock.run_for(200)
    asked = reading.page.locator(".hub-feedback")
    expect(asked).to_contain_text("You have said whether this was helpful.")
    expect(asked.get_by_role("button", name="Yes")).to_be_hidden()


def test_no_asks_why(reader: Reader) -> None:
    reading = reader()
    reading.open("refund/")
    press(reading, "No")
    expect(reading.page.get_by_role("radio", name="It is outdated")).to_be_focused()
    reading.page.keyboard.press("ArrowDown")
    reading.page.keyboard.press("Tab")
    reading.page.keyboard.type("Which form?")
    press(reading, "Send")
    (told,) = reading.hears(1, "feedback")
    assert (told["helpful"], told["reason"]) == (False, "unclear")
    assert told["comment"] == "Which form?"
    EVENT.validate_python(told)
    says(reading)


def test_a_flag_needs_words(reader: Reader) -> None:
    reading = reader()
    reading.open("refund/")
    press(reading, "Flag it")
    reading.page.keyboard.type("  ")
    press(reading, "Flag this page")
    reading.page.wait_for_timeout(100)
    reading.hears(0, "flag")
    field = reading.page.get_by_label("What is wrong?")
    field.fill("The limit is 300.")
    press(reading, "Flag this page")
    (told,) = reading.hears(1, "flag")
    assert (told["comment"], told["page"]) == ("The limit is 300.", "refund.md")
    EVENT.validate_python(told)
    assert "flagged" in says(reading)


def test_a_citation_is_recorded_and_copied(reader: Reader, site: Listener) -> None:
    reading = reader()
    reading.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reading.open("refund/?q=x#pay")
    press(reading, "This solved it")
    reading.page.keyboard.type("CS-1042")
    press(reading, "Record and copy")
    (told,) = reading.hears(1, "citation")
    assert (told["ticket"], told["page"], told["version"]) == ("CS-1042", "refund.md", "3.1")
    EVENT.validate_python(told)
    says(reading)
    citation = f"SOP-012 v3.1 {site.url}refund/"
    expect(reading.page.get_by_label("Citation (copied)")).to_have_value(citation)
    assert reading.page.evaluate("navigator.clipboard.readText()") == citation


def test_without_a_clipboard_the_citation_can_be_copied_by_hand(
    reader: Reader, site: Listener
) -> None:
    reading = reader()
    for name in ("clipboard', {value: undefined})", _REFUSALS["Do-Not-Track"]):
        reading.page.add_init_script(f"Object.defineProperty(navigator, '{name}")
    reading.open("refund/")
    press(reading, "Copy citation")
    field = reading.page.get_by_label("Citation (copy it from here)")
    expect(field).to_have_value(f"SOP-012 v3.1 {site.url}refund/")
    expect(field).to_be_focused()
    reading.hears_nothing()


def test_a_reader_is_told_when_nothing_was_recorded(reader: Reader, site: Listener) -> None:
    reading = reader()
    site.status = 405
    reading.open("refund/")
    press(reading, "Yes")
    assert says(reading).startswith("This could not be recorded.")


def test_an_answer_that_has_to_wait_is_said_to(reader: Reader, site: Listener) -> None:
    reading = reader()
    site.status = 503
    reading.open("refund/")
    press(reading, "Yes")
    reading.wait(5)
    assert says(reading).startswith("Your answer is kept in this browser")
    site.status = 202
    reading.wait(30)
    expect(reading.page.locator(".hub-answer")).to_contain_text("is recorded")


def test_escape_closes_a_form_and_gives_the_focus_back(reader: Reader) -> None:
    reading = reader()
    reading.open("refund/")
    press(reading, "Flag it")
    reading.page.keyboard.press("Escape")
    expect(reading.page.get_by_label("What is wrong?")).to_be_hidden()
    expect(reading.page.get_by_role("button", name="Flag it")).to_be_focused()


def test_a_step_is_told_when_it_is_done_and_not_when_it_is_undone(reader: Reader) -> None:
    reading = reader()
    reading.open("paths/start/")
    box = reading.page.get_by_role("checkbox", name="Step 1 done: Issue a refund")
    box.check()
    reading.page.clock.run_for(10)
    (told,) = reading.hears(1, "step")
    assert (told["page"], told["path"]) == ("refund.md", "paths/start.md")
    assert told["version"] == "3.1"
    EVENT.validate_python(told)
    box.uncheck()
    reading.wait(3)
    reading.hears(1, "step")
    reading.open("refund/")
    reading.page.get_by_role("checkbox", name="Mark as done").check()
    reading.page.clock.run_for(10)
    assert reading.hears(2, "step")[1]["path"] == "paths/start.md"


# How it looks


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["No", "Flag it", "This solved it"])
def test_axe_has_no_serious_finding_in_the_forms(reader: Reader, scheme: str, name: str) -> None:
    reading = reader(viewport=TALL, color_scheme=scheme)
    reading.open("refund/")
    reading.page.get_by_role("button", name=name, exact=True).click()
    reading.page.clock.resume()  # axe waits by the clock
    assert grave_findings(reading.page) == []


def test_the_page_end_is_no_wider_than_a_phone_and_not_on_paper(reader: Reader) -> None:
    reading = reader(viewport=PHONE)
    reading.open("refund/")
    for name in ("No", "Flag it", "This solved it"):
        reading.page.get_by_role("button", name=name, exact=True).click()
        assert not reading.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    reading.page.emulate_media(media="print")
    expect(reading.page.locator(".hub-feedback")).to_be_hidden()
