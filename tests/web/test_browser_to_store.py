"""From a reader's browser into the store: what is counted is what the definitions ask for."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.server import Server, running, stored

pytestmark = pytest.mark.browser

_MKDOCS_YML = """\
site_name: Hub
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [search, hub]
"""
_LONG = "\n\n".join(f"Paragraph {number} of a long page." for number in range(120))
_SHORT = ("fits", "glanced", "hidden", "offline")
_PATIENCE = 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    book = Handbook(tmp_path / "book", TWO_SIDES).write_root("mkdocs.yml", _MKDOCS_YML)
    book.write("index.md", page("Home", "Hello."))
    for name in ("scrolled", "unmoved"):
        book.write(f"{name}.md", page(name.capitalize(), _LONG))
    for name in _SHORT:
        book.write(f"{name}.md", page(name.capitalize(), "Short."))
    with running(book.commit().root, "--audience", "client", "--rate-limit", "0") as found:
        yield found


class Reader:
    """Somebody with a browser of their own, whose clock runs when it is told to.

    Args:
        context: The browser.
        server: Whose pages are read.
    """

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self._origin = server.origin

    def open(self, name: str) -> None:
        self.page.goto(f"{self._origin}/{name}/", wait_until="load")
        self.wait(1)

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.page.clock.run_for(1000)

    def scroll(self) -> None:
        self.page.mouse.move(100, 300)
        self.page.mouse.wheel(0, 400)
        self.page.wait_for_function("scrollY > 0")


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 900, "height": 1400})
    now = dt.datetime.now(dt.UTC)
    context.clock.install(time=now)
    context.clock.pause_at(now + dt.timedelta(seconds=1))
    context.add_init_script(
        "window.away = false;"
        "Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true})"
    )
    yield Reader(context, server)
    context.close()


def _counted(server: Server) -> Counter[tuple[str, str]]:
    return Counter(stored(server.root, "page, kind"))


def test_the_store_has_exactly_the_views_and_reads_that_there_were(
    server: Server, reader: Reader
) -> None:
    reader.open("fits")
    reader.wait(12)
    reader.open("fits")  # again in the same session, and on the same day
    reader.wait(12)
    reader.open("glanced")
    reader.wait(5)
    reader.open("unmoved")
    reader.wait(20)
    reader.open("scrolled")
    reader.wait(3)  # what scrolls at once is the browser, and no reader
    reader.scroll()
    reader.wait(12)
    reader.open("hidden")
    reader.wait(3)
    reader.page.evaluate("window.away = true")
    reader.wait(60)
    reader.page.evaluate("window.away = false")
    reader.open("offline")
    reader.context.set_offline(offline=True)
    reader.wait(15)
    reader.context.set_offline(offline=False)
    reader.wait(60)
    expected = Counter(
        (f"{name}.md", "view")
        for name in ("fits", "glanced", "unmoved", "scrolled", "hidden", "offline")
    )
    expected.update((f"{name}.md", "read") for name in ("fits", "scrolled", "offline"))
    until = time.monotonic() + _PATIENCE
    while _counted(server) != expected and time.monotonic() < until:
        reader.wait(1)
        reader.page.wait_for_timeout(100)
    assert _counted(server) == expected
    reader.wait(60)
    reader.page.wait_for_timeout(300)
    assert _counted(server) == expected
    assert stored(server.root, "DISTINCT org") == [("client",)]
