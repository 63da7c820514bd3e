"""Few blocks make up a window, each day in one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.usage.store.blocks import SIZES, block_of, cover


@given(first=st.integers(-200, 30_000), length=st.integers(0, 800))
def test_each_day_of_a_window_is_in_one_block(first: int, length: int) -> None:
    blocks = list(cover(first, first + length - 1))
    days = [day for size, start in blocks for day in range(start, start + size)]
    assert days == list(range(first, first + length))
    assert all(size in SIZES and block_of(start, size) == start for size, start in blocks)
    assert len(blocks) <= 6 * (len(SIZES) - 1) + length // SIZES[-1]


@pytest.mark.parametrize(
    ("first", "last", "blocks"),
    [
        (64, 63, []),
        (64, 64, [(1, 64)]),
        (64, 127, [(64, 64)]),
        (63, 128, [(1, 63), (64, 64), (1, 128)]),
        (4, 23, [(4, 4), (4, 8), (4, 12), (4, 16), (4, 20)]),
    ],
)
def test_the_largest_blocks_are_taken(first: int, last: int, blocks: list[tuple[int, int]]) -> None:
    assert list(cover(first, last)) == blocks
