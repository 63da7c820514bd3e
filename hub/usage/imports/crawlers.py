"""Who is a program: user agents of crawlers, previews and monitors."""

from __future__ import annotations

import re

_REMEMBERED = 10_000
_LONGEST = 1_000
"""Bytes of a user agent that are looked at."""
_NOT_A_BROWSER = (b"", b"-")
_BUILD = re.compile(rb"(?<=/)(\d+)(?:\.\d+)+")


class Crawlers:
    """Says whether a user agent is a program's, and remembers it.

    Each question to the list of programs takes a tenth of a millisecond, and there are thousands
    of browsers that differ in the build alone; so only the first number of a version is asked for.
    """

    def __init__(self) -> None:
        self._agents: dict[bytes, bool] = {}
        self._versions: dict[bytes, bool] = {}

    def has(self, agent: bytes) -> bool:
        """Whether a program that is no browser calls itself so; one without a name is none."""
        known = self._agents.get(agent)
        if known is None:
            start = agent[:_LONGEST]
            known = start in _NOT_A_BROWSER or self._is_program(_BUILD.sub(rb"\1.0", start))
            if len(agent) <= _LONGEST:
                _remember(self._agents, agent, is_program=known)
        return known

    def _is_program(self, version: bytes) -> bool:
        known = self._versions.get(version)
        if known is None:
            # Late, because the list takes 50 ms to load and not every command asks for it.
            from crawleruseragents import is_crawler  # noqa: PLC0415 (late, as said above)

            known = is_crawler(version.decode("utf-8", "replace"))
            _remember(self._versions, version, is_program=known)
        return known


def _remember(known: dict[bytes, bool], name: bytes, *, is_program: bool) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[name] = is_program
