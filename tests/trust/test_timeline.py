"""On which days a page was stale."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hub.period import Window
from hub.trust.timeline import stale_spans
from tests.builders import ANA, PRIYA, TODAY, TOM, Handbook, page

_YEAR = Window(dt.date(2026, 1, 1), TODAY)


def _day(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


def _review(last: dt.date, every: str = "3 months", by: str = "") -> dict[str, object]:
    return {"last": last, "every": every, **({"by": by} if by else {})}


def test_a_page_is_stale_from_the_day_after_it_was_due_until_it_is_reviewed(
    handbook: Handbook,
) -> None:
    handbook.write("a.md", page("A", "one", review=_review(_day(1, 5)))).commit(ANA, "2026-01-05")
    handbook.write("a.md", page("A", "one", review=_review(_day(5, 1)))).commit(ANA, "2026-05-01")
    spans = stale_spans(handbook.open().assess(), _YEAR)
    assert spans == {"a.md": (Window(_day(4, 6), _day(4, 30)),)}


def test_a_page_is_stale_since_somebody_else_changed_it(handbook: Handbook) -> None:
    review = _review(_day(1, 5), "2 years")
    handbook.write("a.md", page("A", "one", review=review)).commit(ANA, "2026-01-05")
    handbook.write("a.md", page("A", "one two", review=review)).commit(PRIYA, "2026-03-01")
    spans = stale_spans(handbook.open().assess(), _YEAR)
    assert spans["a.md"] == (Window(_day(3, 1), TODAY),)


def test_a_page_is_stale_since_what_it_rests_on_changed(handbook: Handbook) -> None:
    review = _review(_day(1, 5), "2 years")
    handbook.write("a.md", page("A", "one", depends_on=["b.md"], review=review))
    handbook.write("b.md", page("B", "one")).commit(ANA, "2026-01-05")
    handbook.write("b.md", page("B", "two")).commit(TOM, "2026-02-10")
    later = _review(_day(4, 1), "2 years")
    handbook.write("a.md", page("A", "one", depends_on=["b.md"], review=later))
    handbook.commit(ANA, "2026-04-01")
    spans = stale_spans(handbook.open().assess(), _YEAR)
    assert spans == {"a.md": (Window(_day(2, 10), _day(3, 31)),), "b.md": ()}


def test_only_days_of_the_window_are_told(handbook: Handbook) -> None:
    handbook.write("a.md", page("A", "one", review=_review(_day(1, 5)))).commit(ANA, "2026-01-05")
    window = Window(_day(5, 1), _day(5, 3))
    assert stale_spans(handbook.open().assess(), window)["a.md"] == (window,)


def test_every_day_is_judged_as_it_would_have_been_judged_then(handbook: Handbook) -> None:
    """The spans against a verdict for each day by itself, from the commits that were there."""
    handbook.write("b.md", page("B", "one"))
    handbook.write("a.md", page("A", "one", depends_on=["b.md"], review=_review(_day(1, 5))))
    handbook.commit(ANA, "2026-01-05")
    handbook.write("a.md", page("A", "two", depends_on=["b.md"], review=_review(_day(1, 5))))
    handbook.commit(PRIYA, "2026-02-01")
    handbook.write("a.md", page("A", "two", depends_on=["b.md"], review=_review(_day(2, 9))))
    handbook.commit(TOM, "2026-02-09")
    handbook.write("b.md", page("B", "two")).commit(ANA, "2026-05-03")
    spans = stale_spans(handbook.open().assess(), _YEAR)["a.md"]
    ends = handbook.git("log", "--format=%H %as").splitlines()
    for number in range(0, _YEAR.days, 3):
        day = _YEAR.first + dt.timedelta(days=number)
        head = next((one.split()[0] for one in ends if one.split()[1] <= day.isoformat()), None)
        if head is not None:
            handbook.git("checkout", "--quiet", head)
            verdict = handbook.open(day).assess().verdicts["a.md"]
            told = any(span.first <= day <= span.last for span in spans)
            assert told is verdict.freshness.is_stale, day


def test_a_page_without_a_history_is_left_out(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", git=False).write("a.md", page("A", "one"))
    assert stale_spans(book.open().assess(), _YEAR) == {}
