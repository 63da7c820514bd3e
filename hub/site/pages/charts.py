"""Charts as data: where the parts of a bar, a row of columns or a timeline stand.

The templates in ``templates/charts.html`` draw them as inline SVG. All places are shares of the
drawing's width or height, so that a chart fits any screen while its text keeps its size, and
colours come from the style sheet, so that a chart follows the reader's palette. Beside every
chart stand the same numbers as a table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST_TICKS = 6
"""More dates than these would run into each other on a phone."""


@dataclass(frozen=True, slots=True)
class Part:
    """A number with its word and its colour."""

    label: str
    value: int
    tone: str
    """One of the tones of ``hub.site.wording``."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a bar or column, and where it stands in it."""

    part: Part
    start: float
    """Per cent of the whole that lie before it."""
    size: float
    """Per cent of the whole that it takes."""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A whole and its parts, as one bar."""

    name: str
    """What it shows; read out in its place."""
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(part.value for part in self.parts)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The parts that are there, side by side."""
        return tuple(_placed(self.parts, self.total))

    @property
    def summary(self) -> str:
        """The numbers in words: ``Fresh 12, Suspect 1``."""
        return ", ".join(f"{part.label} {part.value:,}" for part in self.parts if part.value)


@dataclass(frozen=True, slots=True)
class Columns:
    """The same parts for each of several periods, as columns that stand side by side."""

    name: str
    periods: tuple[tuple[str, str], ...]
    """Of each period the short name below its column and the full name."""
    stacks: tuple[tuple[Part, ...], ...]
    """The parts of each period, from the ground up."""

    @property
    def most(self) -> int:
        """The height of the highest column."""
        return max((sum(part.value for part in stack) for stack in self.stacks), default=0)

    @property
    def legend(self) -> tuple[Part, ...]:
        """The parts that every column has, with their sums."""
        return tuple(
            Part(same[0].label, sum(part.value for part in same), same[0].tone)
            for same in zip(*self.stacks, strict=True)
        )

    @property
    def columns(self) -> tuple[tuple[str, str, tuple[Placed, ...]], ...]:
        """Short name, full name and placed parts of each period."""
        return tuple(
            (short, full, tuple(_placed(stack, self.most)))
            for (short, full), stack in zip(self.periods, self.stacks, strict=True)
        )


def _placed(parts: Iterable[Part], whole: int) -> Iterator[Placed]:
    before = 0
    for part in parts:
        if part.value:
            yield Placed(part, 100 * before / whole, 100 * part.value / whole)
        before += part.value


@dataclass(frozen=True, slots=True)
class Span:
    """Something that begins on a day and lasts."""

    label: str
    path: str
    """The page that it stands for."""
    first: dt.date
    last: dt.date | None
    """None where it began and nobody knows how long it lasted."""
    tone: str
    state: str
    """Its state in a word, because the tone alone must not say it."""


@dataclass(frozen=True, slots=True)
class PlacedSpan:
    """A span and where it stands on a timeline."""

    span: Span
    start: float
    """Per cent of the timeline before it."""
    size: float
    """Per cent of the timeline that it takes."""

    @property
    def end(self) -> float:
        """Per cent of the timeline up to its end."""
        return self.start + self.size


@dataclass(frozen=True, slots=True)
class Timeline:
    """Spans below one another on a common calendar."""

    name: str
    spans: tuple[Span, ...]
    today: dt.date

    @property
    def first(self) -> dt.date:
        """The calendar's first day: that of the month in which the first span begins."""
        return min((*(span.first for span in self.spans), self.today)).replace(day=1)

    @property
    def last(self) -> dt.date:
        """The calendar's last day: today, or the last of a span if that is still to come."""
        days = (day for span in self.spans for day in (span.first, span.last) if day)
        return max((*days, self.today, self.first + dt.timedelta(days=1)))

    def at(self, day: dt.date) -> float:
        """How far along the calendar a day is, in per cent."""
        return 100 * (day - self.first).days / (self.last - self.first).days

    @property
    def placed(self) -> tuple[PlacedSpan, ...]:
        """The spans with their places."""
        return tuple(
            PlacedSpan(
                span,
                self.at(span.first),
                self.at(max(span.last or span.first, span.first)) - self.at(span.first),
            )
            for span in self.spans
        )

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Place and name of the beginnings of months or years, few enough to be read."""
        days = _first_days(self.first, self.last)
        yearly = all(day.month == 1 for day in days)
        return tuple((self.at(day), f"{day:%Y}" if yearly else f"{day:%b %Y}") for day in days)


_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months between two dates of a calendar, of which the first that leaves few enough is taken."""


def _first_days(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of months that divide a calendar evenly; years begin with January."""
    start, end = (day.year * 12 + day.month - 1 for day in (first, last))
    step = next((step for step in _STEPS if (end - start) // step < _MOST_TICKS), _STEPS[-1])
    months = range(-(-start // step) * step, end + 1, step)
    return [dt.date(month // 12, month % 12 + 1, 1) for month in months] or [first]
