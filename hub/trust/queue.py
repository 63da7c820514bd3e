"""The review queue: which page to review first, by the harm that is to be expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from hub.content.page import Page
from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness, Verdict

_WEIGHTS = ", ".join(
    f"{state.value} {state.weight}"
    for state in sorted(Freshness, key=lambda state: -state.weight)
    if state.weight
)
FORMULA = (
    "expected harm = stale reads × weight of the state × (1 + open flags) × criticality; "
    f"weights: {_WEIGHTS}; "
    "criticality = 1 + pages and paths that use the page"
)
NO_READS = "Stale reads and flags count as 1 and 0 while no usage data is collected."
HIDDEN_READS = "Stale reads that too few people made to be shown count as 1."


def note_on(*, measures_reads: bool) -> str:
    """What is to be said beside the formula of the reads that it counts."""
    return HIDDEN_READS if measures_reads else NO_READS


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A page that needs a review, and how the place in the queue came about."""

    page: Page
    verdict: Verdict
    stale_reads: int | None
    """Reads while stale in the window; None, which counts as 1, where they are not measured or not
    to be shown."""
    open_flags: int
    criticality: int
    """1 + the number of pages and paths that use the page."""

    @property
    def harm(self) -> int:
        """The expected harm; see ``FORMULA``."""
        reads = 1 if self.stale_reads is None else self.stale_reads
        return reads * self.verdict.freshness.weight * (1 + self.open_flags) * self.criticality


def review_queue(
    assessment: Assessment,
    *,
    stale_reads: Mapping[str, int | None] | None = None,
    open_flags: Mapping[str, int] | None = None,
) -> list[QueueEntry]:
    """Order the pages that a review would help, most harmful first.

    Args:
        assessment: The verdicts.
        stale_reads: Reads of each page while it was stale, by path, None where they are not to
            be shown; None where nothing is measured.
        open_flags: Open flags of each page, by path.
    """
    entries = [
        QueueEntry(
            page=page,
            verdict=verdict,
            stale_reads=None if stale_reads is None else stale_reads.get(page.path, 0),
            open_flags=(open_flags or {}).get(page.path, 0),
            criticality=1 + len(assessment.library.used_by(page)),
        )
        for page in assessment.library.pages.values()
        if (verdict := assessment.verdicts[page.path]).freshness.weight
    ]
    return sorted(entries, key=_most_harmful_first)


def _most_harmful_first(entry: QueueEntry) -> tuple[int, dt.date, str]:
    return -entry.harm, entry.verdict.due or dt.date.max, entry.page.path
