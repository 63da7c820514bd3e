"""Pages as lists show them: the title, the state, and the folder where titles repeat."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hub.content.page import Page
from hub.site.facts import Facts
from hub.trust.freshness import Freshness


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page in a list."""

    path: str
    title: str
    freshness: Freshness
    where: str
    """Its path where another page has the same title; else empty."""


class Listing:
    """Makes entries for lists of pages.

    Args:
        facts: What the readers may be told.
    """

    def __init__(self, facts: Facts) -> None:
        self._assessment = facts.assessment
        self._titles = Counter(page.title for page in facts.library.pages.values())

    def of(self, page: Page) -> ListedPage:
        """The entry of one page."""
        where = page.path if self._titles[page.title] > 1 else ""
        return ListedPage(page.path, page.title, self._assessment.freshness(page), where)
