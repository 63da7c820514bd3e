"""Logs with a JSON object a line: what people let nginx write, and what Caddy writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hub.usage.imports.requests import NOT_THE_FORMAT, Reject, Request

_WHEN = ("time_iso8601", "time_local", "msec", "time", "timestamp", "@timestamp")
_METHOD = ("request_method", "method")
_TARGET = ("request_uri", "uri", "path", "url")
_CLIENT = ("remote_addr", "client_ip", "client", "ip")
_AGENT = ("http_user_agent", "user_agent", "agent")
_HOST = ("host", "http_host", "server_name")
_PURPOSE = ("http_sec_purpose", "sec_purpose", "http_purpose", "http_x_moz")
_AHEAD = ("prefetch", "prerender")


def read_nginx_json(lines: Iterable[bytes], reject: Reject) -> Iterator[Request]:
    """Read a log whose ``log_format`` was made with ``escape=json`` and nginx's own names.

    Args:
        lines: Without their ends.
        reject: Told each line that is not in the format.
    """
    return _read(lines, reject, _of_nginx)


def read_caddy_json(lines: Iterable[bytes], reject: Reject) -> Iterator[Request]:
    """Read Caddy's access log.

    Args:
        lines: Without their ends.
        reject: Told each line that is not in the format.
    """
    return _read(lines, reject, _of_caddy)


def _read(
    lines: Iterable[bytes], reject: Reject, made: Callable[[bytes, Mapping[str, Any]], Request]
) -> Iterator[Request]:
    for line in lines:
        try:
            request = made(line, json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            reject(line, NOT_THE_FORMAT)
        else:
            yield request


def _of_nginx(line: bytes, row: Mapping[str, Any]) -> Request:
    if "request" in row:
        method, _, rest = row["request"].partition(" ")
        target = rest.rpartition(" ")[0] or rest
    else:
        method, target = _first(row, _METHOD), _first(row, _TARGET)
        if row.get("args") and "?" not in target:
            target += f"?{row['args']}"
    purpose = "".join(str(row.get(name, "")) for name in _PURPOSE).lower()
    return Request(
        line,
        _stamp(_first(row, _WHEN)),
        _bytes(method),
        _bytes(target),
        _bytes(str(int(row["status"]))),
        _bytes(_first(row, _CLIENT)),
        _bytes(_first(row, _AGENT, "")),
        _bytes(_first(row, _HOST, "").partition(":")[0]),
        any(word in purpose for word in _AHEAD),
    )


def _of_caddy(line: bytes, row: Mapping[str, Any]) -> Request:
    asked = row["request"]
    headers = {name.lower(): values for name, values in asked.get("headers", {}).items()}
    purpose = " ".join([*headers.get("sec-purpose", ()), *headers.get("purpose", ())]).lower()
    return Request(
        line,
        _stamp(row["ts"]),
        _bytes(asked["method"]),
        _bytes(asked["uri"]),
        _bytes(str(int(row["status"]))),
        _bytes(_first(asked, ("client_ip", "remote_ip", "remote_addr"))),
        _bytes(next(iter(headers.get("user-agent", ())), "")),
        _bytes(asked.get("host", "").partition(":")[0]),
        any(word in purpose for word in _AHEAD),
    )


def _first(row: Mapping[str, Any], names: Iterable[str], otherwise: str | None = None) -> Any:
    """What stands under the first of several names."""
    for name in names:
        if name in row:
            return row[name]
    if otherwise is None:
        raise LookupError
    return otherwise


def _stamp(when: float | str) -> bytes:
    """A time without the parts of a second, which would make every request's time another."""
    if isinstance(when, int | float):
        return b"%d" % int(when)
    return when.encode("ascii", "replace")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
