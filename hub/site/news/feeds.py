"""Feeds: the news of one audience as RSS 2.0 and as JSON Feed 1.1.

A feed is read far from the site, so its links are whole addresses: without ``site_url`` there
are no feeds. It tells what the What's new page tells and leaves out states, which feed readers
would keep after they have changed.

Formats: https://www.rssboard.org/rss-specification, https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from hub.site.layout import Layout
from hub.site.news.news import NewsItem
from hub.site.pages.whats_new import PAGE as WHATS_NEW

RSS, JSON = "hub/feed.xml", "hub/feed.json"
"""Addresses of the feeds in the site."""
FEEDS: Mapping[str, str] = {"rss": RSS, "json": JSON}
MOST_ITEMS = 50

_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself."""

    title: str
    home: str
    """Address of the site's front page."""
    page: str
    """Address of the What's new page; the front page's where there is none."""
    as_of: dt.date


def feeds(
    site_name: str, items: Iterable[NewsItem], as_of: dt.date, layout: Layout
) -> dict[str, str]:
    """The text of each feed by its address in the site; none where the site has no address.

    Args:
        site_name: The site's name.
        items: The news, the newest first.
        as_of: The day of the build.
        layout: Where everything is in the site.
    """
    home = layout.home
    if home is None:
        return {}
    channel = Channel(
        title=f"{site_name}: what's new",
        home=home,
        page=layout.absolute(WHATS_NEW.path) or home,
        as_of=as_of,
    )
    entries = [_Entry.of(item, layout) for item in list(items)[:MOST_ITEMS]]
    return {RSS: _rss(channel, entries), JSON: _json(channel, entries)}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry, in the words of a feed."""

    id: str
    title: str
    address: str
    text: str
    authors: tuple[str, ...]
    kind: str
    when: dt.datetime
    """The day's beginning in UTC, since git's day is the author's own."""

    @classmethod
    def of(cls, item: NewsItem, layout: Layout) -> _Entry:
        authors = tuple(f"{w.name} ({w.side})" if w.side else w.name for w in item.who)
        address = layout.absolute(item.page.path) or ""
        return cls(
            id=f"{address}#{item.day.isoformat()}",
            title=f"{'New: ' if item.is_new else ''}{item.page.title}",
            address=address,
            text=f"{item.amount}, by {', '.join(authors)}",
            authors=authors,
            kind=item.page.kind.label,
            when=dt.datetime.combine(item.day, dt.time(), dt.UTC),
        )


def _rss(channel: Channel, entries: Iterable[_Entry]) -> str:
    for prefix, name in (("atom", _ATOM), ("dc", _DUBLIN_CORE)):
        ET.register_namespace(prefix, name)
    root = ET.Element("rss", version="2.0")
    top = ET.SubElement(root, "channel")
    _text(top, "title", channel.title)
    _text(top, "link", channel.page)
    _text(top, "description", "Pages that say something else than before.")
    _text(top, "language", "en")
    _text(top, "lastBuildDate", _rfc_822(dt.datetime.combine(channel.as_of, dt.time(), dt.UTC)))
    ET.SubElement(
        top,
        f"{{{_ATOM}}}link",
        href=f"{channel.home}{RSS}",
        rel="self",
        type="application/rss+xml",
    )
    for entry in entries:
        _rss_item(top, entry)
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _rss_item(top: ET.Element, entry: _Entry) -> None:
    item = ET.SubElement(top, "item")
    _text(item, "title", entry.title)
    _text(item, "link", entry.address)
    _text(item, "guid", entry.id).set("isPermaLink", "false")
    _text(item, "pubDate", _rfc_822(entry.when))
    for author in entry.authors:
        _text(item, f"{{{_DUBLIN_CORE}}}creator", author)
    _text(item, "category", entry.kind)
    _text(item, "description", entry.text)


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, tag)
    child.text = _NOT_XML.sub("", text)
    return child


def _rfc_822(when: dt.datetime) -> str:
    return format_datetime(when)


def _json(channel: Channel, entries: Iterable[_Entry]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": f"{channel.home}{JSON}",
        "language": "en",
        "items": [
            {
                "id": entry.id,
                "url": entry.address,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": entry.when.isoformat(),
                "authors": [{"name": name} for name in entry.authors],
                "tags": [entry.kind],
            }
            for entry in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
