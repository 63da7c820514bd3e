"""What is counted of a page, a group of pages, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How something was used; None is *no data*, or *not shown* where ``suppressed``."""

    views: int | None = None
    """Of this hub's own sites and, on days without own events, of imports."""
    reads: int | None = None
    stale_reads: int | None = None
    """Reads on days on which the page was overdue, changed or suspect."""
    judged_reads: int | None = None
    """Reads of pages of which it is known when they were stale."""
    reader_days: int | None = None
    """Of one page: distinct readers of each day, added up. Of several: the same, added up."""
    readers: int | None = None
    """Distinct people, where the mode tells them apart."""
    repeat_reader_days: int | None = None
    """Days on which somebody read a page whom it had had as a reader before."""
    headcount: int | None = None
    """People who may read it."""
    citations: int | None = None
    helpful: int | None = None
    unhelpful: int | None = None
    flags: int | None = None
    acknowledgements: int | None = None
    steps: int | None = None
    suppressed: bool = False
    """Whether too few people stand behind it, or it would give away what they did."""

    @property
    def stale_read_rate(self) -> float | None:
        """Stale reads ÷ reads; None where there were none."""
        return _share(self.stale_reads, self.judged_reads)

    @property
    def reach(self) -> float | None:
        """Distinct readers ÷ people who may read; at most 1, for a headcount may be old."""
        share = _share(self.readers, self.headcount)
        return None if share is None else min(share, 1.0)

    @property
    def helpful_rate(self) -> float | None:
        """Answers that the page helped ÷ answers."""
        if self.helpful is None or self.unhelpful is None:
            return None
        return _share(self.helpful, self.helpful + self.unhelpful)

    def with_headcount(self, headcount: int | None) -> Figures:
        """The same figures of as many people who may read."""
        return replace(self, headcount=headcount)

    def __add__(self, other: Figures) -> Figures:
        sums: dict[str, Any] = {
            name: _sum(getattr(self, name), getattr(other, name)) for name in _ADDED
        }
        return Figures(**sums)


_ADDED = tuple(
    field.name for field in fields(Figures) if field.name not in ("suppressed", "headcount")
)
NOT_SHOWN = Figures(suppressed=True)


def added(figures: Iterable[Figures], *, readers: int | None = None) -> Figures:
    """Several figures together.

    Args:
        figures: What is added up.
        readers: Distinct people behind all of them, who can't be added up.
    """
    total = sum(figures, Figures())
    return replace(total, readers=readers)


def _sum(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None
