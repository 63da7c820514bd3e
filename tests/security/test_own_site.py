"""The project's own site: it asks nobody else for anything, and its policy takes nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.builders import Handbook, page, run_hub
from tests.security.conftest import watch
from tests.serving import serving

_PROJECT = Path(__file__).parents[2]
_LOADED = re.compile(
    r"<(?:script|img|iframe|embed|source|audio|video|track|object|link)\b[^>]*?"
    r"\s(?:src|srcset|data|poster|href)=[\"']?((?:[a-z]+:)?//[^\"'\s>]*)",
    re.IGNORECASE,
)
_NO_REQUEST = re.compile(r"<link\b[^>]*\brel=[\"']?(?:canonical|alternate)")
_IN_STYLES = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])((?:https?:)?//[^\"')\s]*)")
_DIAGRAM = "```mermaid\ngraph TD\n  A[Ask] --> B[Answer]\n```"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The client's site of the project's own content, with one page more that has a diagram."""
    book = Handbook(tmp_path_factory.mktemp("own") / "hub")
    for file in (_PROJECT / "content").rglob("*"):
        if file.is_file():
            book.write(file.relative_to(_PROJECT / "content").as_posix(), file.read_bytes())
    book.write("sops/drawn.md", page("Drawn", _DIAGRAM, owner="jana", audience=["client"]))
    book.write_root("hub.yml", (_PROJECT / "hub.yml").read_bytes())
    folder = book.root / "site" / "client"
    with serving(folder) as url:
        configuration = (_PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
        book.write_root("mkdocs.yml", f"site_url: {url}\n{configuration}").commit()
        done = run_hub(book.root, "build", "--audience", "client")
        assert done.code == 0, done.said
        yield folder, url


@pytest.mark.browser
def test_nothing_that_a_page_is_made_of_asks_another_host_or_meets_the_policy(
    site: tuple[Path, str], walking: BrowserContext
) -> None:
    folder, url = site
    watched = watch(walking, url)
    watched.page.goto(url, wait_until="networkidle")
    watched.without_search()
    for file in _with_every_part(folder):
        watched.page.goto(url + file.relative_to(folder).as_posix(), wait_until="load")
    watched.settle()
    assert watched.left == []
    assert watched.blocked == []


def _with_every_part(folder: Path) -> list[Path]:
    """Pages on which together each element stands with each class and attribute that it has.

    A browser takes a third of a second for a page, and a hundred pages of commands are alike.
    """
    seen: set[tuple[str, str]] = set()
    chosen = []
    for file in sorted(folder.rglob("*.html")):
        parts = _Parts()
        parts.feed(file.read_text(encoding="utf-8"))
        if not parts.found <= seen:
            chosen.append(file)
            seen |= parts.found
    return chosen


class _Parts(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs}
        classes = (value or "" for name, value in attrs if name == "class")
        self.found |= {(tag, f".{one}") for value in classes for one in value.split()}


@pytest.mark.browser
def test_pages_of_other_depths_swap_without_meeting_the_policy(
    site: tuple[Path, str], context: BrowserContext
) -> None:
    watched = watch(context, site[1])
    page = watched.page
    page.goto(site[1])
    page.evaluate("window.isTheSameWindow = true")
    for path in ("hub/health/", "sops/issue-a-refund/", "glossary/", "sops/drawn/", ""):
        # Whatever shows at this width, a link of the navigation is clicked as a reader would.
        address = f"{site[1]}{path}"
        page.evaluate(
            """(to) => {
              const link = Object.assign(document.createElement("a"), { href: to });
              document.querySelector("article").append(link);
              link.click();
            }""",
            address,
        )
        page.wait_for_url(address)
        if path == "sops/drawn/":
            expect(page.locator("article div.mermaid")).to_be_visible()
    assert page.evaluate("window.isTheSameWindow")
    watched.settle()
    assert watched.blocked == []
    assert watched.left == []


@pytest.mark.browser
def test_only_a_page_with_a_diagram_fetches_what_draws_it(
    site: tuple[Path, str], context: BrowserContext
) -> None:
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page = watch(context, site[1]).page
    page.goto(f"{site[1]}sops/issue-a-refund/", wait_until="networkidle")
    assert not any("mermaid" in url for url in fetched)
    page.goto(f"{site[1]}sops/drawn/")
    expect(page.locator("article div.mermaid")).to_be_visible()
    assert [url for url in fetched if "mermaid" in url] == [
        f"{site[1]}assets/hub/mermaid/mermaid.min.js"
    ]


def test_nothing_in_the_files_loads_from_elsewhere(site: tuple[Path, str]) -> None:
    folder, url = site
    found = []
    for file in folder.rglob("*"):
        if file.suffix not in (".html", ".css", ".svg"):
            continue
        text = file.read_text(encoding="utf-8")
        places = [
            match[1] for match in _LOADED.finditer(text) if not _NO_REQUEST.match(match[0])
        ] + _IN_STYLES.findall(text)
        found += [f"{file.name}: {place}" for place in places if not place.startswith(url)]
    assert found == []
