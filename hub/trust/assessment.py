"""All verdicts on a library, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hub.content.page import Page
from hub.trust.freshness import Evidence, Freshness, Verdict, judge


@dataclass(frozen=True, slots=True)
class Reviews:
    """How many reviews there were, and how many left evidence."""

    all: int
    evidenced: int

    @property
    def evidence_ratio(self) -> float | None:
        """Evidenced reviews ÷ reviews; None where there was no review."""
        return self.evidenced / self.all if self.all else None

    def __add__(self, other: Reviews) -> Reviews:
        return Reviews(self.all + other.all, self.evidenced + other.evidenced)


class Assessment:
    """The verdict on every page that exists for one audience, or for nobody in particular.

    Args:
        evidence: What the verdicts rest on.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.library = evidence.library
        self.history = evidence.history

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict on each page, by path."""
        return {page.path: judge(page, self.evidence) for page in self.library.pages.values()}

    def freshness(self, page: Page) -> Freshness:
        """The state of one page."""
        return self.verdicts[page.path].freshness

    def count(self, among: Callable[[Page], bool] = lambda _: True) -> dict[Freshness, int]:
        """How many of the chosen pages are in each state; every state is there."""
        pages = (page for page in self.library.pages.values() if among(page))
        found = Counter(self.freshness(page) for page in pages)
        return {state: found[state] for state in Freshness}

    def reviews(self, among: Callable[[Page], bool] = lambda _: True) -> Reviews | None:
        """The reviews of the chosen pages; None where the history of none of them is known."""
        known = [
            self.reviews_of(page)
            for page in self.library.pages.values()
            if among(page) and self.history.of(page.path).unknown is None
        ]
        return sum(known, Reviews(0, 0)) if known else None

    def reviews_of(self, page: Page) -> Reviews:
        """The reviews of one page whose history is known."""
        reviews = self.history.of(page.path).reviews
        return Reviews(len(reviews), sum(review.evidenced for review in reviews))
