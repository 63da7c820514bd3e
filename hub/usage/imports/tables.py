"""Tables of other systems: CSV or tabs, in any of the usual encodings and languages."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from hub.usage.imports.requests import Reject

LONGEST_FIELD = 64 * 1024
"""Characters of a field above which its row is rejected."""
NOT_A_ROW = "that is no row of a table"
CONTROL = "with control characters or signs that are no text"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")


def text_of(chunks: Iterable[bytes]) -> Iterator[str]:
    """A text piece by piece, in the encoding that its byte order mark tells; else UTF-8.

    Bytes that are no text stay as surrogates, so that only their row is rejected.
    """
    decoder: codecs.IncrementalDecoder | None = None
    for chunk in chunks:
        if decoder is None:
            encoding = next((name for mark, name in _MARKS if chunk.startswith(mark)), "utf-8")
            errors = "replace" if encoding == "utf-16" else "surrogateescape"
            decoder = codecs.getincrementaldecoder(encoding)(errors)
        yield decoder.decode(chunk)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def text_lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """The lines of a text, with their ends; one that goes on for too long is cut."""
    rest = ""
    for piece in text_of(chunks):
        lines = (rest + piece).split("\n")
        rest = lines.pop()
        yield from (f"{line[: 2 * LONGEST_FIELD]}\n" for line in lines)
        rest = rest[: 2 * LONGEST_FIELD]
    if rest:
        yield rest


def table_rows(lines: Iterator[str], reject: Reject) -> Iterator[list[str]]:
    """Rows of a table whose delimiter is found; empty rows are passed over.

    Args:
        lines: The text from the table's first line on.
        reject: Told rows that have fields without end, or control characters.
    """
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(_chained(first, lines), delimiter=delimiter)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            reject(b"", NOT_A_ROW)
            continue
        if row is None:
            return
        if any(_BAD.search(cell) for cell in row):
            reject(raw(row), CONTROL)
        elif any(len(cell) > LONGEST_FIELD for cell in row):
            reject(raw(row)[:LONGEST_FIELD], NOT_A_ROW)
        elif any(cell.strip() for cell in row):
            yield row


def raw(row: Sequence[str]) -> bytes:
    """A row as it can be written down again."""
    return ",".join(row).encode("utf-8", "surrogateescape")


def plain(name: str) -> str:
    """A column's name without what differs between systems."""
    return " ".join(name.replace("_", " ").replace("\u00a0", " ").casefold().split())


def column(head: Sequence[str], names: Iterable[str]) -> int | None:
    """Where the first of several names stands in a table's first row."""
    places = {plain(name): place for place, name in reversed(list(enumerate(head)))}
    return next((places[name] for name in names if name in places), None)


def number(written: str) -> int:
    """A whole number, whatever groups its thousands.

    Raises:
        ValueError: When it is none.
    """
    text = written.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    if not re.fullmatch(r"\d{1,15}(?:\.0+)?", text):
        raise ValueError(written)
    return int(text.partition(".")[0])


def day(written: str) -> dt.date:
    """A day as ``2026-06-10``, ``20260610`` or the beginning of such a time, in UTC.

    Raises:
        ValueError: When it is none.
    """
    when = dt.datetime.fromisoformat(written.strip())
    return when.astimezone(dt.UTC).date() if when.tzinfo is not None else when.date()


def _chained(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest
