"""``hub lint --format gitlab``: findings as a Code Quality report, shown in merge requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hub.config import Severity
from hub.content.lint.finding import Finding, fingerprinted
from hub.errors import printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def code_quality_report(
    findings: Iterable[Finding], in_repository: Callable[[str], str]
) -> list[dict[str, Any]]:
    """One entry for each reported finding, in the form of GitLab's ``codequality`` artifact.

    The form is the part of the Code Climate specification that GitLab reads.

    Args:
        findings: The findings.
        in_repository: Gives a path as seen from the repository's root.
    """
    return list(_entries((f for f in findings if f.is_reported), in_repository))


def _entries(
    findings: Iterable[Finding], in_repository: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    for fingerprint, finding in fingerprinted(findings):
        problem = finding.problem
        yield {
            "check_name": problem.rule,
            "description": printable(" ".join(filter(None, (f"{problem.found}.", problem.remedy)))),
            "severity": _SEVERITIES[finding.severity],
            "fingerprint": fingerprint,
            "location": {
                "path": printable(in_repository(problem.path)),
                "lines": {"begin": problem.line or 1},
            },
        }
