"""Home: the front door, with what most readers come for; different for each audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from hub.config import Kind
from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.naming import Naming, Who
from hub.site.news.news import NewsItem
from hub.site.page.paths import PathSummary, path_summaries
from hub.site.pages.decisions import Decision, decisions_view
from hub.trust.freshness import Verdict
from hub.trust.queue import QueueEntry

MOST_PATHS = 4
MOST_PAGES = 6
MOST_NEWS = 6
MOST_REVIEWS = 5
MOST_DECISIONS = 4


@dataclass(frozen=True, slots=True)
class Important:
    """A page that many others rest on."""

    page: Page
    verdict: Verdict
    uses: int
    """How many pages and paths use it."""


@dataclass(frozen=True, slots=True)
class ToReview:
    """A page at the head of the review queue."""

    entry: QueueEntry
    owner: Who | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the front door shows, ready for a template."""

    as_of: dt.date
    audience: str | None
    """Name of those for whom the site is made; None where it is made for everybody."""
    pages: int
    unwarned: int
    """How many pages carry no warning; a page that nobody has reviewed carries none either."""
    paths: tuple[PathSummary, ...]
    important: tuple[Important, ...]
    important_title: str
    news: tuple[NewsItem, ...]
    reviews: tuple[ToReview, ...]
    waiting: int
    """How many pages need a review."""
    decisions: tuple[Decision, ...]
    verdicts: dict[str, Verdict]


def structural_reuse(facts: Facts) -> Callable[[Page], int]:
    """How many pages and paths use a page; with usage data, its reads may take this place."""
    return lambda page: len(facts.library.used_by(page))


def home_view(facts: Facts, weight: Callable[[Page], int] | None = None) -> HomeView:
    """Gather what the front door shows.

    Args:
        facts: What the readers may be told.
        weight: How important a page is; the pages and paths that use it count if left out.
    """
    assessment, config = facts.assessment, facts.config
    important, title = _important(facts, weight or structural_reuse(facts))
    naming = Naming(facts.people, config)
    decisions = (one for one in decisions_view(facts).decisions if one.holds)
    return HomeView(
        as_of=assessment.evidence.today,
        audience=config.org_name(facts.audience) if len(config.audiences) > 1 else None,
        pages=len(facts.library.pages),
        unwarned=sum(not v.freshness.should_be_doubted for v in assessment.verdicts.values()),
        paths=path_summaries(facts)[:MOST_PATHS],
        important=important,
        important_title=title,
        news=facts.news[:MOST_NEWS],
        reviews=tuple(_to_review(entry, naming) for entry in facts.queue[:MOST_REVIEWS]),
        waiting=len(facts.queue),
        decisions=tuple(decisions)[:MOST_DECISIONS],
        verdicts=dict(assessment.verdicts),
    )


def _important(facts: Facts, weight: Callable[[Page], int]) -> tuple[tuple[Important, ...], str]:
    """The pages with the greatest weight: SOPs, or pages of any kind where there are none."""
    verdicts = facts.assessment.verdicts
    pages = [
        page for page in facts.library.pages.values() if verdicts[page.path].freshness.is_in_force
    ]
    sops = [page for page in pages if page.kind is Kind.SOP]
    among = sops or [page for page in pages if page.kind is not Kind.PATH and "/" in page.path]
    ordered = sorted(among, key=lambda page: (-weight(page), page.title.casefold()))
    found = tuple(
        Important(page, verdicts[page.path], len(facts.library.used_by(page)))
        for page in ordered[:MOST_PAGES]
    )
    return found, "Most important procedures" if sops else "Most used pages"


def _to_review(entry: QueueEntry, naming: Naming) -> ToReview:
    owner = entry.page.owner
    return ToReview(entry, naming.of_handle(owner) if owner else None)
