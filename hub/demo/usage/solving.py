"""Cases, and the pages with which they were solved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.config import Kind
from hub.demo.kit import Kit
from hub.demo.usage.notes import Notes
from hub.demo.usage.rates import Rates
from hub.demo.usage.readers import Reader
from hub.demo.usage.reading import Reading, Visit
from hub.demo.usage.shelf import Standing

_LOOKED_UP = 0.6
"""Share of citations for which the page was opened; the others know what it says."""


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work that is done."""

    number: int
    opened: dt.date
    closed: dt.date
    resolution: str
    """What was written into it; the ids of pages, if any."""

    @property
    def reference(self) -> str:
        """What the case system calls it."""
        return f"CASE-{self.number}"


class Solving:
    """Solves cases, one after another.

    Args:
        kit: The pages.
        rates: How often what happens.
        begins: The first day of the story.
    """

    def __init__(self, kit: Kit, rates: Rates, begins: dt.date) -> None:
        self._rates, self._begins = rates.cases, begins
        self._next = rates.cases.first
        self._cited = {
            path: page.meta.id
            for path, page in kit.pages.items()
            if page.kind in (Kind.SOP, Kind.FAQ) and page.meta.id
        }

    def solve(
        self,
        count: int,
        readers: list[Reader],
        shelf: tuple[list[Standing], list[float]],
        reading: Reading,
        notes: Notes,
    ) -> list[Case]:
        """So many cases of a day.

        Args:
            count: How many.
            readers: Who is at work.
            shelf: The pages that are there, and how often each is wanted.
            reading: Writes down visits.
            notes: Writes down citations.
        """
        known = [
            (page, weight)
            for page, weight in zip(*shelf, strict=True)
            if page.path in self._cited and page.state == "published"
        ]
        return [
            self._solve(known, notes.random.choice(readers), reading, notes) for _ in range(count)
        ]

    def _solve(
        self,
        known: list[tuple[Standing, float]],
        reader: Reader,
        reading: Reading,
        notes: Notes,
    ) -> Case:
        random, day = notes.random, notes.day
        opened = day - dt.timedelta(
            days=int(random.random() ** 3 * (self._rates.opened_before + 1))
        )
        number, self._next = self._next, self._next + 1
        if not known or random.random() >= self._share(day):
            return Case(number, opened, day, random.choice(self._rates.without))
        pages, weights = zip(*known, strict=True)
        count = 1 + (random.random() < self._rates.twice)
        cited = dict.fromkeys(random.choices(pages, weights, k=count))
        second = notes.second(reader)
        for page in cited:
            if random.random() < _LOOKED_UP:
                reading.visit(Visit(reader, page, max(second - 300, 0)), notes)
            words = f"CASE-{number}"
            notes.write("citation", reader, second, page.path, page.version, words=words)
        said = " and ".join(f"{self._cited[page.path]} v{page.version}" for page in cited)
        return Case(number, opened, day, f"Solved with {said}")

    def _share(self, day: dt.date) -> float:
        first, last = self._rates.cited
        progress = min((day - self._begins).days / self._rates.used_to_it_after, 1.0)
        return first + (last - first) * progress
