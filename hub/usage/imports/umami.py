"""Umami: the website's export, JSON with a ZIP in base64, or that ZIP, or its ``pages.csv``.

Its numbers are the sessions in which a page was seen, of at most 500 pages; how often it was seen
is not in it. They are taken for both, so that views are never more than there were.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterable, Iterator

from hub.errors import ConfigError, Problem, printable
from hub.usage.imports.packed import GivenFile, Member, whole
from hub.usage.imports.requests import Reject
from hub.usage.imports.rows import COLUMNS, NO_NUMBER, Period, Row, stated
from hub.usage.imports.tables import column, number, raw, table_rows, text_lines

_OTHERS = frozenset(
    f"{name}.csv" for name in ("events", "referrers", "browsers", "os", "devices", "countries")
)


def read_umami(members: Iterable[Member], period: Period | None, reject: Reject) -> Iterator[Row]:
    """Read the pages, and pass over what else is in the ZIP.

    Args:
        members: The JSON file, the files of the ZIP, or ``pages.csv``.
        period: The days that were asked for; the file doesn't say them.
        reject: Told rows that can't be read.

    Raises:
        ConfigError: When no period is given, or the JSON has no ZIP.
    """
    for member in members:
        start = next(member.chunks, b"")
        again = Member(member.name, _chained(start, member.chunks))
        name = member.name.rpartition("/")[2]
        if start.lstrip()[:1] == b"{":
            yield from read_umami(_inner(again), period, reject)
        elif name not in _OTHERS:
            yield from _pages(again, stated(period, member.name), reject)


def _inner(member: Member) -> Iterator[Member]:
    try:
        data = base64.b64decode(json.loads(whole(member))["zip"], validate=True)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        name = printable(member.name)
        found, expected = "has no ZIP in it", '{"zip": "…"} as Umami exports it'
        problem = Problem(path=name, rule="import", found=found, expected=expected)
        raise ConfigError(problem) from error
    return GivenFile("-", io.BytesIO(data)).members()


def _pages(member: Member, period: Period, reject: Reject) -> Iterator[Row]:
    rows = table_rows(text_lines(member.chunks), reject)
    head = next(rows, [])
    page, sessions = column(head, ["x"]), column(head, ["y"])
    for row in rows:
        if page is None or sessions is None or len(row) != len(head):
            reject(raw(row), COLUMNS)
            continue
        try:
            found = number(row[sessions])
        except ValueError:
            reject(raw(row), NO_NUMBER)
            continue
        yield Row(period=period, page=row[page], views=found, visitors=found)


def _chained(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from rest
