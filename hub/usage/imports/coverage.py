"""Which lines of a log are counted already, because another file had them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from hashlib import blake2b

from hub.usage.imported import Covered

EDGE_SECONDS = 5
"""How far out of order servers write: Apache writes when a request began, after it has ended."""
_NEAR = 8 * EDGE_SECONDS
"""Seconds whose lines are kept until those well inside the file are forgotten."""


class Standing(Enum):
    """Whether the lines of a second are counted already."""

    NEW = "new"
    KNOWN = "known"
    EDGE = "edge"
    """Each line has to be looked at."""


_NEW = Standing.NEW


class Coverage:
    """What has been counted of a source, and what this file adds to it.

    Args:
        counted: The stretches of the files that were counted before.
    """

    def __init__(self, counted: Iterable[Covered]) -> None:
        self._counted = tuple(counted)
        self._seen: Counter[tuple[int, str]] = Counter()
        self._near: dict[int, list[bytes]] = {}
        self._first: int | None = None
        self._last = 0

    def standing(self, second: int) -> Standing:
        """Whether lines of this second are counted already."""
        if not self._counted:
            return _NEW
        if any(one.first < second < one.last for one in self._counted):
            return Standing.KNOWN
        return Standing.EDGE if self._edges(second) else _NEW

    def is_known(self, second: int, line: bytes) -> bool:
        """Whether this line of an edge is counted already; ask once for each line, in order.

        The same line may rightly stand in a log twice, so its repetitions are told apart.
        """
        digest = _digest(line)
        self._seen[second, digest] += 1
        label = _label(digest, self._seen[second, digest])
        return any(label in one.edges for one in self._edges(second))

    def _edges(self, second: int) -> Sequence[Covered]:
        return [
            one
            for one in self._counted
            if min(one.first - EDGE_SECONDS, one.last) <= second
            and second <= max(one.last + EDGE_SECONDS, one.first)
            and not one.first < second < one.last
        ]

    def lines_at(self, second: int) -> list[bytes]:
        """The list to which this file's lines of a second are added.

        It is emptied once the second lies well inside the file, where no line has to be known.

        Args:
            second: Seconds since 1970 of a line of this file.
        """
        if self._first is None:
            self._first = self._last = second
        elif second > self._last:
            self._last = second
        elif second < self._first:
            self._first = second
        lines = self._near.get(second)
        if lines is None:
            if len(self._near) >= _NEAR:
                self._forget()
            lines = self._near[second] = []
        return lines

    def _forget(self) -> None:
        for past in [one for one in self._near if self._is_inside(one)]:
            self._near.pop(past).clear()

    def _is_inside(self, second: int) -> bool:
        first = self._first or 0
        return first + EDGE_SECONDS < second < self._last - EDGE_SECONDS

    def covered(self) -> Covered | None:
        """The stretch that this file covers; None where it has no line with a time."""
        if self._first is None:
            return None
        edges = set()
        for second, lines in self._near.items():
            if not self._is_inside(second):
                seen: Counter[str] = Counter()
                for digest in map(_digest, lines):
                    seen[digest] += 1
                    edges.add(_label(digest, seen[digest]))
        return Covered(self._first + EDGE_SECONDS, self._last - EDGE_SECONDS, frozenset(edges))


def _digest(line: bytes) -> str:
    return blake2b(line, digest_size=8).hexdigest()


def _label(digest: str, number: int) -> str:
    return digest if number == 1 else f"{digest}:{number}"
