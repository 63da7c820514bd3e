"""Tickets from a CSV file: read, or set aside with a reason, or refused."""

from __future__ import annotations

import datetime as dt

import pytest

from hub.errors import ConfigError
from hub.usage.imports.tickets import LONGEST_FIELD, Columns, TicketFile, read_tickets

_HEAD = "id,created at,closed_at,text\n"


def read(file: str | bytes, /, **columns: object) -> TicketFile:
    data = file if isinstance(file, bytes) else file.encode()
    return read_tickets(data, Columns(**columns), name="t.csv")  # type: ignore[arg-type]


def test_usual_columns_are_found_by_their_names() -> None:
    (ticket,) = read(_HEAD + "7,2026-01-02,2026-01-03T23:30:00+02:00,SOP-001\n").tickets
    assert (ticket.id, ticket.opened, ticket.closed) == (
        *("7",),
        dt.date(2026, 1, 2),
        dt.date(2026, 1, 3),
    )
    assert "SOP-001" in ticket.text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_case_system_may_have_written_it(delimiter: str, encoding: str, line_end: str) -> None:
    text = line_end.join(
        ["id,closed,text", '1,2026-01-02,"two', 'lines"', "2,,über"],
    ).replace(",", delimiter)
    first, second = read(text.encode(encoding)).tickets
    assert first.text.endswith(f"two{line_end}lines")
    assert second.closed is None
    assert second.text.endswith("über")


def test_columns_can_be_named() -> None:
    text = "Nr,Ende,Lösung,Notiz\n1,02.01.2026,SOP-001,SOP-009\n"
    file = read(text, closed="ende", text=("Lösung",), date_format="%d.%m.%Y")
    assert file.tickets[0].closed == dt.date(2026, 1, 2)
    assert file.tickets[0].text == "SOP-001"


def test_rows_that_can_not_be_used_are_set_aside_with_their_lines() -> None:
    rows = ["1,2026-01-01,2026-01-02,ok", "2,2026-01-01,ok", "3,1.2.2026,,ok", "4,,,x,y"]
    file = read(_HEAD + "\n".join(rows) + f"\n5,,,{'x' * (LONGEST_FIELD + 1)}\n")
    assert [ticket.id for ticket in file.tickets] == ["1"]
    assert list(file.set_aside.values()) == [[3, 5], [4], [6]]


def test_all_columns_that_are_not_there_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        read(_HEAD, text=("txt", "comment"), closed="ended")
    assert len(caught.value.problems) == 3
    assert 'did you mean "text"?' in str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "has no line with the names"),
        (b"\n\n", "has no line with the names"),
        (b"id,text\n1,\xff\xfe\n", "is not utf-8 text at byte 10"),
        (b'id,text\n1,"never closed\n2,x\n', "can't be read from line 3"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read(data)


def test_signs_that_upset_terminals_and_parsers_are_text() -> None:
    (ticket,) = read(_HEAD + "1,,,\x1b[31m\x00=cmd()\n").tickets
    assert "\x00=cmd()" in ticket.text
