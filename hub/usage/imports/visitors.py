"""How many different visitors there were, without keeping who they were."""

from __future__ import annotations

import secrets
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

_LEAST = 1_024
"""Visits of a page and day after which repeats are first thrown away."""
_PART = 1 << 16


class Visitors:
    """Gives each client and agent a number that means nothing outside this run.

    The key is made anew each time and never written down, so that nobody can find out later which
    number an address had.
    """

    def __init__(self) -> None:
        self._keyed = blake2b(digest_size=8, key=secrets.token_bytes(32))

    def number(self, client: bytes, agent: bytes) -> int:
        """The visitor's number, of 64 bits."""
        hashed = self._keyed.copy()
        hashed.update(client + b"\0" + agent)
        return int.from_bytes(hashed.digest(), "big")


@dataclass(slots=True)
class Tally:
    """How often a page was viewed on a day, and by which numbers."""

    views: int = 0
    numbers: array[int] = field(default_factory=lambda: array("Q"))
    """Eight bytes a view; a number may stand here several times until it is in the way."""
    _limit: int = _LEAST

    def add(self, number: int) -> None:
        """Count a view."""
        self.views += 1
        self.numbers.append(number)
        if len(self.numbers) > self._limit:
            self.numbers = array("Q", set(self.numbers))
            self._limit = max(_LEAST, 2 * len(self.numbers))


def distinct(tallies: Iterable[Tally]) -> int:
    """How many different numbers there are in all of them.

    A part of the numbers is looked at after another, so that a million of them take no more
    memory than some ten thousand.
    """
    arrays = [tally.numbers for tally in tallies]
    parts = 1 + sum(map(len, arrays)) // _PART
    if parts == 1:
        return len(set().union(*arrays))
    return sum(
        len({n for one in arrays for n in one if n % parts == part}) for part in range(parts)
    )
