"""Which pages people open: few of them very often, most of them seldom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from random import Random

from hub.config import Kind
from hub.content.page import Page
from hub.demo.kit import Kit
from hub.demo.story import Story
from hub.demo.usage.rates import Rates
from hub.demo.usage.shelf import Shelf, Standing


class Choice:
    """How the pages of one side share its readers.

    Args:
        org: The side; only what it may read is there.
        kit: The pages.
        story: Says which of them are doubted in the end.
        rates: Says which are popular.
        shelf: Says which are there.
    """

    def __init__(self, org: str, kit: Kit, story: Story, rates: Rates, shelf: Shelf) -> None:
        self._shelf = shelf
        self._rates = rates
        ends = story.ends_as
        self._doubted = {*ends.overdue, *ends.changed, *ends.suspect}
        pages = [page for page in kit.pages.values() if org in page.audience]
        self.weights = self._weights(pages, rates.sides[org].kinds)

    def is_doubted(self, path: str) -> bool:
        """Whether a page is one of those that are not fresh at the end."""
        return path in self._doubted

    def on(self, day: dt.date) -> tuple[list[Standing], list[float]]:
        """The pages that are there on a day, and how often each is opened."""
        found = [one for path in self.weights if (one := self._shelf.on(day, path))]
        state = self._rates.weights
        return found, [self.weights[one.path] * state.get(one.state, 1.0) for one in found]

    def _weights(self, pages: list[Page], kinds: Mapping[Kind, float]) -> dict[str, float]:
        by_kind: dict[Kind, list[Page]] = defaultdict(list)
        for page in sorted(pages, key=self._order):
            by_kind[page.kind].append(page)
        found: dict[str, float] = {}
        for kind, ranked in by_kind.items():
            law = [rank**-self._rates.exponent for rank in range(1, len(ranked) + 1)]
            for page, share in zip(ranked, law, strict=True):
                doubt = self._rates.doubted if page.path in self._doubted else 1.0
                found[page.path] = kinds[kind] * share / sum(law) * doubt
        return found

    def _order(self, page: Page) -> tuple[int, float]:
        popular = self._rates.popular
        place = popular.index(page.path) if page.path in popular else len(popular)
        return place, Random(page.path).random()
