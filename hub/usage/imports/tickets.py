"""Tickets of a case system, as a CSV file that any of them can write."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO

from hub.errors import ConfigError, Problem, did_you_mean, printable

LONGEST_FIELD = 1 << 20
"""Characters of a field above which its row is set aside."""
_ID = ("id", "ticket", "case", "key", "number", "ticket id", "case number")
_OPENED = ("opened", "opened at", "created", "created at", "created date", "date opened")
_CLOSED = ("closed", "closed at", "resolved", "resolved at", "date closed", "resolution date")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that are wanted; empty ones are found by their usual names."""

    id: str = ""
    opened: str = ""
    closed: str = ""
    text: tuple[str, ...] = ()
    """Empty takes every column."""
    date_format: str = ""
    """As ``strptime`` knows it; empty reads ISO 8601 alone, which has one meaning only."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A piece of work."""

    id: str
    opened: dt.date | None
    closed: dt.date | None
    """None while it is open, and where the file doesn't say."""
    text: str


@dataclass(slots=True)
class TicketFile:
    """Tickets as they were read, and what was set aside.

    Attributes:
        tickets: In the order of the file.
        set_aside: Why rows could not be used, each reason with the lines that it holds for.
        says_when_closed: Whether the file has a column for it.
    """

    tickets: list[Ticket] = field(default_factory=list)
    set_aside: dict[str, list[int]] = field(default_factory=dict)
    says_when_closed: bool = False


def read_tickets(data: bytes, columns: Columns, *, name: str) -> TicketFile:
    """Read a file of tickets.

    Args:
        data: The file: UTF-8, or UTF-16 with a byte order mark; the delimiter is found.
        columns: Which columns say what.
        name: What the file is called in messages.

    Raises:
        ConfigError: When it is no such file, or a column that was named is not there.
    """
    rows = _rows(_decoded(data, name), name)
    head = next(rows, None)
    if head is None or not any(cell.strip() for cell in head[1]):
        raise _unusable(name, "has no line with the names of its columns")
    return _read(rows, _Place.find(head[1], columns, name), len(head[1]))


def _decoded(data: bytes, name: str) -> str:
    encoding = next((known for mark, known in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unusable(name, f"is not {encoding} text at byte {error.start}") from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it ends."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(max(len(text), LONGEST_FIELD))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise _unusable(name, f"can't be read from line {reader.line_num}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a row things stand."""

    id: int | None
    opened: int | None
    closed: int | None
    text: tuple[int, ...]
    date_format: str

    @classmethod
    def find(cls, head: Sequence[str], columns: Columns, name: str) -> _Place:
        finder = _Finder(head, name)
        place = cls(
            id=finder.one(columns.id, _ID),
            opened=finder.one(columns.opened, _OPENED),
            closed=finder.one(columns.closed, _CLOSED),
            text=tuple(finder.named(column) for column in columns.text) or tuple(range(len(head))),
            date_format=columns.date_format,
        )
        finder.refuse()
        return place


class _Finder:
    """Finds columns by name, and remembers every name that there is not."""

    def __init__(self, head: Sequence[str], name: str) -> None:
        self._head = [_plain(cell) for cell in head]
        self._shown = [printable(cell.strip()) for cell in head]
        self._name = name
        self._problems: list[Problem] = []

    def one(self, wanted: str, usual: Sequence[str]) -> int | None:
        if wanted:
            return self.named(wanted)
        return next((self._head.index(known) for known in usual if known in self._head), None)

    def named(self, wanted: str) -> int:
        if _plain(wanted) in self._head:
            return self._head.index(_plain(wanted))
        remedy = did_you_mean(wanted, self._shown) or f"Its columns: {', '.join(self._shown)}."
        found = f'has no column "{wanted}"'
        self._problems.append(_problem(self._name, found, remedy))
        return 0

    def refuse(self) -> None:
        if self._problems:
            raise ConfigError.of(self._problems)


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def _read(rows: Iterator[tuple[int, list[str]]], place: _Place, width: int) -> TicketFile:
    file = TicketFile(says_when_closed=place.closed is not None)
    for line, row in rows:
        try:
            file.tickets.append(_ticket(row, place, width, line))
        except ValueError as error:
            file.set_aside.setdefault(str(error), []).append(line)
    return file


def _ticket(row: list[str], place: _Place, width: int, line: int) -> Ticket:
    if len(row) != width:
        raise ValueError("another number of columns than the first line")
    if any(len(cell) > LONGEST_FIELD for cell in row):
        raise ValueError(f"a field of more than {LONGEST_FIELD:,} characters")
    return Ticket(
        id=row[place.id].strip() if place.id is not None else str(line),
        opened=_day(row, place.opened, place.date_format),
        closed=_day(row, place.closed, place.date_format),
        text="\n".join(row[column] for column in place.text),
    )


def _day(row: list[str], column: int | None, date_format: str) -> dt.date | None:
    written = row[column].strip() if column is not None else ""
    if not written:
        return None
    try:
        if date_format:
            return dt.datetime.strptime(written, date_format).date()  # noqa: DTZ007 (only the day is used)
        return dt.datetime.fromisoformat(written).date()
    except ValueError:
        raise ValueError("a day that is not written as 2026-10-02") from None


def _unusable(name: str, found: str) -> ConfigError:
    expected = "a CSV file whose first line names its columns"
    return ConfigError(Problem(path=name, rule="tickets", found=found, expected=expected))


def _problem(name: str, found: str, remedy: str) -> Problem:
    return Problem(path=name, rule="tickets", found=found, remedy=remedy)
