"""The Paths page: every path with its size and health, for those who send people along them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.site.facts import Facts
from hub.site.generated import GeneratedPage
from hub.site.paths import PathSummary, path_summaries
from hub.trust.freshness import Freshness


@dataclass(frozen=True, slots=True)
class PathsView:
    """What the Paths page shows, ready for a template."""

    as_of: dt.date
    paths: tuple[PathSummary, ...]
    """The paths in force, by title."""
    not_in_force: tuple[PathSummary, ...]
    """Drafts, and paths that were put away or superseded."""
    shown_states: tuple[Freshness, ...]
    """The states that at least one page of a path in force is in, best first."""
    owners: dict[str, str]
    """Name of each owner of a path or of a page that isn't fresh, by handle."""
    history_unknown: str | None


def paths_view(facts: Facts) -> PathsView:
    """Gather what the Paths page shows."""
    paths = path_summaries(facts)
    pages = [one.plan.page for one in paths]
    pages += [step.page for one in paths for step, _ in one.health.wanting]
    return PathsView(
        as_of=facts.assessment.evidence.today,
        paths=paths,
        not_in_force=path_summaries(facts, in_force=False),
        shown_states=tuple(
            state for state in reversed(Freshness) if any(one.health.states[state] for one in paths)
        ),
        owners={page.owner: facts.people.name(page.owner) for page in pages if page.owner},
        history_unknown=facts.assessment.history.unknown,
    )


PAGE = GeneratedPage("paths", "Paths", paths_view, applies=lambda facts: bool(facts.plans))
