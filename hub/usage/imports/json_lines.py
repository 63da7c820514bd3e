"""JSON lines of our own: events as the hub takes them, or totals of a page and a day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hub.usage.events import EVENT, AnyEvent, PageName, View
from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.lines import lines_of
from hub.usage.imports.packed import Member
from hub.usage.imports.requests import NOT_THE_FORMAT, Reject
from hub.usage.imports.rows import Period, Row
from hub.usage.imports.tables import day

_Whole = Annotated[int, Field(ge=0, le=10**12)]


class _Total(BaseModel):
    """How often a page was viewed on a day."""

    model_config = ConfigDict(extra="forbid", strict=True)

    day: str
    page: PageName
    views: _Whole
    visitors: _Whole | None = None


def read_json_lines(
    members: Iterable[Member], _period: Period | None, reject: Reject
) -> Iterator[Row]:
    """Read events, of which views count, and totals.

    Args:
        members: The files.
        reject: Told lines that are neither.
    """
    seen: set[str] = set()
    for member in members:
        for line in lines_of(member.chunks, reject):
            try:
                row = json.loads(line)
                is_event = "type" in row
                yield _of_event(EVENT.validate_json(line), seen) if is_event else _of_total(line)
            except (ValueError, ValidationError, TypeError, RecursionError):
                reject(line, NOT_THE_FORMAT)


def _of_event(event: AnyEvent, seen: set[str]) -> Row:
    period = Period(event.day, event.day)
    if not isinstance(event, View):
        return Row(period=period, page="", views=0, left_out=LeftOut.EVENT)
    left_out = LeftOut.KNOWN if event.id in seen else None
    seen.add(event.id)
    person = event.reader or ""
    return Row(period=period, page=event.page, views=1, person=person, left_out=left_out)


def _of_total(line: bytes) -> Row:
    total = _Total.model_validate_json(line)
    on = day(total.day)
    return Row(period=Period(on, on), page=total.page, views=total.views, visitors=total.visitors)
