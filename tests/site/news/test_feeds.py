"""The feeds, held against what their formats ask for."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from hub.site.layout import Layout
from hub.site.news.feeds import JSON, MOST_ITEMS, RSS
from hub.site.published_site import PublishedSite
from tests.builders import ANA, PRIYA, TODAY, TWO_SIDES, Handbook, page, run_hub

_SITE = "https://hub.example/client/"
_ATOM, _DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
_TITLE = "A <b> & \x0bB"
_MKDOCS_YML = "site_name: A & B\ntheme: {name: material, font: false}\nplugins: [search, hub]\n"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "Hello.")).write("a & b.md", page(_TITLE, "One two."))
    book.commit(ANA, "2026-01-05").write("a & b.md", page(_TITLE, "One two three."))
    return book.commit(PRIYA, "2026-02-01")


def feeds(book: Handbook, site_url: str = _SITE) -> dict[str, str]:
    edition = book.open().edition("client")
    places = {path: path.replace(".md", "/").replace(" ", "%20") for path in edition.library.pages}
    places["hub/whats-new.md"] = "hub/whats-new/"
    return PublishedSite(edition, Layout(places, site_url=site_url)).feeds("A & B")


def test_rss_has_what_rss_2_asks_for(book: Handbook) -> None:
    root = ET.fromstring(feeds(book)[RSS])  # noqa: S314 (our own)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [channel] = root
    assert channel.findtext("title") == "A & B: what's new"
    assert channel.findtext("link") == f"{_SITE}hub/whats-new/"
    assert channel.findtext("description")
    [itself] = channel.findall(f"{_ATOM}link")
    assert (itself.get("rel"), itself.get("href")) == ("self", f"{_SITE}{RSS}")
    first = channel.findall("item")[0]
    assert first.findtext("title") == "A <b> & B"
    assert first.findtext("link") == f"{_SITE}a%20&%20b/"
    assert first.findtext(f"{_DC}creator") == "Priya Nair (Northwind Support)"
    assert first.findtext("description") == "1 word added, by Priya Nair (Northwind Support)"
    when = parsedate_to_datetime(first.findtext("pubDate") or "")
    assert when == dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    guids = [item.find("guid") for item in channel.findall("item")]
    assert all(guid is not None and guid.get("isPermaLink") == "false" for guid in guids)
    assert len({guid.text for guid in guids if guid is not None}) == len(guids) == 3


def test_json_feed_has_what_version_1_1_asks_for(book: Handbook) -> None:
    feed = json.loads(feeds(book)[JSON])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "A & B: what's new"
    assert feed["feed_url"] == f"{_SITE}{JSON}"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["url"].startswith(_SITE)
        assert item["content_text"]
        assert dt.datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(author["name"] for author in item["authors"])
    assert len({item["id"] for item in feed["items"]}) == 3


def test_edits_of_one_page_on_one_day_are_one_entry(book: Handbook) -> None:
    text = "One two three"
    book.write("a & b.md", page(_TITLE, f"{text} four.")).commit(ANA, "2026-03-01")
    book.write("a & b.md", page(_TITLE, f"{text} four five six.")).commit(PRIYA, "2026-03-01")
    first, second, *_ = json.loads(feeds(book)[JSON])["items"]
    names = "Priya Nair (Northwind Support), Ana Duarte (Acme Outfitters)"
    assert first["content_text"] == f"3 words added, by {names}"
    assert second["date_published"].startswith("2026-02-01")


def test_mechanical_edits_are_no_news(book: Handbook) -> None:
    before = feeds(book)
    book.write("index.md", page("Home", "**Hello.**", tags=["x"])).commit(ANA, "2026-03-01")
    assert feeds(book) == before


def test_feed_has_an_end(book: Handbook) -> None:
    for number in range(MOST_ITEMS + 10):
        book.write(f"{number}.md", page(f"Page {number}", "x"))
    assert len(json.loads(feeds(book.commit(ANA, "2026-03-01"))[JSON])["items"]) == MOST_ITEMS


def test_site_without_an_address_has_no_feeds(book: Handbook) -> None:
    assert feeds(book, site_url="") == {}


def test_every_page_names_the_feeds_in_its_head(book: Handbook) -> None:
    book.write_root("mkdocs.yml", f"site_url: {_SITE}\ndocs_dir: content\n{_MKDOCS_YML}")
    assert run_hub(book.root, "build", "--audience", "client").code == 0
    site = book.root / "site" / "client"
    for path, way in (("index.html", "hub/feed.xml"), ("a & b/index.html", "../hub/feed.xml")):
        head = (site / path).read_text(encoding="utf-8").partition("</head>")[0]
        [link] = re.findall(r'<link rel="alternate feed" type="application/rss\+xml"[^>]*>', head)
        assert f'href="{way}"' in link
        assert 'title="A &amp; B: what&#x27;s new"' in link
    assert (site / RSS).is_file()


def test_without_an_address_no_page_names_a_feed(book: Handbook) -> None:
    book.write_root("mkdocs.yml", f"docs_dir: content\n{_MKDOCS_YML}")
    assert run_hub(book.root, "build", "--audience", "client").code == 0
    site = book.root / "site" / "client"
    assert "hub/feed." not in (site / "index.html").read_text(encoding="utf-8")
    assert not (site / RSS).exists()
    assert book.open(TODAY).edition("client").facts.news


def test_a_feed_leads_to_where_the_news_are(book: Handbook) -> None:
    settings = f"site_url: {_SITE}\ndocs_dir: content\nuse_directory_urls: false\n{_MKDOCS_YML}"
    book.write_root("mkdocs.yml", settings)
    assert run_hub(book.root, "build", "--audience", "client").code == 0
    site = book.root / "site" / "client"
    for address in (RSS, JSON):
        (way,) = re.findall(rf"{_SITE}(hub/whats-new[^\"<]*)", (site / address).read_text())
        assert (site / way).is_file()
