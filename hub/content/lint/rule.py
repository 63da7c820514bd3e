"""What a lint rule is, and what it looks at."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.errors import Problem

if TYPE_CHECKING:
    import datetime as dt

    from hub.config import HubConfig
    from hub.content.change import Change
    from hub.content.library import Library
    from hub.people import People


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules look at."""

    library: Library
    config: HubConfig
    people: People
    today: dt.date
    change: Change | None = None
    """What differs from an earlier revision, where one was named (``--base``)."""


Check = Callable[[Subject], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a name for ever, and the function that finds what breaks it."""

    id: str
    """Stable identifier, shown in brackets behind each finding."""
    check: Check
    refuses_build: bool = False
    """Whether a site must not be built while the rule is broken."""

    @property
    def explanation(self) -> str:
        """Why the rule is there and how to keep it."""
        return inspect.getdoc(self.check) or ""
