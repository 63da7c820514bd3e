"""Logs in the combined format of Apache and nginx, with or without the virtual host before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hub.usage.imports.requests import NOT_THE_FORMAT, Reject, Request

_QUOTED = rb'"((?:[^"\\]|\\.)*)"'
_LINE = re.compile(
    rb"(\S+) [^\s.:]+ (?:\S.*?) \[([^\]]{26})\] " + _QUOTED + rb" (\d{3}) (?:\d+|-)"
    rb" " + _QUOTED + rb" " + _QUOTED + rb"(?: .*)?"
)


def read_combined(lines: Iterable[bytes], reject: Reject) -> Iterator[Request]:
    """Read lines such as ``203.0.113.9 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 …``.

    Usual lines are cut at their first spaces, where everything has its place; only those that have
    escaped marks, a name with spaces or something after the agent are matched against the whole
    format, which takes three times as long.

    Args:
        lines: Without their ends.
        reject: Told each line that is not in the format.
    """
    make = tuple.__new__
    for line in lines:
        try:
            client, _, _, day, zone, method, target, version, status, _, rest = line.split(b" ", 10)
            _, _, _, agent, end = rest.split(b'"')
            is_usual = version[-1:] == b'"' == method[:1] and b"\\" not in line and not end
            if is_usual and day[:1] == b"[" and zone[-1:] == b"]" and status.isdigit():
                stamp = day[1:] + b" " + zone[:-1]
                yield make(
                    Request, (line, stamp, method[1:], target, status, client, agent, b"", False)
                )
                continue
        except ValueError:
            pass
        request = _matched(line)
        if request is None:
            reject(line, NOT_THE_FORMAT)
        else:
            yield request


def read_vhost(lines: Iterable[bytes], reject: Reject) -> Iterator[Request]:
    """Read lines that have ``host:port`` before the combined format (Apache's vhost_combined).

    Args:
        lines: Without their ends.
        reject: Told each line that is not in the format.
    """
    hosts: list[tuple[bytes, bytes]] = []

    def rests() -> Iterator[bytes]:
        for line in lines:
            host, _, rest = line.partition(b" ")
            hosts[:] = [(line, host.rpartition(b":")[0] or host)]
            yield rest

    for request in read_combined(rests(), lambda _, reason: reject(hosts[0][0], reason)):
        line, host = hosts[0]
        yield request._replace(line=line, host=host)


def _matched(line: bytes) -> Request | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    client, stamp, asked, status, _, agent = match.groups()
    method, _, rest = asked.partition(b" ")
    target = rest.rpartition(b" ")[0] if b" HTTP/" in rest else rest
    if not target and status[:1] not in b"45":
        return None
    return Request(line, stamp, method, target, status, client, agent)
