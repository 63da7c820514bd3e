"""Views, reads, and what readers say of a page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from hub.content.page import Page
from hub.demo.kit import Kit
from hub.demo.usage.choice import Choice
from hub.demo.usage.notes import Notes
from hub.demo.usage.rates import Rates
from hub.demo.usage.readers import Reader, Staff
from hub.demo.usage.shelf import NewVersion, Shelf, Standing

_DAY = dt.timedelta(days=1)
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opens a page."""

    reader: Reader
    page: Standing
    second: int
    """After midnight."""
    is_thorough: bool = False
    """Whether they came to read all of it."""


class Reading:
    """Writes down what happens on a page.

    Args:
        rates: How often what happens.
        choice: Knows which pages are doubted.
    """

    def __init__(self, rates: Rates, choice: Choice) -> None:
        self._rates = rates
        self._choice = choice

    def visit(self, visit: Visit, notes: Notes) -> None:
        """A view, and what may follow: a read, feedback, a flag."""
        reader, page, second = visit.reader, visit.page, visit.second
        if notes.is_new("view", reader, page.path):
            notes.write("view", reader, second, page.path, page.version)
        is_read = visit.is_thorough or notes.random.random() < self._rates.read
        if is_read and notes.is_new("read", reader, page.path):
            reading = notes.random.randrange(12, 240)
            notes.write("read", reader, second + reading, page.path, page.version)
            self._said(visit, second + reading, notes)

    def _said(self, visit: Visit, second: int, notes: Notes) -> None:
        rates, random = self._rates, notes.random
        reader, page = visit.reader, visit.page
        is_doubted = self._choice.is_doubted(page.path)
        if random.random() < rates.feedback:
            is_helpful = random.random() < (rates.helpful_doubted if is_doubted else rates.helpful)
            weights = rates.reasons
            [reason] = [None] if is_helpful else random.choices([*weights], [*weights.values()])
            said = {"amount": int(is_helpful), "reason": reason}
            notes.write("feedback", reader, second + 5, page.path, page.version, **said)  # type: ignore[arg-type]  # as typed
        if random.random() < (rates.flagged_doubted if is_doubted else rates.flagged):
            words, _ = random.choice(rates.flags)
            notes.write("flag", reader, second + 30, page.path, page.version, words=words)


class Uptake:
    """Who comes on which day because a page says something new.

    Args:
        staff: The people.
        kit: The pages.
        rates: How many come, and how soon.
        shelf: Knows the versions.
    """

    def __init__(self, staff: Staff, kit: Kit, rates: Rates, shelf: Shelf) -> None:
        self._staff = staff
        self._rates = rates
        self._coming: dict[dt.date, list[tuple[int, str, str]]] = defaultdict(list)
        pages = kit.pages
        for new in shelf.new_versions():
            page = pages[new.path]
            if staff.org in page.audience:
                self._invite(new, page)

    def on(self, day: dt.date) -> list[tuple[int, str, str]]:
        """By number those who come, the page, and the version that they come for."""
        return self._coming.get(day, [])

    def _invite(self, new: NewVersion, page: Page) -> None:
        uptake = self._rates.uptake
        share = uptake.first if new.is_first else uptake.major if new.is_major else uptake.minor
        share *= uptake.kinds[page.kind]
        share *= 1 if page.path in self._rates.popular else uptake.unlisted
        random = Random(f"{self._rates.seed}/{new.path}/{new.version}/{self._staff.org}")
        for number in range(self._staff.headcount):
            comes = random.random() < share
            # Half of those who come have come after half_after days, as in radioactive decay.
            days = int(random.expovariate(0.693 / uptake.half_after))
            day = _working_day(new.first + days * _DAY)
            if comes and self._staff.knows_the_hub(number, day):
                self._coming[day].append((number, new.path, new.version))


def _working_day(day: dt.date) -> dt.date:
    return day + max(0, 8 - day.isoweekday()) * _DAY if day.isoweekday() > _FRIDAY else day
