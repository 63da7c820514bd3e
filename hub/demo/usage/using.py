"""Eighteen months of use, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from hub.demo.kit import Kit
from hub.demo.story import Story
from hub.demo.usage.choice import Choice
from hub.demo.usage.learning import Learning
from hub.demo.usage.notes import Notes
from hub.demo.usage.rates import Rates
from hub.demo.usage.readers import Reader, Staff
from hub.demo.usage.reading import Reading, Uptake, Visit
from hub.demo.usage.searching import Searching
from hub.demo.usage.shelf import Shelf
from hub.demo.usage.solving import Case, Solving
from hub.history import NewCommit
from hub.usage.store.records import Recorded

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UsedDay:
    """What happened on a day."""

    day: dt.date
    events: tuple[Recorded, ...]
    cases: tuple[Case, ...]
    readers: frozenset[tuple[str, int]]
    """By side and number, who was there; the store's keys change, people don't."""


class _Side:
    """The use of the hub by one side.

    Args:
        staff: Its people.
        told: What all sides share.
    """

    def __init__(self, staff: Staff, told: Using) -> None:
        kit, story, rates, shelf = told.kit, told.story, told.rates, told.shelf
        self.staff = staff
        self.shelf = shelf
        self.choice = Choice(staff.org, kit, story, rates, shelf)
        self.reading = Reading(rates, self.choice)
        self._uptake = Uptake(staff, kit, rates, shelf)
        self._searching = Searching(
            kit=kit,
            story=story,
            rates=rates,
            shelf=shelf,
            choice=self.choice,
            reading=self.reading,
        )
        days = (story.begins, story.ends)
        takes_paths = staff.org == rates.joiners.org
        self._learning = Learning(staff, kit, rates, days) if takes_paths else None

    def day(self, notes: Notes, solving: Solving) -> tuple[list[Reader], list[Case]]:
        """One day.

        Args:
            notes: Takes its events.
            solving: Numbers the cases of all sides.

        Returns:
            Who was there, and the cases that they solved.
        """
        readers = self.staff.at_work(notes.day, notes.random)
        pages, weights = self.choice.on(notes.day)
        if not readers or not pages:
            return [], []
        side, amount = self.staff.side, self.staff.amount
        for page in notes.random.choices(
            pages, weights, k=amount(notes.day, side.visits, len(readers))
        ):
            reader = notes.random.choice(readers)
            self.reading.visit(Visit(reader, page, notes.second(reader)), notes)
        self._searching.searches(amount(notes.day, side.searches, len(readers)), readers, notes)
        self._searching.wave(readers, notes)
        came = self._come_for_news(notes)
        if self._learning is not None:
            self._learning.learn(self.shelf, self.reading, notes)
        count = amount(notes.day, side.cases, len(readers))
        cases = solving.solve(count, readers, (pages, weights), self.reading, notes)
        return [*readers, *came], cases

    def _come_for_news(self, notes: Notes) -> list[Reader]:
        came = []
        for number, path, version in self._uptake.on(notes.day):
            page = self.shelf.on(notes.day, path)
            if page is not None and page.version == version:
                reader = self.staff.reader(number, notes.day)
                visit = Visit(reader, page, notes.second(reader), is_thorough=True)
                self.reading.visit(visit, notes)
                came.append(reader)
        return came


class Using:
    """Tells how the sample hub is used; the same events each time and everywhere.

    Args:
        kit: The pages as they are in the end.
        story: What happens to them.
        rates: How they are used.
        commits: The history, the oldest first.
    """

    def __init__(self, kit: Kit, story: Story, rates: Rates, commits: Sequence[NewCommit]) -> None:
        self.kit, self.story, self.rates = kit, story, rates
        self.shelf = Shelf(kit, commits, story.move)

    @property
    def keep_raw(self) -> int:
        """Days for which the sample keeps raw events."""
        return (self.story.ends - self.kit.config.privacy.keep_raw.before(self.story.ends)).days

    def days(self) -> Iterator[UsedDay]:
        """All days, the first one first."""
        days = (self.story.begins, self.story.ends)
        orgs = self.kit.config.orgs
        sides = [
            _Side(Staff(org, orgs[org].headcount or 0, self.rates, days, self.keep_raw), self)
            for org in sorted(self.rates.sides)
        ]
        solving = Solving(self.kit, self.rates, self.story.begins)
        day = self.story.begins
        while day <= self.story.ends:
            yield self._day(day, sides, solving)
            day += _DAY

    def _day(self, day: dt.date, sides: Sequence[_Side], solving: Solving) -> UsedDay:
        events: list[Recorded] = []
        cases: list[Case] = []
        readers: set[tuple[str, int]] = set()
        for side in sides:
            org = side.staff.org
            notes = Notes(org, day, Random(f"{self.rates.seed}/{org}/{day}"))
            found, solved = side.day(notes, solving)
            keys = {event.reader for event in notes.events}
            readers |= {(org, reader.number) for reader in found if reader.key in keys}
            events += notes.events
            cases += solved
        return UsedDay(day, tuple(events), tuple(cases), frozenset(readers))
