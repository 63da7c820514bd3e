"""The days on which people of the sample hub work."""

from __future__ import annotations

import datetime as dt

_FRIDAY = 5


def workday(day: dt.date) -> dt.date:
    """The day, or the Friday before it where it lies in a weekend."""
    return day - dt.timedelta(days=max(day.isoweekday() - _FRIDAY, 0))
