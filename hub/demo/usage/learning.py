"""New people, and the steps of the paths that they take."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from random import Random

from hub.demo.kit import Kit
from hub.demo.usage.notes import Notes
from hub.demo.usage.rates import Rates
from hub.demo.usage.readers import Staff
from hub.demo.usage.reading import Reading, Visit
from hub.demo.usage.shelf import Shelf
from hub.paths.plan import PathPlan, path_plans

_DAY = dt.timedelta(days=1)
_FIRST_OF_MONTH = 1
_FRIDAY = 5


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
        plans = path_plans(kit.library.for_audience(staff.org))
        day, last = days
        while day <= last:
            if day.day == _FIRST_OF_MONTH:
                self._begin(day, [plan for plan in plans if plan.page.path in kit.pages], rates)
            day += _DAY

    def _begin(self, day: dt.date, plans: list[PathPlan], rates: Rates) -> None:
        """A month's new people, most of whom become agents."""
        random = Random(f"{rates.seed}/joined/{day}")
        plans = sorted(plans, key=lambda plan: rates.popular.count(plan.page.path), reverse=True)
        for place in range(rates.joiners.a_month if plans else 0):
            plan = plans[0] if place else random.choice(plans)
            number = random.randrange(self._staff.headcount)
            started = day + random.randrange(0, 12) * _DAY
            for step in plan.steps:
                if random.random() > rates.joiners.finish:
                    break
                done = started + max(0, (step.due_day or 1) - 1 + random.randint(-1, 2)) * _DAY
                done += max(0, done.isoweekday() - _FRIDAY) * _DAY
                self._steps[done].append((number, plan.page.path, step.page.path))

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
