"""From the keys a reader presses to the place that answers, with a real server between them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.server import PATIENCE, Server, running, stored

pytestmark = pytest.mark.browser

_CANARY = "Zanzibar"
_LONG = "\n\n".join(["Keep the customer informed."] * 80)
_REFUND = f"""\
{_LONG}

## Above the limit

A refund above the limit needs a second pair of eyes.

{_LONG}
"""


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:  # noqa: ARG001 (without a browser nothing needs to be built)
    book = Handbook(tmp_path_factory.mktemp("searched") / "book", TWO_SIDES)
    book.write("index.md", page("Home", "Hello."))
    book.write("sops/refund.md", page("Issue a refund", _REFUND, id="SOP-001", tags=["money"]))
    book.write("faqs/voucher.md", page("May I refund a voucher?", "No refund.", tags=["money"]))
    book.write("inner.md", page(_CANARY, f"{_CANARY} refund", audience=["vendor"]))
    with running(book.commit().root, "--audience", "client") as found:
        yield found


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=server.origin)
    yield context.new_page()
    context.close()


def test_typos_and_keys_alone_lead_to_the_passage(reader: Page, server: Server) -> None:
    reader.goto("/")
    reader.keyboard.press("/")
    reader.keyboard.type("refnud abvoe limitt", delay=20)
    first = reader.get_by_role("option").first
    expect(first).to_contain_text("Issue a refund")
    expect(first).to_contain_text("needs a second pair of eyes")
    expect(reader.get_by_role("dialog").get_by_role("status")).to_contain_text("result")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/sops/refund/#above-the-limit$"))
    expect(reader.get_by_role("heading", name="Above the limit")).to_be_in_viewport()
    until = time.monotonic() + PATIENCE
    asked = ("refnud abvoe limitt", "sops/refund.md", 1)
    while asked not in stored(server.root, "words, page, rank") and time.monotonic() < until:
        reader.wait_for_timeout(100)
    assert asked in stored(server.root, "words, page, rank")


def test_results_are_narrowed_down_and_shared(reader: Page, server: Server) -> None:
    reader.goto("/search/?q=refund")
    rows = reader.locator(".hub-found-list > li")
    expect(rows).to_have_count(2)
    faq = reader.get_by_role("checkbox", name="FAQ")
    faq.focus()
    reader.keyboard.press("Space")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("May I refund a voucher?")
    address = reader.url
    assert address == f"{server.origin}/search/?q=refund&kind=faq"
    reader.goto("about:blank")
    reader.goto(address)
    expect(rows).to_have_count(1)
    expect(reader.get_by_role("checkbox", name="FAQ")).to_be_checked()


def test_nothing_of_another_audience_is_shown(reader: Page) -> None:
    reader.goto(f"/search/?q={_CANARY}")
    expect(reader.locator(".hub-found-empty")).to_contain_text("Nothing found")
    assert "inner.md" not in reader.content()
