"""How far somebody has come on a path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.paths.plan import PathPlan, PathStep


@dataclass(frozen=True, slots=True)
class Done:
    """A step that somebody says they have done."""

    edition: str
    """The page's major version at that time; empty where it had none."""
    on: dt.date
    """The day, where the reader was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What one person has done of one path; the reader's browser keeps the same fields."""

    path: str
    """The path's id, else its file's path."""
    person: str | None = None
    """Handle of the person; None while it is kept in a browser only."""
    start: dt.date | None = None
    """The first day on the path; None where nobody has said."""
    done: Mapping[str, Done] = field(default_factory=dict)
    """The steps, by the ids, else the paths, of their pages."""

    def has_done(self, step: PathStep) -> bool:
        """Whether a step is done; a material change of its page opens it again."""
        done = self.done.get(step.key)
        return done is not None and done.edition == step.edition


def coverage(plan: PathPlan, progress: Progress) -> float | None:
    """Required steps done ÷ required steps; None where none is required."""
    required = plan.required
    return sum(map(progress.has_done, required)) / len(required) if required else None
