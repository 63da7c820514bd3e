"""Path health: how many of a path's pages can be relied on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.paths.plan import PathPlan, PathStep
from hub.trust.freshness import Freshness, Verdict


@dataclass(frozen=True, slots=True)
class PathHealth:
    """The states of a path's pages on a given day."""

    states: Mapping[Freshness, int]
    """How many of its pages are in each state; every state is there."""
    wanting: tuple[tuple[PathStep, Verdict], ...]
    """The steps whose pages aren't fresh, in order."""

    @property
    def judged(self) -> int:
        """Pages of which something can be said: all but those with an unknown history."""
        return sum(self.states.values()) - self.states[Freshness.UNKNOWN]

    @property
    def share(self) -> float | None:
        """Fresh pages ÷ pages; None where nothing can be said of any of them."""
        return self.states[Freshness.FRESH] / self.judged if self.judged else None

    @property
    def doubted(self) -> tuple[tuple[PathStep, Verdict], ...]:
        """The steps whose readers are warned before reading."""
        return tuple(pair for pair in self.wanting if pair[1].freshness.should_be_doubted)


def path_health(plan: PathPlan, verdicts: Mapping[str, Verdict]) -> PathHealth:
    """Judge the pages of a path.

    Args:
        plan: The path.
        verdicts: The verdict on each page, by path.
    """
    judged = [(step, verdicts[step.page.path]) for step in plan.steps]
    found = [verdict.freshness for _, verdict in judged]
    return PathHealth(
        states={state: found.count(state) for state in Freshness},
        wanting=tuple(pair for pair in judged if pair[1].freshness is not Freshness.FRESH),
    )
