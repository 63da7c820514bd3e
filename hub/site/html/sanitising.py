"""Sanitising: of a contributor's HTML stays what an ordinary page is made of, and nothing runs.

The page is parsed as a browser parses it and written anew by nh3, so that no spelling of a tag
means one thing here and another there.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import nh3

from hub.site.html.allowed_html import (
    ATTRIBUTES,
    ICON_TAGS,
    SCHEMES,
    STYLES,
    TAGS,
    TAGS_WITH_CONTENT,
    Rule,
    attribute_rule,
)

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<([a-zA-Z][^\s/<>]*)([^<>]*)")
_ATTRIBUTE = re.compile(r"[\s/\"']([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))")
_SIGNS = re.compile(r"[<>&\"']")
_UNTYPED_INPUT = re.compile(r"<input(?![^<>]*\stype=)[^<>]*>")
_IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup"})
"""Tags that mean nothing more in the middle of a page, or that a parser adds and leaves out."""


@dataclass(frozen=True, slots=True)
class Sanitised:
    """A page's HTML that may be published."""

    html: str
    """What stays."""
    removed: tuple[str, ...]
    """What was taken away, with its number: ``<script> (2)``, ``onclick (1)``; sorted."""


class Sanitiser:
    """Takes out of a page whatever is not on the list of :mod:`hub.site.html.allowed_html`.

    Args:
        classes: Classes that the site's owner allows besides, for style sheets of their own.
        sources: Where images and media may come from besides the site itself.
    """

    def __init__(self, classes: Iterable[str] = (), sources: Iterable[str] = ()) -> None:
        self._rule: Rule = attribute_rule(classes, sources)
        self._classes: Counter[str] = Counter()
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS | ICON_TAGS),
            clean_content_tags=set(TAGS_WITH_CONTENT),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            attribute_filter=self._filtered,
            filter_style_properties=set(STYLES),
            url_schemes={*SCHEMES, "data"},  # the rule lets data: pass for pictures only
            link_rel="noopener",
        )

    def sanitise(self, content: str) -> Sanitised:
        """Sanitise the HTML that was made of a page's Markdown.

        Args:
            content: The HTML, or any text that a contributor could bring into its place.
        """
        self._classes.clear()
        cleaned = _UNTYPED_INPUT.sub("", self._cleaner.clean(content))
        removed = _difference(content, cleaned) + self._classes
        del removed["class"]  # each one that is gone has its name there
        return Sanitised(cleaned, tuple(f"{what} ({n})" for what, n in sorted(removed.items())))

    def _filtered(self, tag: str, name: str, value: str) -> str | None:
        kept = self._rule(tag, name, value)
        if name == "class" and kept != value:
            gone = set(value.split()) - set((kept or "").split())
            self._classes.update(f'class "{it}"' for it in gone)
        return kept


def inert_text(fragment: str) -> str:
    """A line of HTML, such as a heading in a table of contents, as text without any tag.

    Args:
        fragment: The HTML.

    Returns:
        Text that means itself wherever HTML is written, between quotes too.
    """
    if not _SIGNS.search(fragment):
        return fragment
    cleaned = nh3.clean(fragment, tags=set(), clean_content_tags=set(TAGS_WITH_CONTENT))
    return html.escape(html.unescape(cleaned))


def _difference(content: str, cleaned: str) -> Counter[str]:
    """How often each tag and each attribute went, whatever its value."""
    before, after = Counter(_tags(content)), Counter(_tags(cleaned))
    # Most tags are in both as they are; only the others have to be looked into.
    return _counted(before - after) - _counted(after - before)


def _tags(content: str) -> list[tuple[str, str]]:
    """The name of each tag, and what else stands in it."""
    return _TAG.findall(_COMMENT.sub("", content) if "<!--" in content else content)


def _counted(tags: Counter[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (tag, rest), times in tags.items():
        name = tag.lower()
        if name not in _IMPLIED:
            found[f"<{name}>"] += times
        if "=" in rest:
            for attribute in _ATTRIBUTE.findall(rest):
                found[attribute.lower()] += times
    return found
