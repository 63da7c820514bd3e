"""Logs of CloudFront: W3C extended, with tabs, whose columns the file itself names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes

from hub.usage.imports.requests import NOT_THE_FORMAT, Reject, Request

_FIELDS = b"#Fields:"
_NEEDED = (b"date", b"time", b"cs-method", b"cs-uri-stem", b"sc-status", b"c-ip", b"cs(User-Agent)")
_HOST = b"x-host-header"
_COLUMNS = "another number of columns than #Fields names"


def read_cloudfront(lines: Iterable[bytes], reject: Reject) -> Iterator[Request]:
    """Read lines below the ``#Fields`` that name their columns.

    Args:
        lines: Without their ends.
        reject: Told each line that is not in the format.
    """
    fields: dict[bytes, int] = {}
    for line in lines:
        if line.startswith(b"#"):
            if line.startswith(_FIELDS):
                fields = {name: place for place, name in enumerate(line.split()[1:])}
            continue
        cells = line.split(b"\t")
        if not all(name in fields for name in _NEEDED):
            reject(line, NOT_THE_FORMAT)
        elif len(cells) != len(fields):
            reject(line, _COLUMNS)
        else:
            day, time, method, stem, status, client, agent = (cells[fields[n]] for n in _NEEDED)
            host = cells[fields[_HOST]].lower() if _HOST in fields else b""
            stamp = day + b"T" + time + b"Z"
            yield Request(line, stamp, method, stem, status, client, _agent(agent), host)


def _agent(written: bytes) -> bytes:
    """The user agent, of which CloudFront encodes spaces once and used to encode them twice."""
    agent = unquote_to_bytes(written)
    return unquote_to_bytes(agent) if b"%20" in agent else agent
