"""The Hub health page: how much of the hub can be relied on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from hub.config import HubConfig, Kind
from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.pages import queue
from hub.site.pages.activity import edits_by_month, reviews_by_month
from hub.site.pages.charts import Columns, Part, StackedBar
from hub.site.pages.generated import GeneratedPage
from hub.site.wording import WORDING
from hub.trust.assessment import Assessment, Reviews
from hub.trust.freshness import Freshness

HEAD_OF_QUEUE = 10
"""How many pages of the review queue stand here; all of them stand on its own page."""


@dataclass(frozen=True, slots=True)
class Row:
    """The pages of one kind or one side."""

    label: str
    pages: int
    states: dict[Freshness, int]
    reviews: Reviews | None
    """None where the history of none of the pages is known."""

    @property
    def chart(self) -> StackedBar:
        """The states as a bar, best first."""
        parts = (
            Part(WORDING[state].label, self.states[state], WORDING[state].tone)
            for state in reversed(Freshness)
        )
        return StackedBar(f"{self.label} by state", tuple(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthView:
    """What the Hub health page shows, ready for a template."""

    as_of: dt.date
    pages: int
    shown_states: tuple[Freshness, ...]
    """The states that at least one page is in, best first."""
    all: Row
    by_kind: tuple[Row, ...]
    by_org: tuple[Row, ...]
    """Empty where there is only one side."""
    reviews_by_month: Columns | None
    edits_by_month: Columns | None
    queue: tuple[queue.Row, ...]
    """The head of the review queue."""
    queued: int
    """How many pages are in the queue."""
    queue_path: str
    """Where the whole queue stands."""
    history_unknown: str | None

    @property
    def evidence_ratio(self) -> float | None:
        """Evidenced reviews ÷ reviews; it stands beside the share within review date."""
        return self.all.reviews.evidence_ratio if self.all.reviews else None

    @property
    def within_review_date(self) -> float | None:
        """Share of the pages in force whose last review still holds by date.

        None where the history is unknown, because nobody can say then.
        """
        states = self.all.states
        in_force = sum(count for state, count in states.items() if state.is_in_force)
        judged = in_force - states[Freshness.UNKNOWN]
        late = states[Freshness.OVERDUE] + states[Freshness.UNREVIEWED]
        return (judged - late) / judged if judged else None


def health_view(facts: Facts) -> HealthView:
    """Gather what the Hub health page shows."""
    assessment = facts.assessment
    total = _row("All pages", assessment, lambda _: True)
    return HealthView(
        as_of=assessment.evidence.today,
        pages=len(assessment.library.pages),
        shown_states=tuple(state for state in reversed(Freshness) if total.states[state]),
        all=total,
        by_kind=tuple(row for kind in Kind if (row := _kind_row(kind, assessment)).pages),
        by_org=_org_rows(assessment, facts.config),
        reviews_by_month=reviews_by_month(assessment),
        edits_by_month=edits_by_month(assessment),
        queue=queue.queue_rows(facts, HEAD_OF_QUEUE),
        queued=len(facts.queue),
        queue_path=queue.PAGE.path,
        history_unknown=assessment.history.unknown,
    )


def _kind_row(kind: Kind, assessment: Assessment) -> Row:
    return _row(kind.label, assessment, lambda page: page.kind is kind)


def _org_rows(assessment: Assessment, config: HubConfig) -> tuple[Row, ...]:
    if len(config.orgs) <= 1:
        return ()
    rows = [_row(config.org_name(org), assessment, _owned_by(org)) for org in config.orgs]
    rows.append(_row("Owner unknown", assessment, _owned_by(None)))
    return tuple(row for row in rows if row.pages)


def _owned_by(org: str | None) -> Callable[[Page], bool]:
    return lambda page: page.org == org


def _row(label: str, assessment: Assessment, among: Callable[[Page], bool]) -> Row:
    states = assessment.count(among)
    return Row(label, sum(states.values()), states, assessment.reviews(among))


PAGE = GeneratedPage("health", "Hub health", health_view)
