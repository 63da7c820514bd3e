"""Which figures must not be shown because too few people stand behind them.

The terms are those of statistical disclosure control: *primary* suppression hides what too few
people did, *complementary* suppression hides as much more as keeps anybody from getting at it by
subtracting what is shown from a total that is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
_PRIME = (1 << 61) - 1
"""Sums are compared modulo a prime: exact for these small systems, and quicker than fractions."""

_FEW_CELLS = 8
"""A page has as many cells as organisations use it."""


def is_few(people: int, below: int) -> bool:
    """Whether so few people did something that a figure of it tells about one of them."""
    return 0 < people < below


def hidden(people: Mapping[Name, int], below: int) -> frozenset[Name]:
    """Choose which parts of a total that is shown must not be shown.

    Args:
        people: By part, how many people stand behind it at least; 0 where nobody used it.
        below: How many must.

    Returns:
        Every part with too few people and, where there is one, the smallest that has enough: what
        is left of the total then is the work of enough people, too. If all parts that were used
        are hidden, it is for the caller to ask whether the total has enough people, and to hide
        it where only one part was used.
    """
    few = {name for name, count in people.items() if is_few(count, below)}
    enough = [name for name, count in people.items() if count >= max(below, 1)]
    if few and enough:
        few.add(min(enough, key=lambda name: (people[name], str(name))))
    return frozenset(few)


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that is to be shown: the sum of cells."""

    cells: frozenset[Hashable]
    people: int
    """How many people stand behind it at least."""
    rank: int
    """How dear it is; of several that could be hidden, one of the highest rank is."""


def withheld(sums: Mapping[Name, Sum], below: int) -> frozenset[Name]:
    """Choose which of many sums over the same cells must not be shown.

    No sum with too few people can be got by adding and subtracting those that are left.

    Args:
        sums: All that could be shown, by name; cells of nobody may be left out of them.
        below: How many people must stand behind a sum.
    """
    few = {name for name, one in sums.items() if is_few(one.people, below)}
    shown = {name: one for name, one in sums.items() if name not in few and one.cells}
    small = _small_sums(shown)
    while exposed := _exposed(shown, {sums[name].cells for name in few}):
        for how in exposed:
            if how <= shown.keys():
                del shown[_least_dear(how, shown, small)]
    return frozenset(name for name, one in sums.items() if one.cells and name not in shown)


def _small_sums(sums: Mapping[Name, Sum]) -> Mapping[Hashable, Sequence[Name]]:
    """By cell, the sums of few cells: what can be hidden without much loss."""
    found: dict[Hashable, list[Name]] = defaultdict(list)
    for name, one in sums.items():
        if len(one.cells) <= _FEW_CELLS:
            for cell in one.cells:
                found[cell].append(name)
    return found


def _least_dear(
    how: frozenset[Name], shown: Mapping[Name, Sum], at: Mapping[Hashable, Sequence[Name]]
) -> Name:
    """Which of some shown sums, or of those inside of them, to hide instead of them all."""
    inside = {cell for name in how for cell in shown[name].cells}
    within = {name for cell in inside for name in at.get(cell, ()) if name in shown}
    candidates = [name for name in within if shown[name].cells <= inside]
    return min(
        [*candidates, *how],
        key=lambda name: (-shown[name].rank, shown[name].people, str(name)),
    )


def _exposed(
    shown: Mapping[Name, Sum], secrets: Iterable[frozenset[Hashable]]
) -> list[frozenset[Name]]:
    """By which sums each secret that can be computed is computed."""
    alone = {cell: name for name, one in shown.items() if len(one.cells) == 1 for cell in one.cells}
    rest = {name: one.cells - alone.keys() for name, one in shown.items()}
    kinds = _kinds({name: cells for name, cells in rest.items() if cells})
    kind_of = {cell: kind for kind, cells in kinds.items() for cell in cells}
    system: _System[Name] = _System(
        (name, [*dict.fromkeys(kind_of[cell] for cell in cells)])
        for name, cells in sorted(rest.items(), key=lambda item: len(item[1]))
        if cells
    )
    found = []
    for secret in secrets:
        open_cells = secret - alone.keys()
        wanted = {kind_of.get(cell) for cell in open_cells}
        # Cells that always occur together can't be told from each other.
        if None in wanted or sum(len(kinds[k]) for k in wanted if k) != len(open_cells):
            continue
        how = system.combination([kind for kind in wanted if kind])
        if how is not None:
            known = {alone[cell] for cell in secret if cell in alone}
            found.append(frozenset(how | known))
    return found


def _kinds(sums: Mapping[Name, frozenset[Hashable]]) -> dict[frozenset[Name], set[Hashable]]:
    """Cells by the sums in which they occur."""
    within: dict[Hashable, set[Name]] = defaultdict(set)
    for name, cells in sums.items():
        for cell in cells:
            within[cell].add(name)
    found: dict[frozenset[Name], set[Hashable]] = defaultdict(set)
    for cell, names in within.items():
        found[frozenset(names)].add(cell)
    return found


class _System(Generic[Name]):
    """Sums in echelon form, each with the shown sums that it was made of.

    Args:
        sums: By name, what each adds up.
    """

    def __init__(self, sums: Iterable[tuple[Name, Sequence[Hashable]]]) -> None:
        self._rows: dict[Hashable, tuple[dict[Hashable, int], dict[Name, int]]] = {}
        for name, columns in sums:
            row, made_of = self._reduced(dict.fromkeys(columns, 1))
            if row:
                pivot = next(iter(row))
                inverse = pow(row[pivot], -1, _PRIME)
                made_of = {one: -factor for one, factor in made_of.items()}
                made_of[name] = 1
                self._rows[pivot] = _times(row, inverse), _times(made_of, inverse)

    def combination(self, columns: Iterable[Hashable]) -> set[Name] | None:
        """The sums of which another is made; None where it can't be made of them."""
        row, made_of = self._reduced(dict.fromkeys(columns, 1))
        return None if row else {name for name, factor in made_of.items() if factor % _PRIME}

    def _reduced(self, row: dict[Hashable, int]) -> tuple[dict[Hashable, int], dict[Name, int]]:
        """What is left of a row without the system's rows, and how much of which sum it took."""
        made_of: dict[Name, int] = {}
        while (pivot := next((c for c in row if c in self._rows), None)) is not None:
            base, names = self._rows[pivot]
            factor = row[pivot]
            _add(row, base, -factor)
            _add(made_of, names, factor)
        return row, made_of


def _times(row: Mapping[Name, int], factor: int) -> dict[Name, int]:
    return {column: value * factor % _PRIME for column, value in row.items()}


def _add(row: dict[Name, int], other: Mapping[Name, int], factor: int) -> None:
    for column, value in other.items():
        found = (row.get(column, 0) + value * factor) % _PRIME
        if found:
            row[column] = found
        else:
            row.pop(column, None)
