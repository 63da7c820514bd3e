"""GoatCounter: its CSV export, version 2, a row a view; its JSON export 1.x, a ZIP of totals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.lines import lines_of
from hub.usage.imports.packed import Member
from hub.usage.imports.requests import NOT_THE_FORMAT, Reject
from hub.usage.imports.rows import COLUMNS, NO_DAY, Period, Row
from hub.usage.imports.tables import column, day, raw, table_rows, text_lines

_YES = ("true", "1")


def read_goatcounter(
    members: Iterable[Member], _period: Period | None, reject: Reject
) -> Iterator[Row]:
    """Read either export.

    Args:
        members: The CSV file, or the files of the ZIP.
        reject: Told rows that can't be read.
    """
    paths: dict[int, tuple[str, bool]] = {}
    hits: list[dict[str, Any]] = []
    for member in members:
        name = member.name.rpartition("/")[2]
        if name == "paths.jsonl":
            for row in _objects(member, reject):
                paths[row["id"]] = (str(row["path"]), bool(row.get("event")))
        elif name == "hit_stats.jsonl":
            hits += _objects(member, reject)
        elif not name.endswith((".json", ".jsonl", ".txt")):
            yield from _views(member, reject)
    yield from _totals(hits, paths, reject)


def _objects(member: Member, reject: Reject) -> Iterator[dict[str, Any]]:
    for line in lines_of(member.chunks, reject):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict) and row.keys() & {"path", "path_id"}:
            yield row
        else:
            reject(line, NOT_THE_FORMAT)


def _totals(
    hits: Iterable[dict[str, Any]], paths: dict[int, tuple[str, bool]], reject: Reject
) -> Iterator[Row]:
    """Rows of ``hit_stats.jsonl``: views of a path in an hour, one row for each referrer."""
    for hit in hits:
        try:
            path, is_event = paths[hit["path_id"]]
            on, views = day(hit["hour"]), int(hit["count"])
        except (LookupError, ValueError, TypeError):
            reject(json.dumps(hit).encode(), NOT_THE_FORMAT)
            continue
        left_out = LeftOut.EVENT if is_event else None
        yield Row(period=Period(on, on), page=path, views=views, left_out=left_out)


def _views(member: Member, reject: Reject) -> Iterator[Row]:
    rows = table_rows(text_lines(member.chunks), reject)
    head = next(rows, [])
    # The first column's name begins with the version of the format: 2Path, or 2,Path once.
    head = [head[0].removeprefix("2").removeprefix(",") or "Path", *head[1:]] if head else []
    places = [column(head, [name]) for name in ("path", "event", "session", "bot", "date")]
    for row in rows:
        if None in places or len(row) != len(head):
            reject(raw(row), COLUMNS)
            continue
        try:
            yield _view([row[place or 0] for place in places])
        except ValueError:
            reject(raw(row), NO_DAY)


def _view(cells: Sequence[str]) -> Row:
    path, event, session, bot, date = cells
    on = day(date)
    left_out = None
    if event.strip().lower() in _YES:
        left_out = LeftOut.EVENT
    elif bot.strip() not in ("", "0", "false"):
        left_out = LeftOut.BOT
    return Row(period=Period(on, on), page=path, views=1, person=session, left_out=left_out)
