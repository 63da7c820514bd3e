"""Blocks of days whose totals are kept too, so that a window needs few rows instead of one a day.

A block of four days begins at a number of a day that four divides; so do those of 16 and 64. Ninety
days are about ten blocks.
"""

from __future__ import annotations

from collections.abc import Iterator

SIZES = (1, 4, 16, 64)
"""Days in a block; each is made of four of the one before."""
_LARGEST_FIRST = SIZES[::-1]


def block_of(day: int, size: int) -> int:
    """The first day of the block of a size that a day lies in."""
    return day - day % size


def cover(first: int, last: int) -> Iterator[tuple[int, int]]:
    """The fewest blocks that make up all days from one to another, both included.

    Args:
        first: A day since 1970.
        last: Another.

    Yields:
        The size of a block and its first day.
    """
    day = first
    while day <= last:
        size = next(it for it in _LARGEST_FIRST if not day % it and day + it - 1 <= last)
        yield size, day
        day += size
