"""Measures of uptake, of events in a real store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hub.period import Window
from hub.usage.uptake import Uptake
from tests.builders import ANA, PRIYA, TODAY, TWO_SIDES, Handbook, page
from tests.usage.measured import (
    WINDOW,
    event,
    imported,
    lasting,
    measured,
    of,
    search,
    visits,
)

_DAY = dt.timedelta(days=1)
_HEADS = TWO_SIDES.replace("acme.example]}", "acme.example], headcount: 20}").replace(
    "northwind.example]}", "northwind.example], headcount: 40}"
)


def _book(root: Path, hub_yml: str = TWO_SIDES) -> Handbook:
    book = Handbook(root / "handbook", hub_yml)
    review = {"last": dt.date(2026, 1, 5), "every": "3 months"}
    book.write("shared.md", page("Shared", "Words.", owner="ana", review=review))
    book.write("other.md", page("Other", "Words.", owner="ana"))
    book.write("quiet.md", page("Quiet", "Words.", owner="priya"))
    book.write("inner.md", page("Inner", "Words.", owner="tom", audience=["vendor"]))
    return book.commit(ANA, "2026-01-05")


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return _book(tmp_path)


def _all_numbers(uptake: Uptake) -> list[int | None]:
    found = [uptake.totals.views, uptake.totals.reads, uptake.searches.searches]
    return [*found, *(use.figures.reads for use in uptake.pages)]


def test_without_a_store_there_is_nothing_to_measure(book: Handbook) -> None:
    assert book.open().usage.uptake(None, WINDOW) is None
    assert not (book.root / ".hub").exists()


def test_a_window_without_data_has_no_figures_and_never_noughts(book: Handbook) -> None:
    uptake = measured(book, visits("shared.md", "client", 6, TODAY - 300 * _DAY))
    assert not uptake.has_data
    assert set(_all_numbers(uptake)) == {None}
    assert uptake.weeks == ()
    assert uptake.stale_reads is None


def test_a_page_that_nobody_opened_has_noughts_while_events_are_recorded(book: Handbook) -> None:
    uptake = measured(book, visits("shared.md", "client", 6))
    assert (of(uptake, "quiet.md").figures.reads, of(uptake, "shared.md").figures.reads) == (0, 6)


def test_reads_of_an_overdue_page_are_stale_reads(book: Handbook) -> None:
    fresh, late = dt.date(2026, 4, 5), dt.date(2026, 4, 6)
    events = [*visits("shared.md", "client", 6, fresh), *visits("shared.md", "client", 9, late)]
    uptake = measured(book, [*events, *visits("other.md", "client", 5, late)])
    assert of(uptake, "shared.md").figures.stale_reads == 9
    assert uptake.totals.stale_read_rate == pytest.approx(9 / 20)


def test_what_too_few_people_did_is_not_shown_and_can_not_be_subtracted(book: Handbook) -> None:
    book.write("quiet.md", page("Quiet", "Words.", owner="ana"))
    events = [*visits("shared.md", "client", 9), *visits("other.md", "client", 3)]
    uptake = measured(book, [*events, *visits("quiet.md", "client", 7)])
    states = {use.page.path: use.figures.reads for use in uptake.pages}
    assert uptake.totals.reads == 19
    assert states["other.md"] is None
    assert states["quiet.md"] is None, "19 - 9 - 7 would be 3"
    assert states["shared.md"] == 9


def test_readers_of_two_days_are_not_taken_for_more_people(book: Handbook) -> None:
    days = [visits("shared.md", "client", 3, TODAY - n * _DAY) for n in range(5)]
    uptake = measured(book, [one for day in days for one in day])
    assert of(uptake, "shared.md").figures.suppressed
    assert uptake.totals.suppressed


def test_a_few_readers_of_one_side_hide_the_other_side_too(book: Handbook) -> None:
    events = [*visits("shared.md", "client", 2), *visits("shared.md", "vendor", 8)]
    use = of(measured(book, events), "shared.md")
    assert use.figures.reads is None or all(f.suppressed for f in use.by_org.values())
    assert use.by_org["client"].suppressed


def test_another_sides_pages_and_searches_leave_no_trace(book: Handbook) -> None:
    events = [*visits("inner.md", "vendor", 30), *visits("shared.md", "vendor", 8)]
    events += [search("bonus", "vendor", reader, 0) for reader in range(1, 9)]
    uptake = measured(book, [*events, *visits("shared.md", "client", 6)], audience="client")
    assert "inner.md" not in {use.page.path for use in uptake.pages}
    assert uptake.totals.reads == 14
    assert uptake.gaps == ()
    assert uptake.searches.searches == 0


def test_readers_need_the_pseudonymous_mode(book: Handbook) -> None:
    uptake = measured(book, visits("shared.md", "client", 6))
    assert uptake.totals.readers is None
    assert uptake.needs["reach"] == uptake.needs["version_curves"] == "pseudonymous mode"


def test_reach_and_repeat_use_tell_people_apart(tmp_path: Path) -> None:
    book = _book(tmp_path, _HEADS + "privacy: {mode: pseudonymous}\n")
    days = [visits("shared.md", "client", 6, TODAY - n * _DAY) for n in range(3)]
    uptake = measured(book, lasting([one for day in days for one in day]))
    figures = of(uptake, "shared.md").figures
    assert (figures.readers, figures.repeat_reader_days) == (6, 12)
    assert figures.reach == pytest.approx(6 / 60)


def test_a_version_reaches_its_audience_by_days(tmp_path: Path) -> None:
    book = _book(tmp_path, _HEADS + "privacy: {mode: pseudonymous}\n")
    front = {"version": "2.0", "effective": TODAY - 10 * _DAY, "audience": ["client"]}
    book.write("new.md", page("New", "Words.", **front)).commit(ANA, "2026-06-05")
    events = visits("new.md", "client", 5, TODAY - 9 * _DAY, version="2.0")
    events += visits("new.md", "client", 12, TODAY - 2 * _DAY, version="2.0")
    uptake = measured(book, lasting(events))
    curve = uptake.curve(of(uptake, "new.md").page)
    assert curve is not None
    assert curve.points == ((1, 0.25), (8, 0.6))
    assert curve.days_to_half == 8


def test_searches_end_with_nothing_with_a_click_or_without(book: Handbook) -> None:
    events = [search("refund limit", "client", reader, 0) for reader in range(1, 6)]
    events += [search("limits refunds", "client", 9, 4)]
    events += [search("shared", "client", reader, 3, rank=2) for reader in range(1, 5)]
    uptake = measured(book, events)
    found = uptake.searches
    assert found.searches == 10
    assert (found.no_result_rate, found.bounce_rate, found.click_through_rate) == (0.5, 0.1, 0.4)
    assert found.mean_clicked_rank == 2
    (gap,) = uptake.gaps
    assert (gap.queries, gap.searches, gap.bounced) == (("refund limit",), 6, 1)


def test_use_crosses_from_owner_to_reader(book: Handbook) -> None:
    events = [*visits("shared.md", "vendor", 7), *visits("quiet.md", "client", 6)]
    events += [event("citation", "shared.md", "vendor", 1, words=f"T-{n}") for n in range(3)]
    book.write("shared.md", page("Shared", "Other words.", owner="ana")).commit(PRIYA, "2026-06-01")
    flows = {(f.owner, f.reader): f for f in measured(book, events).exchange}
    assert (flows["client", "vendor"].reads, flows["client", "vendor"].citations) == (7, 3)
    assert (flows["client", "vendor"].edits, flows["vendor", "client"].reads) == (1, 6)


def test_a_day_is_counted_by_one_source(book: Handbook) -> None:
    day = TODAY - 5 * _DAY
    imports = [
        imported("shared.md", {day: 10, TODAY: 100}),
        imported("shared.md", {day: 40}, source="other"),
    ]
    uptake = measured(book, visits("shared.md", "client", 6), imports)
    assert of(uptake, "shared.md").figures.views == 6 + 40
    assert {one.views for one in uptake.imports} == {110, 40}


def test_imports_alone_give_views_and_nothing_else(book: Handbook) -> None:
    uptake = measured(book, [], [imported("shared.md", {TODAY: 10})])
    figures = of(uptake, "shared.md").figures
    assert (figures.views, figures.reads, figures.citations) == (10, None, None)
    assert of(uptake, "quiet.md").figures.views is None


def test_weekly_reads_end_with_the_window(book: Handbook) -> None:
    events = [
        *visits("shared.md", "client", 6),
        *visits("shared.md", "client", 8, TODAY - 8 * _DAY),
    ]
    weeks = measured(book, events, window=Window(TODAY - 20 * _DAY, TODAY)).weeks
    assert [week.reads["client"] for week in weeks] == [0, 8, 6]
    assert weeks[-1].window == Window(TODAY - 6 * _DAY, TODAY)


def test_a_page_is_unused_only_if_it_was_there_all_the_time(book: Handbook) -> None:
    book.write("new.md", page("New", "Words.")).commit(ANA, "2026-06-14")
    events = visits("shared.md", "client", 6, TODAY - 30 * _DAY)
    unused = {use.page.path for use in measured(book, events).unused}
    assert unused == {"other.md", "quiet.md", "inner.md"}


def test_the_queue_begins_with_the_page_that_is_read_while_stale(book: Handbook) -> None:
    review = {"last": dt.date(2026, 1, 5), "every": "1 month"}
    book.write("other.md", page("Other", "Words.", review=review)).commit(ANA, "2026-01-06")
    assert book.open().edition("client").facts.queue[0].page.path == "other.md"
    measured(book, visits("shared.md", "client", 6))
    queue = book.open().edition("client").facts.queue
    assert (queue[0].page.path, queue[0].stale_reads) == ("shared.md", 6)
