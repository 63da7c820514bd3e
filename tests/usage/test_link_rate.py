"""Link rate, and what was known at closure."""

from __future__ import annotations

import datetime as dt

import pytest

from hub.usage.imports.tickets import Ticket, TicketFile
from hub.usage.link_rate import Closure, LinkRate, link_rate
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
    assert (rate.closed, rate.open, rate.cited) == (3, 1, 1)
    assert rate.rate == pytest.approx(1 / 3)


def test_without_closed_tickets_there_is_no_rate(book: Handbook) -> None:
    rate = found(book, ticket(_OLD, closed=None))
    assert rate.rate is None
    assert rate.first is None


@pytest.mark.parametrize(
    ("text", "opened", "closed", "closure"),
    [
        (_OLD, "05-01", "07-01", Closure.KNOWN),
        (_NEW, "05-01", "07-01", Closure.NEW),
        (f"{_OLD} {_NEW}", "05-01", "07-01", Closure.KNOWN),
        (_NEW, "06-02", "07-01", Closure.KNOWN),
        (_NEW, "06-01", "07-01", Closure.NEW),
        (_NEW, None, "07-01", Closure.KNOWN),
        (_NEW, "02-01", "03-01", Closure.NEW),
        ("nothing", "05-01", "07-01", Closure.UNKNOWN),
    ],
)
def test_what_was_known(
    book: Handbook, text: str, opened: str | None, closed: str, closure: Closure
) -> None:
    closures = found(book, ticket(text, opened, closed)).closures
    assert closures is not None
    assert [one for one, count in closures.items() if count] == [closure]


def test_without_days_nothing_is_said_about_what_was_known(book: Handbook) -> None:
    rate = found(book, ticket(_OLD, None, None), says_when_closed=False)
    assert (rate.rate, rate.closures) == (1, None)


def test_without_history_nothing_is_said_about_what_was_known(book: Handbook) -> None:
    book.write("faqs/later.md", "---\nid: FAQ-002\n---\n# Later\n")
    assert found(book, ticket("FAQ-002")).closures is None


def test_a_page_counts_once_for_each_ticket(book: Handbook) -> None:
    rate = found(book, ticket(f"{_OLD} {_OLD} {_NEW}"), ticket(_OLD))
    assert list(rate.pages.items()) == [("sops/issue-a-refund.md", 2), ("faqs/refunds.md", 1)]
