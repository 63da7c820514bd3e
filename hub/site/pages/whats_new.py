"""The What's new page: which pages say something else than before, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from hub.site.facts import MOST_NEWS, Facts
from hub.site.news.news import NewsItem
from hub.site.pages.generated import GeneratedPage
from hub.trust.freshness import Verdict

MOST_OF_A_DAY = 25
"""Entries of one day that are shown; a day on which a handbook was moved has thousands."""


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day."""

    day: dt.date
    shown: tuple[NewsItem, ...]
    more: int
    """How many further pages are known to have changed on that day."""
    is_cut: bool
    """Whether there are edits of that day that were not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsNewView:
    """What the page shows, ready for a template."""

    as_of: dt.date
    days: tuple[Day, ...]
    verdicts: dict[str, Verdict]
    """Of each page that is shown, by path."""
    looked_at: int
    """How many edits were looked at, at most."""
    history_unknown: str | None


def whats_new_view(facts: Facts) -> WhatsNewView:
    """Gather what the What's new page shows."""
    days = tuple(_days(facts.news, facts.recent.cut_on))
    shown = [item.page.path for day in days for item in day.shown]
    return WhatsNewView(
        as_of=facts.assessment.evidence.today,
        days=days,
        verdicts={path: facts.assessment.verdicts[path] for path in shown},
        looked_at=MOST_NEWS,
        history_unknown=facts.assessment.history.unknown,
    )


def _days(items: Iterable[NewsItem], cut_on: dt.date | None) -> Iterator[Day]:
    for day, group in groupby(items, key=lambda item: item.day):
        of_day = tuple(group)
        more = len(of_day[MOST_OF_A_DAY:])
        yield Day(day, of_day[:MOST_OF_A_DAY], more, is_cut=day == cut_on)


PAGE = GeneratedPage("whats-new", "What's new", whats_new_view)
