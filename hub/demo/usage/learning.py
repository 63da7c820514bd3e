"""New people, and the steps of the paths that they take."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from hub.content.library import Library
from hub.content.page import Page
from hub.demo.kit import Kit
from hub.demo.usage.notes import Notes
from hub.demo.usage.rates import Rates
from hub.demo.usage.readers import Staff
from hub.demo.usage.reading import Reading, Visit
from hub.demo.usage.shelf import Shelf

_DAY = dt.timedelta(days=1)
_FIRST_OF_MONTH = 1
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class _Plan:
    """A path, and by when each of its pages is read."""

    path: str
    steps: tuple[tuple[str, int], ...]
    """Paths of pages, and days of the path."""

    @classmethod
    def of(cls, page: Page, library: Library) -> _Plan:
        found = (
            (library.addresses.find_reference(page, step.page), step.due_day or 1)
            for step in page.meta.steps
        )
        return cls(page.path, tuple((step, day) for step, day in found if step is not None))


class Learning:
    """Knows which step is done on which day.

    Args:
        staff: The side whose new people take the paths.
        kit: Has the paths.
        rates: How many come.
        days: The first and the last day of the story.
    """

    def __init__(self, staff: Staff, kit: Kit, rates: Rates, days: tuple[dt.date, dt.date]) -> None:
        self._staff = staff
        self._steps: dict[dt.date, list[tuple[int, str, str]]] = defaultdict(list)
        library = kit.library.for_audience(staff.org)
        # The path that most take is the one that is read most.
        paths = [library.pages[path] for path in rates.popular if path in library.pages]
        plan = next((_Plan.of(page, library) for page in paths if page.meta.steps), None)
        day, last = days
        while day <= last and plan is not None:
            if day.day == _FIRST_OF_MONTH:
                self._begin(day, plan, rates)
            day += _DAY

    def _begin(self, day: dt.date, plan: _Plan, rates: Rates) -> None:
        """A month's new people, who take the path that most take."""
        random = Random(f"{rates.seed}/joined/{day}")
        for _ in range(rates.joiners.a_month):
            number = random.randrange(self._staff.headcount)
            started = day + random.randrange(0, 12) * _DAY
            for step, due_day in plan.steps:
                if random.random() > rates.joiners.finish:
                    break
                done = started + max(0, due_day - 1 + random.randint(-1, 2)) * _DAY
                done += max(0, done.isoweekday() - _FRIDAY) * _DAY
                self._steps[done].append((number, plan.path, step))

    def learn(self, shelf: Shelf, reading: Reading, notes: Notes) -> None:
        """The steps of a day."""
        for number, path, step in self._steps.get(notes.day, []):
            page, lists = shelf.on(notes.day, step), shelf.on(notes.day, path)
            if page is None or lists is None:
                continue
            reader = self._staff.reader(number, notes.day)
            second = notes.second(reader)
            reading.visit(Visit(reader, page, second, is_thorough=True), notes)
            if notes.is_new(f"step of {path}", reader, step):
                notes.write("step", reader, second + 900, step, page.version, words=path)
