"""How far a report looks back, as people write it."""

from __future__ import annotations

import datetime as dt
import re

from hub.errors import ConfigError, Problem, printable
from hub.period import Period, Window

_SHORT = re.compile(r"(\d{1,4})([dwmy])")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def window_since(since: str, today: dt.date) -> Window:
    """The days from a point in the past until today.

    Args:
        since: Such as ``90d``, ``12w``, ``6m``, ``1y`` or ``2026-09-01``.
        today: The last day.

    Raises:
        ConfigError: When it is neither a period nor a day that has been.
    """
    short = _SHORT.fullmatch(since.strip())
    try:
        if short:
            start = Period.parse(f"{short[1]} {_UNITS[short[2]]}").before(today)
            first = start + dt.timedelta(days=1)
        else:
            first = dt.date.fromisoformat(since.strip())
    except ValueError:
        first = dt.date.max
    if first > today:
        raise ConfigError(
            Problem(
                path="",
                rule="since",
                found=f'--since: "{printable(since)}" is no period before {today.isoformat()}',
                expected="such as 90d, 12w, 6m, or a day as 2026-09-01",
            )
        )
    return Window(first, today)
