"""Who reads: the people of each side, when they work, and since when they know the hub."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from dataclasses import dataclass
from random import Random

from hub.demo.usage.rates import Peak, Rates, Side

_SATURDAY = 6
_EVERYBODY_BY = 0.97
"""Attendance on the busiest day."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A person, on a day."""

    number: int
    """Of the people of their side."""
    key: bytes
    """What the store knows them by."""
    shift: tuple[int, int]
    """Hours of their day, UTC."""


class Workload:
    """How much there is to do on a day.

    Args:
        rates: Says when.
    """

    def __init__(self, rates: Rates) -> None:
        self._rates = rates

    def of(self, day: dt.date) -> float:
        """How much more than on an ordinary day."""
        return max((peak.times for peak in self._rates.peaks if _is_in(day, peak)), default=1.0)

    def attendance(self, day: dt.date, side: Side) -> float:
        """The share of a side's people who work on a day."""
        if f"{day:%m-%d}" in self._rates.holidays:
            return side.at_work * self._rates.at_holidays
        share = side.at_weekends if day.isoweekday() >= _SATURDAY else side.at_work
        return min(share * math.sqrt(self.of(day)), _EVERYBODY_BY)


def _is_in(day: dt.date, peak: Peak) -> bool:
    return peak.first <= day <= peak.last


class Staff:
    """The people of one side.

    Args:
        org: The side.
        headcount: How many they are.
        rates: How they work.
        days: The first and the last day of the story.
        keep_raw: Days for which a reader keeps the same key, as the server has it.
    """

    def __init__(
        self, org: str, headcount: int, rates: Rates, days: tuple[dt.date, dt.date], keep_raw: int
    ) -> None:
        self.org = org
        self.headcount = headcount
        self.side = rates.sides[org]
        self._rates = rates
        self._workload = Workload(rates)
        self._first, self._last = days
        self._keep_raw = max(keep_raw, 1)
        within = self.side.adopted_within
        self._since = [
            self._first + dt.timedelta(days=int(within * self._of(number).random() ** 1.4))
            for number in range(headcount)
        ]

    def at_work(self, day: dt.date, random: Random) -> list[Reader]:
        """Those who work on a day and know the hub."""
        share = self._workload.attendance(day, self.side)
        return [
            self.reader(number, day)
            for number in range(self.headcount)
            if random.random() < share and self._since[number] <= day
        ]

    def knows_the_hub(self, number: int, day: dt.date) -> bool:
        """Whether a person has come to the hub before."""
        return self._since[number] <= day

    def reader(self, number: int, day: dt.date) -> Reader:
        """A person on a day; the key differs from that of a time whose events are forgotten."""
        age = (self._last - day).days // self._keep_raw
        name = f"{self._rates.seed}/{self.org}/{number}/{age}"
        shifts = self.side.shifts
        # People change shifts every week.
        shift = shifts[(number + day.isocalendar().week) % len(shifts)]
        return Reader(number, hashlib.blake2b(name.encode(), digest_size=8).digest(), shift)

    def amount(self, day: dt.date, each: float, people: int) -> int:
        """How often something happens on a day that each of some people does so often."""
        return round(people * each * math.pow(self._workload.of(day), 0.6))

    def _of(self, number: int) -> Random:
        return Random(f"{self._rates.seed}/{self.org}/{number}")
