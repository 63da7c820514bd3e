"""What was done to the pages in each of the last twelve months, from their git history.

A curve of past states is left out on purpose: a page that has been deleted since, its period
of review then and its successor then are not among the facts, so such a curve would say of the
past what holds today. Reviews and edits are events with a day of their own and stay true.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from hub.site.pages.charts import Columns, Part
from hub.trust.assessment import Assessment

MONTHS = 12


def reviews_by_month(assessment: Assessment) -> Columns | None:
    """Reviews of the last twelve months, with and without evidence.

    Args:
        assessment: The verdicts on the pages; only reviews of these count.

    Returns:
        The columns; None where the history is unknown or there was no review.
    """
    reviews = (
        (review.commit.date, review.evidenced)
        for path in assessment.library.pages
        for review in assessment.history.of(path).reviews
    )
    parts = (Part("With evidence", 0, "good"), Part("Date bumps", 0, "soon"))
    return _columns("Reviews by month", reviews, parts, assessment.evidence.today)


def edits_by_month(assessment: Assessment) -> Columns | None:
    """Edits of the last twelve months, substantive and mechanical.

    Args:
        assessment: The verdicts on the pages; only edits of these count.

    Returns:
        The columns; None where the history is unknown or there was no edit.
    """
    edits = (
        (edit.commit.date, edit.substantive)
        for path in assessment.library.pages
        for edit in assessment.history.of(path).edits
    )
    parts = (Part("Substantive", 0, "fact"), Part("Mechanical", 0, "quiet"))
    return _columns("Edits of pages by month", edits, parts, assessment.evidence.today)


def _columns(
    name: str, events: Iterable[tuple[dt.date, bool]], parts: tuple[Part, Part], today: dt.date
) -> Columns | None:
    """A column a month: the events that are the first part, and those that are the second."""
    found = Counter((day.year, day.month, is_first) for day, is_first in events)
    months = _months(today)
    stacks = tuple(
        tuple(
            Part(part.label, found[month.year, month.month, part is parts[0]], part.tone)
            for part in parts
        )
        for month in months
    )
    if not any(part.value for stack in stacks for part in stack):
        return None
    return Columns(name, tuple((f"{month:%b}", f"{month:%B %Y}") for month in months), stacks)


def _months(today: dt.date) -> list[dt.date]:
    """First days of the twelve months that end with today's."""
    last = today.year * 12 + today.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(max(last - MONTHS + 1, 12), last + 1)]
