"""Link rate, and what was known at closure."""

from __future__ import annotations

import datetime as dt

import pytest

from hub.period import Window
from hub.usage.imports.tickets import Ticket, TicketFile
from hub.usage.link_rate import Closures, LinkRate, link_rate
from hub.usage.mentions import Mentions
from tests.builders import Handbook

_OLD, _NEW = "SOP-001", "FAQ-001"
"""There since 5 January, and since 1 June."""


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{written}")


def ticket(text: str, opened: str | None = "05-01", closed: str | None = "07-01") -> Ticket:
    return Ticket("1", opened and day(opened), closed and day(closed), text)  # type: ignore[arg-type]


def found(book: Handbook, *tickets: Ticket, says_when_closed: bool = True) -> LinkRate:
    hub = book.open()
    file = TicketFile(list(tickets), says_when_closed=says_when_closed)
    return link_rate(file, Mentions(hub.library), hub.history)


def test_the_rate_is_of_closed_tickets(book: Handbook) -> None:
    rate = found(book, ticket(_OLD), ticket("none"), ticket("none"), ticket(_OLD, closed=None))
    assert (rate.closures.closed, rate.open, rate.closures.cited) == (3, 1, 1)
    assert rate.closures.rate == pytest.approx(1 / 3)


def test_without_closed_tickets_there_is_no_rate(book: Handbook) -> None:
    rate = found(book, ticket(_OLD, closed=None))
    assert rate.closures.rate is None
    assert rate.covered is None


@pytest.mark.parametrize(
    ("text", "opened", "closed", "closure"),
    [
        (_OLD, "05-01", "07-01", "known"),
        (_NEW, "05-01", "07-01", "new"),
        (f"{_OLD} {_NEW}", "05-01", "07-01", "known"),
        (_NEW, "06-02", "07-01", "known"),
        (_NEW, "06-01", "07-01", "new"),
        (_NEW, None, "07-01", "known"),
        (_NEW, "02-01", "03-01", "new"),
        ("nothing", "05-01", "07-01", "unknown"),
    ],
)
def test_what_was_known(
    book: Handbook, text: str, opened: str | None, closed: str, closure: str
) -> None:
    closures = found(book, ticket(text, opened, closed)).closures
    assert [one for one in ("known", "new", "unknown") if getattr(closures, one)] == [closure]


def test_without_days_nothing_is_said_about_what_was_known(book: Handbook) -> None:
    rate = found(book, ticket(_OLD, None, None), says_when_closed=False)
    assert (rate.closures.rate, rate.closures.known, rate.closures.new) == (1, None, None)
    assert rate.days == ()


def test_without_history_nothing_is_said_about_what_was_known(book: Handbook) -> None:
    book.write("faqs/later.md", "---\nid: FAQ-002\n---\n# Later\n")
    assert found(book, ticket("FAQ-002"), ticket(_OLD)).closures.known is None


def test_a_page_counts_once_for_each_ticket(book: Handbook) -> None:
    rate = found(book, ticket(f"{_OLD} {_OLD} {_NEW}"), ticket(_OLD))
    assert list(rate.pages.items()) == [("sops/issue-a-refund.md", 2), ("faqs/refunds.md", 1)]


def test_each_day_has_its_own_count_and_all_add_up(book: Handbook) -> None:
    late, early = ticket(_OLD, closed="07-03"), ticket("none", closed="07-01")
    rate = found(book, late, early, ticket(_NEW, closed="07-03"))
    assert [(it.day, it.closed, it.cited, it.known) for it in rate.days] == [
        (day("07-01"), 1, 0, 0),
        (day("07-03"), 2, 2, 1),
    ]
    assert Closures.of(rate.days) == rate.closures
    assert rate.covered == Window(day("07-01"), day("07-03"))
