"""Days and periods of the calendar, as people write them: ``2 October 2026``, ``6 months``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

_WRITTEN = re.compile(r"\s*(\d{1,4})\s*(day|week|month|year)s?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A whole number of days, weeks, months or years."""

    count: int
    """How many."""
    unit: str
    """``day``, ``week``, ``month`` or ``year``."""

    @classmethod
    def parse(cls, written: str) -> Period:
        """Read a period as people write it.

        Args:
            written: For example ``6 months``.

        Raises:
            ValueError: When the text is not a count and a unit.
        """
        match = _WRITTEN.fullmatch(written)
        if match is None:
            raise ValueError(f'"{written}" is not a period such as "6 months" or "30 days"')
        return cls(int(match[1]), match[2].lower())

    def after(self, day: dt.date) -> dt.date:
        """The day that lies this period after ``day``; a month's end stays a month's end.

        A day beyond the calendar's last year is the calendar's last day.
        """
        try:
            return day + self._delta
        except (OverflowError, ValueError):
            return dt.date.max

    def before(self, day: dt.date) -> dt.date:
        """The day that lies this period before ``day``, or the calendar's first day."""
        try:
            return day - self._delta
        except (OverflowError, ValueError):
            return dt.date.min

    @property
    def _delta(self) -> relativedelta:
        match self.unit:
            case "day":
                return relativedelta(days=self.count)
            case "week":
                return relativedelta(weeks=self.count)
            case "month":
                return relativedelta(months=self.count)
            case _:
                return relativedelta(years=self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Window:
    """Days that follow each other, the first and the last included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def long_day(day: dt.date) -> str:
    """A day as readers of any country understand it: ``2 October 2026``."""
    return f"{day.day} {day:%B %Y}"
