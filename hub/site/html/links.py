"""Links of a rendered page: they lead where its readers may go, and nowhere else.

The pages that an audience may not see are not in its library, so a link to one of them can't
be told from a link to nowhere, and neither keeps its target.
"""

from __future__ import annotations

import html
import re

from hub.content.addresses import Place
from hub.content.library import Library
from hub.content.page import Page
from hub.site.layout import Layout

WITHHELD = "another page"
"""What stands where a link's text was the title of a page that its readers may not see."""

_VALUE = r"\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+"
_ATTRIBUTE = re.compile(
    r"(?P<start>[\s/]*+(?P<name>[^\s\"'<>/=]++))"  # browsers need no blank between two
    rf"(?:\s*+=\s*+(?P<value>{_VALUE}))?+"
)
_TAG = re.compile(
    r"<(?P<tag>[a-z][\w-]*+)"
    rf"(?P<attributes>(?:[\s/]*+[^\s\"'<>/=]++(?:\s*+=\s*+(?:{_VALUE}))?+)++)(?P<end>[\s/]*+)>",
    re.IGNORECASE,
)
_ONE = frozenset(
    ("action", "background", "cite", "data", "formaction", "href", "longdesc", "poster", "src")
) | {"xlink:href"}
"""Attributes that hold an address and nothing else."""
_IN_SRCSET = re.compile(r"(?<![^\s,])(?![\d.]+[wxh](?![^\s,]))([^\s,]+)")
"""Whatever is no size: of sizes there may be any number, and a browser looks for the next comma."""
_SEVERAL = {
    "content": re.compile(r"url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE),
    "imagesrcset": _IN_SRCSET,
    "ping": re.compile(r"(\S+)"),
    "srcset": _IN_SRCSET,
    "style": re.compile(r"url\(\s*[\"']?([^\"')]+)", re.IGNORECASE),
}
"""Attributes that hold addresses among other things; each goes as a whole or stays."""
OPEN = frozenset((Place.PAGE, Place.ATTACHMENT, Place.EXTERNAL))
"""Places to which a link may lead as it stands."""
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_CLOSING = re.compile(r"</a\s*>", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"(<style\b[^<>]*>)(.*?)(</style\s*>)", re.IGNORECASE | re.DOTALL)


class LinkRewriter:
    """Rewrites the links of an edition's rendered pages.

    Args:
        whole: The library with all pages, to know which titles must not be shown.
        edition: The library as it exists for the edition's readers.
        hide: Whether anything is withheld from them, so that a link that leads nowhere must
            lose its target. Without it such links stay as they are.
    """

    def __init__(self, whole: Library, edition: Library, *, hide: bool) -> None:
        self._whole = whole
        self._edition = edition
        self._hide = hide

    def rewrite(self, page: Page, content: str, layout: Layout) -> str:
        """Rewrite the links of one page.

        Args:
            page: The page.
            content: Its rendered HTML.
            layout: Where everything is in the site.

        Returns:
            The HTML with links as its readers may follow them.
        """
        kept: list[str] = []
        at = 0
        for match in _TAG.finditer(content):
            if match.start() < at:
                continue
            replaced, end = self._tag(page, content, match, layout)
            if replaced is not None:
                kept += content[at : match.start()], replaced
                at = end
        content = "".join(kept) + content[at:] if kept else content
        if "<style" not in content.lower():
            return content
        return _STYLE_SHEET.sub(lambda sheet: self._style_sheet(page, sheet, layout), content)

    def _style_sheet(self, page: Page, sheet: re.Match[str], layout: Layout) -> str:
        """A style sheet in a page, without its rules where one names what is withheld."""
        allowed = self._allowed(page, "style", sheet[2], layout) is not None
        return sheet[0] if allowed else sheet[1] + sheet[3]

    def _tag(
        self, page: Page, content: str, tag: re.Match[str], layout: Layout
    ) -> tuple[str | None, int]:
        """What stands instead of a tag, and where the text goes on; None leaves it alone."""
        kept: list[str] = []
        at = 0
        for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
            name, written = attribute["name"].lower(), _value(attribute)
            allowed = self._allowed(page, name, written, layout)
            if allowed == written:
                continue
            if allowed is None and (tag["tag"].lower(), name) in (("a", "href"), ("img", "src")):
                return self._without_target(page, content, tag, written, layout)
            kept.append(tag["attributes"][at : attribute.start()])
            if allowed is not None:
                kept.append(f'{attribute["start"]}="{html.escape(allowed)}"')
            at = attribute.end()
        if not at:
            return None, tag.end()
        return f"<{tag['tag']}{''.join(kept)}{tag['attributes'][at:]}{tag['end']}>", tag.end()

    def _allowed(self, page: Page, name: str, written: str, layout: Layout) -> str | None:
        """What an attribute may say; None where it must go."""
        if name in _ONE:
            return self._target(page, written, layout)
        several = _SEVERAL.get(name)
        if several is None:
            return written
        hrefs = several.findall(written)
        hidden = any(self._target(page, href, layout) is None for href in hrefs)
        return None if hidden else written

    def _target(self, page: Page, href: str, layout: Layout) -> str | None:
        """Where a link leads in the site; None where it must not lead anywhere."""
        if href.startswith("#") or not layout.is_internal(href):
            return href
        if layout.publishes(href, seen_from=page.path):
            return href
        destination = self._edition.addresses.find(page, layout.local(href))
        if layout.has(destination.path):
            fragment = f"#{destination.fragment}" if destination.fragment else ""
            return layout.url(destination.path, seen_from=page.path) + fragment
        return None if self._hide else href

    def _without_target(
        self, page: Page, content: str, tag: re.Match[str], href: str, layout: Layout
    ) -> tuple[str, int]:
        """An image is its description then, and a link is its text."""
        if tag["tag"].lower() == "img":
            alt = _ALT.search(tag["attributes"])
            return (alt[1] or alt[2] or "") if alt else "", tag.end()
        closing = _CLOSING.search(content, tag.end())
        end = closing.start() if closing else tag.end()
        text = self.rewrite(page, content[tag.end() : end], layout)
        plain = html.unescape(_MARKUP.sub("", text))
        shown = WITHHELD if self.tells_title(page, layout.local(href), plain) else text
        return shown, closing.end() if closing else tag.end()

    def tells_title(self, page: Page, href: str, text: str) -> bool:
        """Whether a link's text repeats the title, or the address, of a page that is withheld.

        Args:
            page: The page on which the link stands.
            href: Where the link leads, as written or as a browser reads it.
            text: The link's text, without markup.
        """
        if not self._hide or self._edition.addresses.find(page, href).place in OPEN:
            return False
        if re.search(r"[/.]", href) and _folded(href) in _folded(text):
            return True
        whole = self._whole.addresses
        paths = {whole.find(page, href).path, whole.find_named(href).path}
        titles = [self._whole.pages[path].title for path in paths & self._whole.pages.keys()]
        return any(_folded(title) in _folded(text) for title in titles)


def _value(attribute: re.Match[str]) -> str:
    value = attribute["value"] or ""
    quoted = value[:1] in ('"', "'")
    return html.unescape(value[1:-1] if quoted else value).strip()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
