"""Who is a program: user agents of crawlers, previews and monitors."""

from __future__ import annotations

import re

from hub.usage.imports.remembered import Remembered

_REMEMBERED = 10_000
_LONGEST = 1_000
"""Bytes of a user agent that are looked at."""
_NOT_A_BROWSER = (b"", b"-")
_BUILD = re.compile(rb"(?<=/)(\d+)(?:\.\d+)+")


class Crawlers:
    """Says whether a user agent is a program's, and remembers it.

    Each question to the list of programs takes a tenth of a millisecond, and there are thousands
    of browsers that differ in the build alone; so only the first number of a version is asked for.

    Attributes:
        has: By user agent, whether a program that is no browser calls itself so; one without a
            name is none.
    """

    def __init__(self) -> None:
        self.has = Remembered(self._is_program, most=_REMEMBERED)
        self._versions = Remembered(_is_listed, most=_REMEMBERED)

    def _is_program(self, agent: bytes) -> bool:
        start = agent[:_LONGEST]
        return start in _NOT_A_BROWSER or self._versions[_BUILD.sub(rb"\1.0", start)]


def _is_listed(agent: bytes) -> bool:
    # Late, because the list takes 50 ms to load and not every command asks for it.
    from crawleruseragents import is_crawler  # noqa: PLC0415 (late, as said above)

    return bool(is_crawler(agent.decode("utf-8", "replace")))
