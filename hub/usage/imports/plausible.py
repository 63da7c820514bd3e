"""Plausible: ``imported_pages_….csv``, as it exports and imports; alone or in its ZIP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub.usage.imports.packed import Member
from hub.usage.imports.requests import Reject
from hub.usage.imports.rows import COLUMNS, NO_NUMBER, Period, Row
from hub.usage.imports.tables import column, day, number, raw, table_rows, text_lines

_NAMES = ("date", "hostname", "page", "visitors", "pageviews")


def read_plausible(
    members: Iterable[Member], _period: Period | None, reject: Reject
) -> Iterator[Row]:
    """Read the pages, and pass over what else is in the ZIP.

    Args:
        members: The CSV file, or the files of the ZIP.
        reject: Told rows that can't be read.
    """
    for member in members:
        name = member.name.rpartition("/")[2]
        if name.startswith("imported_") and not name.startswith("imported_pages"):
            continue
        rows = table_rows(text_lines(member.chunks), reject)
        head = next(rows, [])
        places = [column(head, [name]) for name in _NAMES]
        for row in rows:
            if None in places or len(row) != len(head):
                reject(raw(row), COLUMNS)
                continue
            date, host, page, visitors, views = (row[place or 0] for place in places)
            try:
                period = Period(day(date), day(date))
                seen, people = number(views), number(visitors)
            except ValueError:
                reject(raw(row), NO_NUMBER)
                continue
            yield Row(period=period, page=page, views=seen, visitors=people, host=host)
