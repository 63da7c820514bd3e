"""No script of a contributor runs and no request leaves, whatever a page holds."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.security.conftest import SHOWN, Attacked, place, vectors, watch

pytestmark = pytest.mark.browser


_TAKES_THE_READER_ELSEWHERE = {"refresh", "refresh-elsewhere"}
"""A policy has no word against it; the sanitiser has."""


def _addresses(site: Attacked) -> list[str]:
    pages = sorted(path.parent.relative_to(site.folder) for path in site.folder.rglob("index.html"))
    return [f"{site.url}{page.as_posix()}/".replace("/./", "/") for page in pages]


def test_nothing_runs_and_nothing_leaves(attacked: Attacked, walking: BrowserContext) -> None:
    watched = watch(walking, attacked.url).without_search()
    addresses = _addresses(attacked)
    assert len(addresses) > len(vectors()) + len(vectors("front_matter"))
    unseen, folders = [], set()
    for address in addresses:
        folder = address.removesuffix("/").rpartition("/")[0]
        # The navigation is the same on all pages of a folder.
        watched.read(address.replace("#", "%23"), around=folder not in folders)
        folders.add(folder)
        if "/text/" in address and SHOWN not in watched.page.locator("article").inner_text():
            unseen.append(address)
    watched.settle()
    assert watched.ran == []
    assert watched.left == []
    assert watched.blocked == []
    assert unseen == []


def test_the_policy_alone_stops_them_too(unsanitised: Attacked, walking: BrowserContext) -> None:
    watched = watch(walking, unsanitised.url).without_search()
    for name in sorted(vectors().keys() - _TAKES_THE_READER_ELSEWHERE):
        watched.read(unsanitised.page(name))
    watched.settle()
    assert watched.ran == []
    assert watched.left == []
    assert {what.split()[0] for what in watched.blocked} >= {
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "frame-src",
        "media-src",
    }


def test_the_attacks_work_where_nobody_is_on_guard(
    unsanitised: Attacked, context: BrowserContext
) -> None:
    """Without this, a mistake in the attacks would look like a good defence."""
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    watched = watch(context, unsanitised.url)

    def without_policy(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        html = policy.sub("", response.text())
        route.fulfill(response=response, body=html)  # type: ignore[attr-defined]

    context.route(re.compile(r"/text/\w/[^/]+/$"), without_policy)
    for name in ("script", "image-error", "link-script", "list-click", "svg-load", "table-cell"):
        before = len(watched.ran)
        watched.read(unsanitised.page(name))
        watched.wait_until_more_ran(before)
        assert len(watched.ran) > before, name


def test_a_search_shows_attacks_as_words(attacked: Attacked, context: BrowserContext) -> None:
    watched = watch(context, attacked.url)
    page = watched.page
    for words in ("readers see", "img onerror", "script ran", "missing"):
        page.goto(attacked.url)
        page.keyboard.press("/")
        page.get_by_role("combobox", name="Search").press_sequentially(words, delay=5)
        expect(page.get_by_role("option").first).to_be_visible()
        watched.settle()
        assert page.locator("dialog :is(img, script, iframe, object)").count() == 0
        page.get_by_role("option").last.click()  # all results
        expect(page.locator(".hub-found-list > li").first).to_be_visible()
        watched.settle()
        assert page.locator(".hub-found :is(img, script, iframe, object)").count() == 0
    assert (watched.ran, watched.left, watched.blocked) == ([], [], [])


def test_the_search_index_holds_text_only(attacked: Attacked) -> None:
    index = json.loads((attacked.folder / "search/search_index.json").read_text(encoding="utf-8"))
    tags = {
        tag.lower()
        for entry in index["docs"]
        for field in ("title", "text")
        for tag in re.findall(r"<\s*(\w+)", entry[field])
    }
    assert tags <= {"p", "li", "ul", "ol", "code", "pre", "h1", "h2", "table", "td", "th", "tr"} | {
        "sup", "tbody", "thead", "kbd", "br", "em", "strong", "b", "i", "u", "s",
    }  # fmt: skip


def test_templates_in_a_page_are_text(attacked: Attacked, context: BrowserContext) -> None:
    page = watch(context, attacked.url).page
    page.goto(attacked.page("template-sum"))
    expect(page.locator("article")).to_contain_text("{{ 7*7 }} {% for x in range(3) %}")
    page.goto(attacked.page("template-code"))
    expect(page.locator("article")).to_contain_text("[1].")


def test_diagrams_are_drawn_without_their_scripts(
    attacked: Attacked, context: BrowserContext
) -> None:
    watched = watch(context, attacked.url)
    for name in ("click", "link", "label", "loose", "style", "markdown"):
        watched.page.goto(attacked.page(f"mermaid-{name}"))
        # Material draws into a closed shadow, where nobody can look; its host is what is left.
        expect(watched.page.locator("article div.mermaid")).to_be_visible()
        watched.settle()
    assert (watched.ran, watched.left, watched.blocked) == ([], [], [])


def test_no_diagram_asks_for_anything_from_elsewhere(
    attacked: Attacked, context: BrowserContext
) -> None:
    watched = watch(context, attacked.url)
    for name in (name for name in vectors() if name.startswith("mermaid-")):
        watched.page.goto(attacked.page(name))
        # What Mermaid can't read it leaves as it is, so that there is no sign of its end.
        watched.page.wait_for_load_state("networkidle")
        watched.settle()
    assert (watched.ran, watched.left, watched.blocked) == ([], [], [])


def test_a_tooltip_shows_a_title_as_words(attacked: Attacked, context: BrowserContext) -> None:
    watched = watch(context, attacked.url)
    for name in (name for name in vectors() if name.startswith("tooltip-")):
        address = attacked.page(name)
        watched.page.goto(address)
        watched.page.locator("article [title]:not(.headerlink)").first.hover()
        tip = watched.page.locator(".md-tooltip2__inner")
        expect(tip).to_contain_text("<")
        assert tip.locator("*").count() == 0
        assert watched.page.url == address
    assert (watched.ran, watched.left, watched.blocked) == ([], [], [])


def test_the_build_says_what_it_took_out(attacked: Attacked) -> None:
    pages = {
        name: re.search(rf"{place(name)}\.md: taken out of its HTML: (.*)", attacked.said)
        for name in ("script", "image-error", "frame", "list-click")
    }
    found = {name: match[1] for name, match in pages.items() if match}
    assert found == {
        "script": "<script> (1)",
        "image-error": "onerror (1)",
        "frame": "<iframe> (1), src (1)",
        "list-click": "onclick (1)",
    }
