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

_ATTRIBUTE = r"\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?"
_TAG = re.compile(
    rf"<(?P<tag>a|area|audio|base|button|embed|form|frame|iframe|image|img|input|link|object|source"
    rf"|track|use|video)\b(?P<attributes>(?:{_ATTRIBUTE})*)(?P<end>\s*/?)>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?P<name>\s+(?:href|src|data|poster|action|formaction|xlink:href))\s*=\s*"
    r"(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'=<>`]+))",
    re.IGNORECASE,
)
_SRCSET = re.compile(r"\s+srcset\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")


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
        return "".join(kept) + content[at:] if kept else content

    def _tag(
        self, page: Page, content: str, tag: re.Match[str], layout: Layout
    ) -> tuple[str | None, int]:
        """What stands instead of a tag, and where the text goes on; None leaves it alone."""
        attributes = tag["attributes"]
        reference = _REFERENCE.search(attributes)
        if reference is None:
            return None, tag.end()
        href = html.unescape(_value(reference)).strip()
        target = self._target(page, href, layout)
        if target == href:
            return None, tag.end()
        if target is not None:
            start, end = reference.span()
            written = f'{reference["name"]}="{html.escape(target)}"'
            rewritten = attributes[:start] + written + attributes[end:]
            return f"<{tag['tag']}{rewritten}{tag['end']}>", tag.end()
        return self._without_target(page, content, tag, href)

    def _target(self, page: Page, href: str, layout: Layout) -> str | None:
        """Where a link leads in the site; None where it must not lead anywhere."""
        if not layout.is_internal(href) or href.startswith("#"):
            return href
        if layout.publishes(href, seen_from=page.path):
            return href
        destination = self._edition.addresses.find(page, href)
        if destination.place is Place.PAGE:
            fragment = f"#{destination.fragment}" if destination.fragment else ""
            return layout.url(destination.path, seen_from=page.path) + fragment
        return None if self._hide else href

    def _without_target(
        self, page: Page, content: str, tag: re.Match[str], href: str
    ) -> tuple[str, int]:
        name = tag["tag"].lower()
        if name == "img":
            alt = _ALT.search(tag["attributes"])
            return (alt[1] or alt[2] or "") if alt else "", tag.end()
        if name != "a":
            bare = _SRCSET.sub("", _REFERENCE.sub("", tag["attributes"]))
            return f"<{tag['tag']}{bare}{tag['end']}>", tag.end()
        closing = re.compile(r"</a\s*>", re.IGNORECASE).search(content, tag.end())
        end = closing.start() if closing else tag.end()
        text = content[tag.end() : end]
        shown = WITHHELD if self._tells_title(page, href, text) else text
        return shown, closing.end() if closing else tag.end()

    def _tells_title(self, page: Page, href: str, text: str) -> bool:
        """Whether a link's text repeats the title of the page that is withheld."""
        destination = self._whole.addresses.find(page, href)
        withheld = self._whole.pages.get(destination.path)
        if withheld is None or withheld.path in self._edition.pages:
            return False
        return _folded(withheld.title) in _folded(html.unescape(_MARKUP.sub("", text)))


def _value(reference: re.Match[str]) -> str:
    return reference["a"] or reference["b"] or reference["c"] or ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
