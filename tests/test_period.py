from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.period import Period

PERIODS = st.builds(Period, st.integers(0, 9999), st.sampled_from(["day", "week", "month", "year"]))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("6 months", Period(6, "month")),
        ("1 year", Period(1, "year")),
        ("30 days", Period(30, "day")),
        ("2weeks", Period(2, "week")),
        (" 3 Months ", Period(3, "month")),
        ("0 days", Period(0, "day")),
    ],
)
def test_a_period_is_read_as_people_write_it(written: str, expected: Period) -> None:
    assert Period.parse(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "6", "months", "six months", "-6 months", "1.5 years", "6 months ago", "99999 days"],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(written)


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2026-10-31", "4 months", "2027-02-28"),
        ("2026-12-28", "1 week", "2027-01-04"),
    ],
)
def test_the_end_of_a_month_stays_its_end(day: str, period: str, expected: str) -> None:
    after = Period.parse(period).after(dt.date.fromisoformat(day))
    assert after == dt.date.fromisoformat(expected)


@given(PERIODS)
def test_what_is_printed_can_be_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS, st.dates())
def test_a_period_never_leads_backwards(period: Period, day: dt.date) -> None:
    assert period.before(day) <= day <= period.after(day)


@given(PERIODS, st.dates(), st.dates())
def test_later_days_stay_later(period: Period, one: dt.date, other: dt.date) -> None:
    first, second = sorted((one, other))
    assert period.after(first) <= period.after(second)
    assert period.before(first) <= period.before(second)


@given(
    st.integers(0, 9999),
    st.sampled_from(["day", "week"]),
    st.dates(dt.date(1000, 1, 1), dt.date(8000, 1, 1)),
)
def test_days_and_weeks_can_be_taken_back(count: int, unit: str, day: dt.date) -> None:
    period = Period(count, unit)
    assert period.before(period.after(day)) == day


def test_the_calendar_ends_where_it_ends() -> None:
    assert Period(9999, "year").after(dt.date(2026, 1, 1)) == dt.date.max
    assert Period(9999, "year").before(dt.date(2026, 1, 1)) == dt.date.min
