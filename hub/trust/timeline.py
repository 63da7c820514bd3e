"""On which days a page was stale, judged as it would have been judged on each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hub.content.page import Page
from hub.history import History, PageHistory
from hub.period import Window
from hub.trust.assessment import Assessment
from hub.trust.freshness import Evidence, judge

_DAY = dt.timedelta(days=1)


def stale_spans(assessment: Assessment, window: Window) -> dict[str, tuple[Window, ...]]:
    """Find the days on which pages were overdue, changed or suspect.

    What only the working tree says, such as a page's status and its review period, is taken as it
    is today.

    Args:
        assessment: The pages and their history.
        window: The days to look at.

    Returns:
        By path, stretches of days in order; none for a page that was never stale. A page whose
        history is unknown is left out.
    """
    evidence = assessment.evidence
    return {
        page.path: tuple(_stretches(page, evidence, window))
        for page in evidence.library.pages.values()
        if evidence.history.of(page.path).unknown is None
    }


def _stretches(page: Page, evidence: Evidence, window: Window) -> Iterator[Window]:
    """The stale stretches of a page, each as long as it lasted."""
    first: dt.date | None = None
    for day in _turning_points(page, evidence, window):
        is_stale = judge(page, _as_of(day, page, evidence)).freshness.is_stale
        if is_stale and first is None:
            first = day
        elif not is_stale and first is not None:
            yield Window(first, day - _DAY)
            first = None
    if first is not None:
        yield Window(first, window.last)


def _turning_points(page: Page, evidence: Evidence, window: Window) -> list[dt.date]:
    """The first day of the window, and each on which the verdict may be another than before."""
    history = evidence.history.of(page.path)
    days = {edit.commit.date for edit in history.edits}
    every = page.meta.review.every or evidence.config.review.every.get(page.kind)
    for review in history.reviews:
        counted = (review.date, review.commit.date)
        days.update(counted)
        if every:
            days |= {due + _DAY for day in counted if (due := every.after(day)) < dt.date.max}
    for path in _below(page, evidence):
        edits = evidence.history.of(path).edits
        days |= {edit.commit.date for edit in edits if edit.substantive}
    return [window.first, *sorted(day for day in days if window.first < day <= window.last)]


def _below(page: Page, evidence: Evidence) -> tuple[str, ...]:
    library = evidence.library
    return tuple(dict.fromkeys((*library.depends_on(page), *library.included(page))))


def _as_of(day: dt.date, page: Page, evidence: Evidence) -> Evidence:
    """The evidence as it was on a day, as far as it concerns one page."""
    paths = (page.path, *_below(page, evidence))
    history = History(pages=_cut(paths, evidence.history, day))
    return replace(evidence, history=history, today=day)


def _cut(paths: Iterable[str], history: History, day: dt.date) -> Mapping[str, PageHistory]:
    known = {path: history.of(path) for path in paths}
    return {
        path: replace(
            found,
            edits=tuple(edit for edit in found.edits if edit.commit.date <= day),
            reviews=tuple(review for review in found.reviews if review.commit.date <= day),
        )
        for path, found in known.items()
    }
