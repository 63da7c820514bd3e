"""``hub usage link``: what tickets say about the use of pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub

_TICKETS = """\
id,opened,closed,resolution
1,2026-05-01,2026-05-02,Solved with SOP-001
2,2026-05-01,2026-05-03,SOP-009 and SOP-001
3,2026-05-01,2026-05-04,none
4,2026-05-01,,SOP-001
5,yesterday,2026-05-04,SOP-001
"""


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("sops/refund.md", page("Issue a refund", "Once.", id="SOP-001"))
    book.write("sops/bonus.md", page("Bonus", "Pay.", id="SOP-009", audience=["vendor"]))
    book.write_root("tickets.csv", _TICKETS)
    return book.commit()


def test_rate_pages_and_what_was_left_out_are_told(book: Handbook) -> None:
    said = run_hub(book.root, "usage", "link", "--tickets", "tickets.csv")
    assert said.code == 0, said.said
    assert "Link rate 67%: 2 of 3 closed tickets" in said.out
    assert "2 known, 0 new, 1 unknown at closure" in said.out
    assert "1 open ticket left out" in said.out
    assert "1 row set aside: a day that is not written as 2026-10-02 (line 6)" in said.err


def test_an_audience_sees_only_its_pages(book: Handbook) -> None:
    arguments = ("usage", "link", "--tickets", "tickets.csv", "--audience", "client")
    report = json.loads(run_hub(book.root, *arguments, "--format", "json").out)
    assert [row["id"] for row in report["pages"]] == ["SOP-001"]


def test_no_tickets_are_no_data(book: Handbook) -> None:
    book.write_root("empty.csv", "id,closed,text\n")
    said = run_hub(book.root, "usage", "link", "--tickets", "empty.csv")
    assert "Link rate no data: 0 of 0 closed tickets" in said.out
    report = run_hub(book.root, "usage", "link", "--tickets", "empty.csv", "--format", "json").out
    assert json.loads(report)["link_rate"] is None


def test_a_site_without_an_address_is_a_mistake(book: Handbook) -> None:
    arguments = ("usage", "link", "--tickets", "tickets.csv", "--site", "hub.acme.example")
    said = run_hub(book.root, *arguments)
    assert said.code == 2
    assert '"hub.acme.example" is no address on the web' in said.err


def test_a_file_that_is_not_there_is_a_mistake(book: Handbook) -> None:
    said = run_hub(book.root, "usage", "link", "--tickets", "gone.csv")
    assert said.code == 2
    assert "gone.csv: can't be read: No such file or directory" in said.err


def _keep(book: Handbook, *more: str) -> None:
    said = run_hub(book.root, "usage", "link", "--tickets", "tickets.csv", "--keep", *more)
    assert said.code == 0, said.said


def _kept(book: Handbook, *more: str) -> tuple[int | None, int | None]:
    arguments = ("uptake", "--today", "2026-06-15", "--format", "json")
    tickets = json.loads(run_hub(book.root, *arguments, *more).out)["tickets"]
    return tickets["closed"], tickets["cited"]


def test_counts_are_kept_for_each_audience_and_the_same_days_are_replaced(book: Handbook) -> None:
    rows = [f"{n},2026-05-01,2026-05-0{2 + n % 3},{'SOP-009' if n < 4 else ''}" for n in range(9)]
    book.write_root("tickets.csv", "\n".join(["id,opened,closed,resolution", *rows, ""]))
    _keep(book)
    assert _kept(book) == (9, 4)
    assert _kept(book, "--audience", "vendor") == (9, 4)
    assert _kept(book, "--audience", "client") == (9, 0)
    _keep(book)
    assert _kept(book) == (9, 4)
    _keep(book, "--source", "other desk")
    assert _kept(book) == (18, 8)
    files = (book.root / ".hub").iterdir()
    assert not any(b"resolution" in file.read_bytes() for file in files)


def test_too_few_tickets_are_not_told(book: Handbook) -> None:
    _keep(book)
    assert _kept(book) == (None, None)


def test_counts_without_days_are_not_kept(book: Handbook) -> None:
    book.write_root("tickets.csv", "id,text\n1,SOP-001\n")
    said = run_hub(book.root, "usage", "link", "--tickets", "tickets.csv", "--keep")
    assert said.code == 2
    assert "tickets.csv: doesn't say on which day a ticket was closed" in said.err
    assert not (book.root / ".hub").exists()
