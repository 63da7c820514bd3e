"""A handbook in which every page is an attack, and a browser that notices when one works."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright, Request
from playwright.sync_api import Error as PlaywrightError

from tests.builders import Handbook, page, run_hub
from tests.conftest import PATIENCE, opened
from tests.serving import serving

_HERE = Path(__file__).parent
SHOWN = "Readers see this."
"""Stands on every page, below the attack."""


@cache
def vectors(name: str = "vectors") -> dict[str, Any]:
    """The attacks of a file by their names."""
    return dict(yaml.safe_load((_HERE / f"{name}.yml").read_text(encoding="utf-8")))


def place(name: str) -> str:
    """Where the page with an attack stands: few in a folder, so that its navigation is short."""
    return f"text/{name[0]}/{name}"


@dataclass(slots=True)
class Watched:
    """What happened in a browser while it read a site."""

    page: Page
    ran: list[str] = field(default_factory=list)
    """Addresses of pages on which a contributor's script ran, or a dialog opened."""
    left: list[str] = field(default_factory=list)
    """Requests that the browser made of others than the site."""
    blocked: list[str] = field(default_factory=list)
    """What the policy forbade."""

    def without_search(self) -> Watched:
        """Give every page a search index with nothing in it.

        A browser makes the index anew for each page, which takes it longer than much of the rest.
        """
        self.page.context.route(
            "**/search/search_index.json", lambda route: route.fulfill(json=_EMPTY_INDEX)
        )
        return self

    def read(self, address: str, *, around: bool = False) -> None:
        """Open a page and touch everything on it, or around it in the navigation as well."""
        try:
            self.page.goto(address, wait_until="load")
        except PlaywrightError as error:
            if "ERR_ABORTED" not in error.message:
                raise
            # An attack on the page before, touched last, may still lead the browser somewhere.
            self.page.goto(address, wait_until="load")
        self.page.evaluate(_TOUCH_EVERYTHING, _AROUND if around else _INSIDE)

    def note_dialog(self, dialog: Dialog) -> None:
        """Only a script opens one."""
        self.ran.append(dialog.message)
        dialog.dismiss()

    def note_request(self, request: Request, site: str) -> None:
        """Remember a request that another than the site would get."""
        if request.url.startswith(("http", "ws")) and not request.url.startswith(site):
            self.left.append(request.url)

    def never_left(self, request: Request) -> None:
        """Take back a request that the policy stopped inside the browser."""
        if request.failure == "csp" and request.url in self.left:
            self.left.remove(request.url)

    def wait_until_more_ran(self, before: int) -> None:
        """Wait until more than so many scripts ran, but not for ever."""
        until = time.monotonic() + PATIENCE / 1000
        while len(self.ran) <= before and time.monotonic() < until:
            self.settle()

    def settle(self) -> None:
        """Give what was started the time to end."""
        self.page.wait_for_timeout(50)


_EMPTY_INDEX = {"config": {"lang": ["en"], "separator": r"\s+", "pipeline": []}, "docs": []}
_INSIDE = "body, article *, .md-header *, .md-nav--secondary *"
_AROUND = "body *"
_TOUCH_EVERYTHING = """(places) => {
  const shadows = [...document.querySelectorAll("*")].flatMap((it) => it.shadowRoot ?? []);
  for (const root of [document, ...shadows])
    for (const it of root.querySelectorAll(places)) {
      for (const kind of ["mouseover", "mouseenter", "pointerenter", "focus", "blur", "input"])
        it.dispatchEvent(new Event(kind, { bubbles: true }));
      const goes = it.closest("a[href], label, button, input, summary, form");
      if (!goes || /script:/i.test(it.getAttribute("href") ?? "")) it.click?.();
    }
}"""
_REPORT = """addEventListener("securitypolicyviolation",
  (event) => window.blockedByPolicy?.(`${event.violatedDirective} ${event.blockedURI}`))"""


def watch(context: BrowserContext, url: str) -> Watched:
    """Open a page in a browser that notices."""
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_REPORT)
    watched = Watched(context.new_page())
    context.expose_function("ran", lambda *_: watched.ran.append(watched.page.url))
    context.expose_function("blockedByPolicy", lambda what: watched.blocked.append(what))  # noqa: PLW0108 (Playwright marks the function)
    watched.page.on("dialog", lambda dialog: watched.note_dialog(dialog))  # noqa: PLW0108 (Playwright marks the function)
    context.on("request", lambda request: watched.note_request(request, url))
    context.on("requestfailed", lambda request: watched.never_left(request))  # noqa: PLW0108 (Playwright marks the function)
    return watched


@dataclass(frozen=True, slots=True)
class Attacked:
    """A handbook's site, and its address."""

    folder: Path
    url: str
    said: str
    """What the build said."""

    def page(self, name: str) -> str:
        """Address of the page with an attack."""
        return f"{self.url}{place(name)}/"


def attacked_handbook(root: Path, options: str = "") -> Handbook:
    """The handbook in which every page is an attack."""
    book = Handbook(root).write_root("mkdocs.yml", _MKDOCS_YML.format(options=options))
    book.write_root("hub.yml", "content: {wiki_links: true}\n")
    for name, attack in vectors().items():
        book.write(f"{place(name)}.md", f"# Page {name}\n\n{SHOWN}\n\n{attack}\n\n{SHOWN}\n")
    for name, front in vectors("front_matter").items():
        given = {"owner": "ana", **front}
        text = f"{SHOWN}\n" if given["title"] else ""
        book.write(f"front/{name}.md", page(text=f"## Page {name}\n\n{text}", **given))
    for name in _ODD_NAMES:
        book.write(f"{name}.md", f"{SHOWN}\n")
    book.write("snippets/attack.txt", "<img src=missing onerror=ran()><script>ran()</script>")
    return book.write("index.md", f"# Home\n\n{SHOWN}\n").commit()


_ODD_NAMES = (
    "names/<img src=missing onerror=ran()>",
    "names/&lt;script&gt;ran()&lt;script&gt;",
    'names/" onmouseover="ran()',
    "<img src=missing onerror=ran()>/inside",
    '" onfocus="ran()/inside',
)

_MKDOCS_YML = """\
site_name: Attacked
docs_dir: content
theme:
  name: material
  font: false
  features: [content.code.annotate, content.code.copy, content.tabs.link, content.tooltips,
    navigation.footer, navigation.path, navigation.prune, search.highlight, search.suggest,
    toc.follow]
plugins: [search, tags, hub: {{{options}}}]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {{anchor_linenums: true}}
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.snippets: {{base_path: [content]}}
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
validation:
  omitted_files: ignore
  not_found: ignore
  unrecognized_links: ignore
  anchors: ignore
"""


def _built(folder: Path, options: str = "") -> Iterator[Attacked]:
    book = attacked_handbook(folder / "book", options)
    with _listening() as said:
        done = run_hub(book.root, "build")
    assert done.code == 0, done.said
    site = book.root / "site" / "everyone"
    with serving(site) as url:
        yield Attacked(site, url, "\n".join(said))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What the plugin says meanwhile."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    log, listener = logging.getLogger("mkdocs.plugins.hub"), Listener()
    log.addHandler(listener)
    try:
        yield said
    finally:
        log.removeHandler(listener)


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The site as everybody gets it."""
    yield from _built(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="session")
def unsanitised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The same site with the contributors' HTML as they wrote it, under the policy alone."""
    yield from _built(tmp_path_factory.mktemp("unsanitised"), "sanitise: false")


@pytest.fixture(scope="session")
def walking_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a quarter less to do for each of hundreds of pages.

    Nothing that moves comes to rest in it, so that it serves those who only look.
    """
    yield from opened(playwright, "--disable-threaded-compositing")


@pytest.fixture
def walking(walking_browser: Browser) -> Iterator[BrowserContext]:
    """For tests that open one page after the other."""
    context = walking_browser.new_context()
    yield context
    context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()
