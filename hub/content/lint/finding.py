"""What a lint run says about the pages: findings, shown or set aside, and for which reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from hub.config import Severity
from hub.errors import Problem


class SetAside(Enum):
    """Who decided that a finding is not to be reported."""

    IGNORED = "ignored"
    """The page says so, with a reason."""
    KNOWN = "known"
    """The baseline holds it: it was there when the handbook began to be checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place that breaks a rule."""

    problem: Problem
    severity: Severity
    refuses_build: bool = False
    """Whether no site can be made while it is there; such a finding is never set aside."""
    set_aside: SetAside | None = None
    """None for a finding that is reported."""
    reason: str = ""
    """Why the page ignores it."""

    @property
    def fingerprint(self) -> str:
        """A name for what was found and where, the same wherever in its file it stands.

        Sixteen hexadecimal digits of the SHA-256 of rule, path and the text of the finding.
        """
        problem = self.problem
        said = "\0".join((problem.rule, problem.path, problem.found))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def is_reported(self) -> bool:
        """Whether nobody has set it aside."""
        return self.set_aside is None

    @property
    def fails(self) -> bool:
        """Whether it makes ``hub lint`` fail."""
        return self.is_reported and self.severity.fails


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRun:
    """Everything that a lint run says."""

    findings: tuple[Finding, ...]
    """Sorted by place; those that are set aside are among them."""
    pages: int
    """How many pages the handbook has."""
    gone: int = 0
    """How many findings the baseline knows that are no longer there; 0 for a run in part."""

    @property
    def reported(self) -> list[Finding]:
        """The findings that nobody has set aside."""
        return [finding for finding in self.findings if finding.is_reported]

    @property
    def fails(self) -> bool:
        """Whether any reported finding is an error or a warning."""
        return any(finding.fails for finding in self.findings)

    def count(self, set_aside: SetAside) -> int:
        """How many findings were set aside in one way."""
        return sum(finding.set_aside is set_aside for finding in self.findings)


def fingerprinted(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Findings with fingerprints of which no two are the same, as code scanning wants them.

    Args:
        findings: The findings, in the order in which alike ones are numbered.

    Yields:
        The fingerprint with its number among the alike ones, from 1; and the finding.
    """
    alike: Counter[str] = Counter()
    for finding in findings:
        alike[finding.fingerprint] += 1
        yield f"{finding.fingerprint}:{alike[finding.fingerprint]}", finding


def by_place(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which somebody walks through the files."""
    return sorted(findings, key=lambda finding: place_of(finding.problem))


def place_of(problem: Problem) -> tuple[str, int, str, str]:
    """What problems are sorted by."""
    return problem.path, problem.line or 0, problem.rule, problem.found
