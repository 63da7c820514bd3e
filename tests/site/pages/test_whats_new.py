"""What's new: substantive edits day by day, and numbers that are true where there are many."""

from __future__ import annotations

import datetime as dt

from hub.site.facts import MOST_NEWS
from hub.site.pages.whats_new import MOST_OF_A_DAY, WhatsNewView, whats_new_view
from tests.builders import PRIYA, TODAY, Handbook, page


def add(handbook: Handbook, count: int) -> Handbook:
    for number in range(count):
        handbook.write(f"faqs/{number:03}.md", page(f"Question {number}", "Words."))
    return handbook.commit()


def view(handbook: Handbook, audience: str = "client") -> WhatsNewView:
    return whats_new_view(handbook.open(TODAY).edition(audience).facts)


def test_days_come_newest_first_and_mechanical_edits_are_left_out(handbook: Handbook) -> None:
    add(handbook, 2)
    handbook.write("faqs/000.md", page("Question 0", "Words. And more.")).commit(
        PRIYA, "2026-02-01"
    )
    handbook.write("faqs/001.md", page("Question 1", "*Words.*")).commit(PRIYA, "2026-03-01")
    found = view(handbook)
    assert [one.day for one in found.days] == [dt.date(2026, 2, 1), dt.date(2026, 1, 5)]
    assert [[item.amount for item in one.shown] for one in found.days] == [
        ["2 words added"],
        ["New page, 3 words", "New page, 3 words"],
    ]


def test_a_busy_day_says_how_many_pages_it_leaves_out(handbook: Handbook) -> None:
    (day,) = view(add(handbook, MOST_OF_A_DAY + 7)).days
    assert (len(day.shown), day.more, day.is_cut) == (MOST_OF_A_DAY, 7, False)


def test_of_a_day_that_was_not_looked_at_in_full_no_number_is_said(handbook: Handbook) -> None:
    (day,) = view(add(handbook, MOST_NEWS + 1)).days
    assert day.is_cut
    assert len(day.shown) == MOST_OF_A_DAY


def test_a_page_that_was_written_in_several_commits_of_a_day_has_its_words_once(
    handbook: Handbook,
) -> None:
    handbook.write("a.md", page("A", "One two three.")).commit(PRIYA, "2026-02-01")
    handbook.write("a.md", page("A", "One four.")).commit(PRIYA, "2026-02-01")
    assert view(handbook).days[0].shown[0].amount == "New page, 3 words"


def test_edits_of_a_day_are_counted_together(handbook: Handbook) -> None:
    handbook.write("a.md", page("A", "One two three.")).commit(PRIYA, "2026-02-01")
    handbook.write("a.md", page("A", "One two three four five.")).commit(PRIYA, "2026-03-01")
    handbook.write("a.md", page("A", "One two three four.")).commit(PRIYA, "2026-03-01")
    assert view(handbook).days[0].shown[0].amount == "1 word added"


def test_a_change_that_was_taken_back_on_the_same_day_is_no_news(handbook: Handbook) -> None:
    handbook.write("a.md", page("A", "One two three.")).commit(PRIYA, "2026-02-01")
    handbook.write("a.md", page("A", "One two four.")).commit(PRIYA, "2026-03-01")
    handbook.write("a.md", page("A", "One two three.")).commit(PRIYA, "2026-03-01")
    assert [one.day for one in view(handbook).days] == [dt.date(2026, 2, 1)]
