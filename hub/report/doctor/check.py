"""One thing that the doctor looked at, and all of them as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

SCHEMA = 1
_EXAMPLES = 3


class State(Enum):
    """How something was found."""

    GOOD = "good"
    HINT = "hint"
    """It works, and something could be better."""
    BROKEN = "broken"
    """Something does not work, or can't be believed, until it is mended."""

    @property
    def sign(self) -> str:
        """The sign that stands before it, beside the word."""
        return {"good": "✓", "hint": "•", "broken": "✗"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    group: str
    """What it belongs to, as a heading."""
    name: str
    """Stable identifier, such as ``git-depth``."""
    state: State
    found: str
    """What is there, without a full stop."""
    remedy: str = ""
    """What to do, as a sentence or a command."""
    count: int | None = None
    """How many pages or people are concerned; None where nothing is counted."""
    examples: tuple[str, ...] = ()
    """The first of them."""


def counted(
    group: str,
    name: str,
    said: str,
    found: Iterable[str],
    *,
    state: State,
    remedy: str,
    otherwise: str,
) -> Check:
    """A check of which nothing should be found.

    Args:
        group: What it belongs to.
        name: Its identifier.
        said: What is wrong with those that are found, such as ``pages without an owner``.
        found: Their names.
        state: How bad it is if there are any.
        remedy: What to do then.
        otherwise: What is said where there are none.
    """
    names = list(found)
    if not names:
        return Check(group=group, name=name, state=State.GOOD, found=otherwise, count=0)
    return Check(
        group=group,
        name=name,
        state=state,
        found=f"{said[:1].upper()}{said[1:]}: {len(names):,}",
        remedy=remedy,
        count=len(names),
        examples=tuple(names[:_EXAMPLES]),
    )


def doctor_report(checks: Iterable[Check]) -> dict[str, Any]:
    """Everything that was looked at, ready for JSON."""
    checks = list(checks)
    counts = Counter(check.state for check in checks)
    return {
        "schema": SCHEMA,
        "summary": {state.value: counts[state] for state in State},
        "checks": [
            {
                "group": check.group,
                "name": check.name,
                "state": check.state.value,
                "found": check.found,
                "remedy": check.remedy or None,
                "count": check.count,
                "examples": list(check.examples),
            }
            for check in checks
        ],
    }
