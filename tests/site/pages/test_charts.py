"""Where the parts of a chart stand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.site.pages.charts import Columns, Part, Span, StackedBar, Timeline

TODAY = dt.date(2026, 6, 15)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


def span(first: dt.date, last: dt.date | None) -> Span:
    return Span("A decision", "decisions/a.md", first, last, "good", "Accepted")


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=10))
def test_the_parts_of_a_bar_stand_side_by_side_and_fill_it(values: list[int]) -> None:
    bar = StackedBar("Pages", tuple(Part(f"P{n}", v, "good") for n, v in enumerate(values)))
    at = 0.0
    for placed in bar.placed:
        assert placed.start == pytest.approx(at)
        assert placed.size > 0
        at += placed.size
    assert at == pytest.approx(100 if any(values) else 0)
    assert [p.part.value for p in bar.placed] == [value for value in values if value]


def test_a_bar_says_its_numbers_in_words() -> None:
    parts = (Part("Fresh", 1200, "good"), Part("Draft", 0, "out"), Part("Suspect", 1, "bad"))
    assert StackedBar("Pages", parts).summary == "Fresh 1,200, Suspect 1"


def test_columns_share_the_height_of_the_highest() -> None:
    stacks = tuple(
        (Part("A", a, "good"), Part("B", b, "soon")) for a, b in ((1, 3), (2, 0), (0, 0))
    )
    chart = Columns("Reviews", tuple((name, name) for name in "xyz"), stacks)
    assert chart.most == 4
    assert [(part.label, part.value) for part in chart.legend] == [("A", 3), ("B", 3)]
    sizes = [[placed.size for placed in parts] for _, _, parts in chart.columns]
    assert sizes == [[25, 75], [50], []]


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), min_size=1, max_size=8))
def test_a_timeline_keeps_every_mark_inside(days: list[tuple[dt.date, dt.date | None]]) -> None:
    timeline = Timeline("Decisions", tuple(span(*day) for day in days), TODAY)
    for placed in timeline.placed:
        assert 0 <= placed.start <= placed.end <= 100.0001
    assert 1 <= len(timeline.ticks) <= 7
    assert len({name for _, name in timeline.ticks}) == len(timeline.ticks)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (dt.date(2026, 6, 14), ["Jun 2026"]),
        (dt.date(2026, 3, 4), ["Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]),
        (dt.date(2025, 8, 4), ["Sep 2025", "Nov 2025", "Jan 2026", "Mar 2026", "May 2026"]),
        (dt.date(2022, 5, 1), ["2023", "2024", "2025", "2026"]),
        (dt.date(1994, 5, 1), ["2000", "2010", "2020"]),
    ],
)
def test_a_calendar_names_few_and_round_dates(first: dt.date, expected: list[str]) -> None:
    timeline = Timeline("Decisions", (span(first, None),), TODAY)
    assert [name for _, name in timeline.ticks] == expected
