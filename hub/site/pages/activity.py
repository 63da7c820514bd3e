"""What was done to the pages in each of the last twelve months, from their git history.

A curve of past states is left out on purpose: a page that has been deleted since, its period
of review then and its successor then are not among the facts, so such a curve would say of the
past what holds today. Reviews and edits are events with a day of their own and stay true.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hub.history import Edit, Review
from hub.site.charts import Columns, Part
from hub.trust.assessment import Assessment

MONTHS = 12


def reviews_by_month(assessment: Assessment) -> Columns | None:
    """Reviews of the last twelve months, with and without evidence.

    Args:
        assessment: The verdicts on the pages; only reviews of these count.

    Returns:
        The columns; None where the history is unknown or there was no review.
    """
    found: Counter[tuple[int, int, bool]] = Counter()
    for review in _reviews(assessment):
        found[(review.commit.date.year, review.commit.date.month, review.evidenced)] += 1
    months = _months(assessment.evidence.today)
    stacks = tuple(
        (
            Part("With evidence", found[(month.year, month.month, True)], "good"),
            Part("Date bumps", found[(month.year, month.month, False)], "soon"),
        )
        for month in months
    )
    return _columns("Reviews by month", months, stacks)


def edits_by_month(assessment: Assessment) -> Columns | None:
    """Edits of the last twelve months, substantive and mechanical.

    Args:
        assessment: The verdicts on the pages; only edits of these count.

    Returns:
        The columns; None where the history is unknown or there was no edit.
    """
    found: Counter[tuple[int, int, bool]] = Counter()
    for edit in _edits(assessment):
        found[(edit.commit.date.year, edit.commit.date.month, edit.substantive)] += 1
    months = _months(assessment.evidence.today)
    stacks = tuple(
        (
            Part("Substantive", found[(month.year, month.month, True)], "out"),
            Part("Mechanical", found[(month.year, month.month, False)], "quiet"),
        )
        for month in months
    )
    return _columns("Edits of pages by month", months, stacks)


def _reviews(assessment: Assessment) -> list[Review]:
    history = assessment.history
    return [review for path in assessment.library.pages for review in history.of(path).reviews]


def _edits(assessment: Assessment) -> list[Edit]:
    history = assessment.history
    return [edit for path in assessment.library.pages for edit in history.of(path).edits]


def _months(today: dt.date) -> list[dt.date]:
    """First days of the twelve months that end with today's."""
    last = today.year * 12 + today.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]


def _columns(
    name: str, months: list[dt.date], stacks: tuple[tuple[Part, ...], ...]
) -> Columns | None:
    if not any(part.value for stack in stacks for part in stack):
        return None
    return Columns(name, tuple((f"{m:%b}", f"{m:%B %Y}") for m in months), stacks)
