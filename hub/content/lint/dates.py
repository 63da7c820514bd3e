"""Rules about days: what has happened lies in the past, and in the right order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hub.config import Kind
from hub.content.front_matter import as_date
from hub.content.lint.standing import is_draft
from hub.errors import Problem
from hub.period import long_day

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.content.page import Page

_RECORDS = (Kind.DECISION, Kind.LESSON)


def future_date(subject: Subject) -> Iterable[Problem]:
    """What has happened is not dated in the future.

    That goes for the day of a review, and for the day of a decision that has been taken and of
    a lesson that has been learned. A review dated ahead keeps a page fresh that nobody has read.

    Bad:
        review: {last: 2062-10-02}

    Good:
        review: {last: 2026-10-02}
    """
    for page in subject.judged:
        for key, name, day in _past_days(page):
            if day > subject.today:
                yield Problem(
                    path=page.path,
                    line=page.line_of(key),
                    rule="future-date",
                    found=f"{name} {long_day(day)} is in the future",
                    expected="the day on which it happened",
                )


def date_order(subject: Subject) -> Iterable[Problem]:
    """The days on a page follow one another.

    A decision or lesson is not reviewed before its own day. A draft has no day on which it took
    effect: it is either published, or its `effective` day lies ahead.

    Bad:
        status: draft
        effective: 2026-01-01

    Good:
        status: published
        effective: 2026-01-01
    """
    for page in subject.judged:
        reviewed, dated = page.meta.review.last, _own_day(page)
        if page.kind in _RECORDS and reviewed and dated and reviewed < dated:
            yield Problem(
                path=page.path,
                line=page.line_of("review"),
                rule="date-order",
                found=f"reviewed on {long_day(reviewed)}, before its own date {long_day(dated)}",
                expected="a review after the day of the record",
            )
        effective = page.meta.effective
        if is_draft(page) and effective and effective < subject.today:
            yield Problem(
                path=page.path,
                line=page.line_of("effective"),
                rule="date-order",
                found=f"a draft that took effect on {long_day(effective)}",
                expected="status: published, or a day that lies ahead",
            )


def _past_days(page: Page) -> Iterator[tuple[str, str, dt.date]]:
    """Key, name and value of the days on which something has happened."""
    if page.meta.review.last is not None:
        key = "review" if "review" in page.lines else "last_reviewed_on"
        yield key, "the review of" if key == "review" else "last_reviewed_on", page.meta.review.last
    dated = _own_day(page)
    if page.kind in _RECORDS and dated is not None and not is_draft(page):
        yield "date", "the date", dated


def _own_day(page: Page) -> dt.date | None:
    return as_date(page.front_matter.get("date"))
