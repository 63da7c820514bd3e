"""How a version reached its audience: who had read it by how many days after it took effect."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hub.content.page import Page
from hub.usage.scope import Scope
from hub.usage.store.records import FirstReads

_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionCurve:
    """The uptake of one version of a page."""

    version: str
    effective: dt.date
    """The day on which it took effect."""
    headcount: int
    """People who are to read it."""
    points: tuple[tuple[int, float], ...]
    """Days after it took effect, and the share of the headcount that had read it by then; only
    days that changed the share by enough people."""
    days_to_half: int | None
    """Days until half of them had read it; None while fewer have."""


def version_curve(page: Page, reads: Iterable[FirstReads], scope: Scope) -> VersionCurve | None:
    """Draw the curve of the version that a page states.

    Args:
        page: The page.
        reads: First reads of any pages.
        scope: Whose headcounts count.

    Returns:
        The curve; None where the page states no version or no day on which it takes effect, where
        a headcount is missing, or where too few people have read it.
    """
    version, effective = page.meta.version, page.meta.effective
    headcount = scope.headcount(frozenset(page.audience))
    if not version or effective is None or headcount is None or effective > scope.window.last:
        return None
    days: Counter[int] = Counter()
    for read in reads:
        if (read.page, read.version) == (page.path, version) and read.day <= scope.window.last:
            days[max((read.day - effective).days, 0)] += read.readers
    points = _points(days, max(scope.below, 1))
    if not points:
        return None
    shares = tuple((day, min(count / headcount, 1.0)) for day, count in points)
    half = next((day for day, share in shares if share >= _HALF), None)
    return VersionCurve(
        version=version, effective=effective, headcount=headcount, points=shares, days_to_half=half
    )


def _points(days: Counter[int], step: int) -> list[tuple[int, int]]:
    """People by day, in steps of enough people; who is left over is not shown yet."""
    points: list[tuple[int, int]] = []
    count, shown = 0, 0
    for day in sorted(days):
        count += days[day]
        if count - shown >= step:
            points.append((day, count))
            shown = count
    return points
