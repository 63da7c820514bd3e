"""Nothing that too few people did can be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hub.usage.suppression import Sum, hidden, withheld

_CELLS = [(page, org) for page in range(5) for org in "cv"]


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    assert hidden({"a": 2, "b": 9, "c": 7, "d": 0}, 5) == {"a", "c"}


def test_without_small_parts_nothing_is_hidden() -> None:
    assert hidden({"a": 5, "b": 9, "c": 0}, 5) == frozenset()


def test_below_nought_nothing_is_hidden() -> None:
    assert hidden({"a": 1}, 0) == frozenset()


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 12), min_size=1))
def test_what_is_left_of_a_total_is_the_work_of_enough_people(people: dict[int, int]) -> None:
    parts = hidden(people, 5)
    used = [name for name, count in people.items() if count]
    left = sum(people[name] for name in parts)
    assert not parts or left >= 5 or parts == set(used)
    assert len(parts) != 1 or len(used) == 1


def _can_be_computed(secret: frozenset[Hashable], shown: list[frozenset[Hashable]]) -> bool:
    """Whether a sum is a combination of others, by elimination over fractions."""
    rows = [[Fraction(cell in cells) for cell in _CELLS] for cells in shown]
    target = [Fraction(cell in secret) for cell in _CELLS]
    pivots: list[tuple[int, list[Fraction]]] = []
    for row in [*rows, target]:
        for at, base in pivots:
            row[:] = [a - row[at] * b for a, b in zip(row, base, strict=True)]
        at = next((n for n, value in enumerate(row) if value), -1)
        if row is target:
            return at < 0
        if at >= 0:
            pivots.append((at, [value / row[at] for value in row]))
    return False


@given(
    st.lists(st.integers(0, 9), min_size=10, max_size=10),
    st.sets(st.sets(st.integers(0, 4), min_size=1).map(frozenset), max_size=4),
)
def test_no_secret_is_a_combination_of_what_is_shown(
    people: list[int], groups: set[frozenset[int]]
) -> None:
    behind = {cell: count for cell, count in zip(_CELLS, people, strict=True) if count}
    wanted = [(0, frozenset(_CELLS))]
    wanted += [(1, frozenset(cell for cell in _CELLS if cell[1] == org)) for org in "cv"]
    wanted += [(2, frozenset(cell for cell in _CELLS if cell[0] in g)) for g in groups]
    wanted += [(3, frozenset(cell for cell in _CELLS if cell[0] == page)) for page in range(5)]
    wanted += [(4, frozenset([cell])) for cell in _CELLS]
    sums = {}
    for number, (rank, cells) in enumerate(wanted):
        used: frozenset[Hashable] = frozenset(cells & behind.keys())
        most = sum(behind[cell] for cell in cells & behind.keys())
        sums[number] = Sum(used, most, rank)
    hidden_ones = withheld(sums, 5)
    shown = [one.cells for number, one in sums.items() if number not in hidden_ones]
    for one in sums.values():
        if 0 < one.people < 5:
            assert not _can_be_computed(one.cells, shown)
    if not any(0 < one.people < 5 for one in sums.values()):
        assert hidden_ones == frozenset()
