"""How grave a finding is."""

from __future__ import annotations

from enum import Enum


class Severity(Enum):
    """How grave a finding of a lint rule is, the gravest first."""

    ERROR = "error"
    """Something is wrong: readers are misled, or a site must not be built."""
    WARNING = "warning"
    """Something is missing, or will be wrong before long."""
    ADVICE = "advice"
    """Something could be better; a person decides."""
    OFF = "off"
    """The rule is not asked."""

    @property
    def fails(self) -> bool:
        """Whether a finding of this severity makes ``hub lint`` fail."""
        return self in (Severity.ERROR, Severity.WARNING)

    @property
    def rank(self) -> int:
        """Its place, counted from 0; the gravest is first."""
        return list(Severity).index(self)
