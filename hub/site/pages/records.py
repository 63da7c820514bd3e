"""Decisions and lessons are records: they belong to a day and stay as they were written."""

from __future__ import annotations

import datetime as dt

from hub.content.front_matter import as_date
from hub.content.page import Page
from hub.history import History


def recorded_on(page: Page, history: History) -> dt.date | None:
    """The day to which a record belongs.

    Args:
        page: A decision or a lesson.
        history: What git says about the pages.

    Returns:
        The ``date`` that the page states, else the day from which it is in effect, else the day
        of the commit that added it; None where none of these is known.
    """
    stated = as_date(page.front_matter.get("date")) or page.meta.effective
    edits = history.of(page.path).edits
    return stated or (edits[-1].commit.date if edits else None)
