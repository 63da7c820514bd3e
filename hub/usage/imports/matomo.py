"""Matomo: the report Actions.getPageUrls, as CSV or tabs (mostly UTF-16) or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.packed import Member, whole
from hub.usage.imports.requests import NOT_THE_FORMAT, Reject
from hub.usage.imports.rows import COLUMNS, NO_NUMBER, Period, Row, stated
from hub.usage.imports.tables import (
    column,
    day,
    number,
    raw,
    table_rows,
    text_lines,
    text_of,
)

LABELS = (
    *("label", "page url", "page urls", "seiten-url", "seiten-urls", "bezeichnung", "libellé"),
    *("url de la page", "url de página", "url de la página", "etiqueta", "url da página", "rótulo"),
)
VIEWS = (
    *("nb hits", "pageviews", "seitenansichten", "pages vues", "vues de page", "vues de la page"),
    *("páginas vistas", "vistas de página", "visualizações de página", "visualizações da página"),
)
_URLS = ("url", "metadata: url", "metadata url")
_VISITORS = ("nb uniq visitors", "sum daily nb uniq visitors")
_VISITORS_IN_WORDS = (
    *("unique visitors", "eindeutige besucher", "visiteurs uniques", "visitantes únicos"),
    *("visitantes exclusivos", "visitantes unicos"),
)
_DAYS = ("date", "datum", "fecha", "data")
_SPLIT = re.compile(r"\s*(?:,|to)\s*")


def read_matomo(members: Iterable[Member], period: Period | None, reject: Reject) -> Iterator[Row]:
    """Read the report; folders, which add their pages up, are left out.

    Args:
        members: The file.
        period: The days it covers, where it doesn't say them.
        reject: Told rows that can't be read.

    Raises:
        ConfigError: When nobody says the period.
    """
    for member in members:
        start = next(member.chunks, b"")
        again = Member(member.name, _chained(start, member.chunks))
        if start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()[:1] in (b"{", b"["):
            yield from _objects(again, period, reject)
        else:
            yield from _table(again, period, reject)


def _table(member: Member, period: Period | None, reject: Reject) -> Iterator[Row]:
    rows = table_rows(text_lines(member.chunks), reject)
    head = next(rows, [])
    label, views, url = column(head, LABELS), column(head, VIEWS), column(head, _URLS)
    visitors, on = column(head, (*_VISITORS, *_VISITORS_IN_WORDS)), column(head, _DAYS)
    for row in rows:
        if label is None or views is None or len(row) != len(head):
            reject(raw(row), COLUMNS)
            continue
        try:
            seen = number(row[views] or "0")
            people = number(row[visitors]) if visitors is not None and row[visitors] else None
            when = _period(row[on]) if on is not None else stated(period, member.name)
        except ValueError:
            reject(raw(row), NO_NUMBER)
            continue
        address = row[url] if url is not None else row[label]
        yield _row(address, when, seen, people)


def _objects(member: Member, period: Period | None, reject: Reject) -> Iterator[Row]:
    try:
        data = json.loads("".join(text_of([whole(member)])))
    except (ValueError, RecursionError):
        reject(member.name.encode(), NOT_THE_FORMAT)
        return
    # A report of several days is an object with the days as names, else it is a list of rows.
    if isinstance(data, dict):
        for name, rows in data.items():
            try:
                when = _period(name)
            except ValueError:
                reject(name.encode("utf-8", "replace"), NOT_THE_FORMAT)
                continue
            yield from _rows(rows, when, reject)
    else:
        yield from _rows(data, stated(period, member.name), reject)


def _rows(rows: Any, period: Period, reject: Reject) -> Iterator[Row]:
    pending = list(rows) if isinstance(rows, Sequence) and not isinstance(rows, str) else [rows]
    while pending:
        row = pending.pop(0)
        try:
            below = row.get("subtable") or ()
            pending += below
            yield _of_object(row, period, is_folder=bool(below))
        except (ValueError, LookupError, TypeError, AttributeError):
            reject(json.dumps(row).encode(), NOT_THE_FORMAT)


def _of_object(row: Mapping[str, Any], period: Period, *, is_folder: bool) -> Row:
    people = next((int(row[name]) for name in _plain_visitors() if name in row), None)
    address = "" if is_folder else str(row.get("url") or row["label"])
    return _row(address, period, int(row["nb_hits"]), people)


def _plain_visitors() -> Iterator[str]:
    return (name.replace(" ", "_") for name in _VISITORS)


def _row(address: str, period: Period, views: int, visitors: int | None) -> Row:
    """A row of a page; what has no whole address is a folder or "Others", a sum of pages."""
    is_page = address.startswith("/") or "://" in address
    left_out = None if is_page else LeftOut.TOTAL
    return Row(period=period, page=address, views=views, visitors=visitors, left_out=left_out)


def _period(written: str) -> Period:
    """``2026-06-10``, or ``2026-06-01,2026-06-30``."""
    parts = _SPLIT.split(written.strip())
    return Period(day(parts[0]), day(parts[-1]))


def _chained(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from rest
