"""The Paths page: every path with its size and health, for those who send people along them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.site.facts import Facts
from hub.site.naming import Naming, Who
from hub.site.page.paths import PathSummary, path_summaries
from hub.site.pages.charts import Part, StackedBar
from hub.site.pages.generated import GeneratedPage
from hub.site.wording import WORDING
from hub.trust.freshness import Freshness


@dataclass(frozen=True, slots=True)
class Row:
    """A path in force, and the states of its pages."""

    path: PathSummary
    chart: StackedBar
    """The states of its pages, best first."""
    states: tuple[Freshness, ...]
    """The states that at least one of its pages is in, best first."""


@dataclass(frozen=True, slots=True)
class PathsView:
    """What the Paths page shows, ready for a template."""

    as_of: dt.date
    rows: tuple[Row, ...]
    """The paths in force, by title."""
    not_in_force: tuple[PathSummary, ...]
    """Drafts, and paths that were put away or superseded."""
    owners: dict[str, Who]
    """The owner of each path and of each page that isn't fresh, by handle."""
    history_unknown: str | None


def paths_view(facts: Facts) -> PathsView:
    """Gather what the Paths page shows."""
    paths = path_summaries(facts)
    pages = [one.plan.page for one in paths]
    pages += [step.page for one in paths for step, _ in one.health.wanting]
    naming = Naming(facts.people, facts.config)
    return PathsView(
        as_of=facts.assessment.evidence.today,
        rows=tuple(map(_row, paths)),
        not_in_force=path_summaries(facts, in_force=False),
        owners={page.owner: naming.of_handle(page.owner) for page in pages if page.owner},
        history_unknown=facts.assessment.history.unknown,
    )


def _row(path: PathSummary) -> Row:
    states = tuple(state for state in reversed(Freshness) if path.health.states[state])
    parts = (
        Part(WORDING[state].label, path.health.states[state], WORDING[state].tone)
        for state in states
    )
    return Row(path, StackedBar(f"Pages of {path.title} by state", tuple(parts)), states)


PAGE = GeneratedPage("paths", "Paths", paths_view, applies=lambda facts: bool(facts.plans))
