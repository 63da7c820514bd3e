"""The Tags page: every tag with its pages, and the tags that stand on a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub.content.page import Page
from hub.content.slugs import slug, unique
from hub.site.facts import Facts
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.listing import ListedPage, Listing


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, whichever way its letters are cased."""

    name: str
    """As most pages write it."""
    anchor: str
    """Its id on the Tags page."""
    pages: tuple[ListedPage, ...]
    """By title."""


@dataclass(frozen=True, slots=True)
class TagsView:
    """What the Tags page shows, ready for a template."""

    tags: tuple[Tag, ...]
    """In the order of the alphabet."""
    untagged: int
    """How many pages carry none."""


def tags_view(facts: Facts) -> TagsView:
    """Gather what the Tags page shows."""
    listing = Listing(facts)
    pages: dict[str, list[ListedPage]] = defaultdict(list)
    for page in sorted(facts.library.pages.values(), key=lambda page: page.title.casefold()):
        shown = listing.of(page)
        for key in {_key(tag) for tag in page.meta.tags} - {""}:
            pages[key].append(shown)
    names = tag_names(facts.library.pages.values())
    anchors = tag_anchors(names)
    return TagsView(
        tuple(Tag(names[key], anchors[key], tuple(pages[key])) for key in sorted(names)),
        sum(not page.meta.tags for page in facts.library.pages.values()),
    )


def tag_names(pages: Iterable[Page]) -> dict[str, str]:
    """The spelling to show of each tag, by a form in which all its spellings are equal."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for tag in page.meta.tags:
            if _key(tag):
                spellings[_key(tag)][" ".join(tag.split())] += 1
    return {key: min(found, key=lambda n: (-found[n], n)) for key, found in spellings.items()}


def tag_anchors(keys: Iterable[str]) -> dict[str, str]:
    """The id of each tag on the Tags page, by the key that ``tag_names`` gives it."""
    used: dict[str, int] = {}
    return {key: unique("tag-" + (slug(key) or "tag"), used) for key in sorted(keys)}


@dataclass(frozen=True, slots=True)
class TagLink:
    """A tag as it stands on a page."""

    name: str
    anchor: str


class TagLinks:
    """The tags of pages, with the places to which they lead.

    Args:
        pages: All pages that exist for the readers.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._names = tag_names(pages)
        self._anchors = tag_anchors(self._names)

    def of(self, page: Page) -> tuple[TagLink, ...]:
        """The tags of a page, in the order in which it names them."""
        keys = dict.fromkeys(_key(tag) for tag in page.meta.tags)
        return tuple(TagLink(self._names[key], self._anchors[key]) for key in keys if key)


def _key(tag: str) -> str:
    return " ".join(tag.casefold().split())


def _applies(facts: Facts) -> bool:
    return facts.config.written or any(page.meta.tags for page in facts.library.pages.values())


PAGE = GeneratedPage("tags", "Tags", tags_view, _applies)
